// A sequence diagram of Mermaid (https://mermaid.js.org/syntax/sequenceDiagram.html): lifelines of
// processes and mailboxes, notes, and arrows between them, in order. Whatever somebody called them
// stays text. Knows nothing of runs and schedules.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace ipcsim {

class MermaidDiagram {
 public:
  explicit MermaidDiagram(std::string_view title);

  /// The id of a lifeline, for the functions below; it is drawn from then on. Processes stand
  /// first, each by `number`, which says which one it is.
  std::string process(std::uint32_t number, std::string_view name);
  std::string mailbox(std::uint32_t number, std::string_view name);

  void add_note(const std::string& over, std::string_view text);
  /// From the first process to the last, of those that are drawn by then.
  void add_note_over_all(std::string_view text);
  /// `arrow`: of the language, "->>".
  void add_arrow(const std::string& from, std::string_view arrow, const std::string& to,
                 std::string_view text);

  /// Bytes that notes and arrows take so far.
  [[nodiscard]] std::size_t size() const { return lines_.size(); }
  [[nodiscard]] std::string text() const;

 private:
  std::string title_;
  std::map<std::uint32_t, std::string> processes_;
  std::map<std::uint32_t, std::string> mailboxes_;
  std::string lines_;
};

}  // namespace ipcsim
