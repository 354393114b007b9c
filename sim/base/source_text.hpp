// A text that the user wrote (a scenario file, an option of the command line) and places in it.
// Lines and columns count from 1; a column is one UTF-8 character. Knows nothing of its meaning.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ipcsim {

struct LineColumn {
  std::uint32_t line = 0;  // 0: the text as a whole
  std::uint32_t column = 0;
};

class SourceText {
 public:
  /// `name`: the path as the user gave it, or what stands in its place ("<stdin>", "--set").
  SourceText(std::string name, std::string text);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::string_view text() const { return text_; }

  /// Where the byte at `offset` stands; an offset past the end is the end. Takes time logarithmic
  /// in the number of lines, however long they are.
  [[nodiscard]] LineColumn line_column(std::size_t offset) const;
  /// The line without its line break. REQUIRES: 1 <= line <= number of lines.
  [[nodiscard]] std::string_view line(std::uint32_t line) const;

 private:
  static constexpr std::size_t kBlock = 1024;

  /// Characters that begin before the byte at `offset`. REQUIRES: offset <= size of the text.
  [[nodiscard]] std::size_t characters_before(std::size_t offset) const;

  std::string name_;
  std::string text_;
  std::vector<std::size_t> line_starts_;        // offset of the first byte of each line
  std::vector<std::size_t> characters_before_;  // byte 0, byte kBlock, byte 2 kBlock, …
};

/// The bytes [begin, end) of a text; `text` null: nowhere in particular.
struct SourceRange {
  const SourceText* text = nullptr;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

}  // namespace ipcsim
