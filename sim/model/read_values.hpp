// Reads single values of a scenario: numbers, words, strings, names; and checks the keys of an
// object. Each reports what is wrong and then gives nothing. Knows nothing of where they stand.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/model/reader_context.hpp"

namespace ipcsim {

/// The value in a message: `the string "abc"`, `the number 5`, `true`, `null`, `a list`.
std::string value_in_words(const JsonNode& node);

/// What to do about a node that should have been a number: an example, or to take quotes away.
std::vector<std::string> hints_for_number(const JsonNode& node, std::string_view example);

/// Reports that `name` (a key, or a noun for what has none) should have been `wanted`.
void report_wrong_type(ReaderContext& context, const JsonNode& node, std::string_view name,
                       std::string_view wanted, std::string_view example = {});

struct WholeRange {
  std::uint64_t least = 0;
  std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
};

/// A whole number in a range; `1e6` and `3.0` are whole too. `name` is the key it belongs to.
std::optional<std::uint64_t> read_whole(ReaderContext& context, const JsonNode& node,
                                        std::string_view name, WholeRange range);

/// The same as a 32-bit number. REQUIRES: range.most < 2^32.
std::optional<std::uint32_t> read_whole32(ReaderContext& context, const JsonNode& node,
                                          std::string_view name, WholeRange range);

/// The value of a number that may have a fraction; empty after a report. Infinity is reported.
std::optional<double> read_number(ReaderContext& context, const JsonNode& node,
                                  std::string_view name, std::string_view example);

std::optional<bool> read_boolean(ReaderContext& context, const JsonNode& node,
                                 std::string_view name);

std::optional<std::string> read_string(ReaderContext& context, const JsonNode& node,
                                       std::string_view name);

/// A word of the scenario language and what it stands for.
template <class Value>
struct WordRow {
  std::string_view word;
  Value value;
};

/// The position of the node's string in `words`.
std::optional<std::size_t> read_word_index(ReaderContext& context, const JsonNode& node,
                                           std::string_view name,
                                           std::span<const std::string> words);

/// The value that the node's string stands for.
template <class Value, std::size_t kRows>
std::optional<Value> read_word(ReaderContext& context, const JsonNode& node, std::string_view name,
                               const WordRow<Value> (&rows)[kRows]) {
  std::vector<std::string> words;
  for (const WordRow<Value>& row : rows) words.emplace_back(row.word);
  const std::optional<std::size_t> index = read_word_index(context, node, name, words);
  if (!index) return std::nullopt;
  return rows[*index].value;
}

/// `"blocking"` or `"nonblocking"`.
std::optional<Mode> read_mode(ReaderContext& context, const JsonNode& node, std::string_view name);

/// Reports a name that is empty or has a character that names cannot have.
void check_name(ReaderContext& context, std::string_view name, SourceRange where);
void check_name(ReaderContext& context, const JsonMember& member);

/// Reports keys of the object that are not known.
void check_keys(ReaderContext& context, const JsonNode& object,
                std::span<const std::string_view> known);

}  // namespace ipcsim
