#include "reports/results_node.hpp"

#include <charconv>
#include <system_error>

#include "sim/base/spelling.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

/// Without what is in it: its first bytes.
SourceRange beginning_of(const JsonNode& node) {
  return {node.where.text, node.where.begin, node.where.begin + 1};
}

bool is_container(const JsonNode& node) {
  return node.kind == JsonKind::object || node.kind == JsonKind::array;
}

[[noreturn]] void reject(const JsonNode& node, const std::string& message) {
  throw ResultsMistake(is_container(node) ? beginning_of(node) : node.where, message);
}

const JsonNode& of_kind(const JsonNode& node, std::string_view key, JsonKind kind,
                        const std::string& what) {
  if (node.kind != kind) reject(node, quote(key) + " is no " + what);
  return node;
}

}  // namespace

const JsonNode& member_at(const JsonNode& object, std::string_view key) {
  if (object.kind != JsonKind::object) {
    reject(object, "here should stand an object with the key " + quote(key));
  }
  const JsonMember* member = object.find(key);
  if (member == nullptr) {
    throw ResultsMistake(beginning_of(object), "the key " + quote(key) + " is missing");
  }
  return member->value;
}

const std::vector<JsonMember>& members_at(const JsonNode& object, std::string_view key) {
  return of_kind(member_at(object, key), key, JsonKind::object, "object").members;
}

const std::vector<JsonNode>& list_at(const JsonNode& object, std::string_view key) {
  return of_kind(member_at(object, key), key, JsonKind::array, "list").items;
}

bool flag_at(const JsonNode& object, std::string_view key) {
  return of_kind(member_at(object, key), key, JsonKind::boolean, "true or false").boolean;
}

std::string text_at(const JsonNode& object, std::string_view key) {
  return of_kind(member_at(object, key), key, JsonKind::string, "string").text;
}

std::vector<std::string> texts_at(const JsonNode& object, std::string_view key) {
  std::vector<std::string> texts;
  for (const JsonNode& item : list_at(object, key)) {
    if (item.kind != JsonKind::string) reject(item, quote(key) + " is no list of strings");
    texts.push_back(item.text);
  }
  return texts;
}

std::uint64_t whole_between(const JsonNode& node, std::string_view key, std::uint64_t least,
                            std::uint64_t most) {
  std::uint64_t whole = 0;
  const char* const last = node.text.data() + node.text.size();
  const auto [end, error] = std::from_chars(node.text.data(), last, whole);
  const bool is_whole = node.kind == JsonKind::number && error == std::errc() && end == last;
  if (!is_whole || whole < least || whole > most) {
    reject(node,
           quote(key) + " is no whole number from " + grouped(least) + " to " + grouped(most));
  }
  return whole;
}

std::int64_t nanoseconds_at(const JsonNode& object, std::string_view key) {
  const std::string exact = std::string(key) + "_ns";
  constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  return static_cast<std::int64_t>(whole_between(member_at(object, exact), exact, 0, kMost));
}

std::optional<double> number_or_null(const JsonNode& node, std::string_view key) {
  if (node.kind == JsonKind::null) return std::nullopt;
  double number = 0;
  const char* const last = node.text.data() + node.text.size();
  const auto [end, error] = std::from_chars(node.text.data(), last, number);
  if (node.kind != JsonKind::number || error != std::errc() || end != last) {
    reject(node, quote(key) + " is neither a number nor null");
  }
  return number;
}

std::optional<double> number_or_null_at(const JsonNode& object, std::string_view key) {
  return number_or_null(member_at(object, key), key);
}

bool is_null_at(const JsonNode& object, std::string_view key) {
  return member_at(object, key).kind == JsonKind::null;
}

void reject_word(const JsonNode& node, std::string_view key,
                 const std::vector<std::string>& words) {
  std::string known;
  for (const std::string& word : words) {
    if (!word.empty()) known += (known.empty() ? "" : ", ") + quote(word);
  }
  reject(node, quote(node.text) + " is no " + std::string(key) + "; there are " + known);
}

}  // namespace ipcsim
