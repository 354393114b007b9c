// The JSON of results by key and type, with the place of what is not as it should be. A program
// wrote it, so the first mistake ends the reading: what follows it is of no use to anybody.
#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "sim/base/source_text.hpp"
#include "sim/model/json_node.hpp"

namespace ipcsim {

/// What all functions below throw.
class ResultsMistake : public std::runtime_error {
 public:
  ResultsMistake(SourceRange where, const std::string& message)
      : std::runtime_error(message), where_(where) {}
  [[nodiscard]] SourceRange where() const { return where_; }

 private:
  SourceRange where_;
};

/// The value of `key`. A missing one is a mistake, as is an `object` that is none.
const JsonNode& member_at(const JsonNode& object, std::string_view key);
const std::vector<JsonMember>& members_at(const JsonNode& object, std::string_view key);
const std::vector<JsonNode>& list_at(const JsonNode& object, std::string_view key);

bool flag_at(const JsonNode& object, std::string_view key);
std::string text_at(const JsonNode& object, std::string_view key);
std::vector<std::string> texts_at(const JsonNode& object, std::string_view key);

/// From `least` to the largest of its type.
template <std::unsigned_integral Whole = std::uint64_t>
Whole whole_at(const JsonNode& object, std::string_view key, Whole least = 0);
/// The whole number of nanoseconds that stands beside the seconds of `key`: "since_ns" of "since".
std::int64_t nanoseconds_at(const JsonNode& object, std::string_view key);
/// Empty if it is null.
std::optional<double> number_or_null(const JsonNode& node, std::string_view key);
std::optional<double> number_or_null_at(const JsonNode& object, std::string_view key);

[[nodiscard]] bool is_null_at(const JsonNode& object, std::string_view key);

/// The enumerator, of those from 0 to `last`, whose name_of is the string at `key`.
template <class Enum>
Enum named_at(const JsonNode& object, std::string_view key, Enum last);

// What follows is what the templates are made of.

std::uint64_t whole_between(const JsonNode& node, std::string_view key, std::uint64_t least,
                            std::uint64_t most);
/// A string that is no word for `key`.
[[noreturn]] void reject_word(const JsonNode& node, std::string_view key,
                              const std::vector<std::string>& words);

template <std::unsigned_integral Whole>
Whole whole_at(const JsonNode& object, std::string_view key, Whole least) {
  return static_cast<Whole>(
      whole_between(member_at(object, key), key, least, std::numeric_limits<Whole>::max()));
}

template <class Enum>
Enum named_at(const JsonNode& object, std::string_view key, Enum last) {
  const std::string name = text_at(object, key);
  std::vector<std::string> words;
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    words.push_back(name_of(static_cast<Enum>(i)));
    if (words.back() == name) return static_cast<Enum>(i);
  }
  reject_word(member_at(object, key), key, words);
}

}  // namespace ipcsim
