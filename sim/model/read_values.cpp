#include "sim/model/read_values.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/check.hpp"
#include "sim/model/decimal.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr WordRow<Mode> kModes[] = {
    {"blocking", Mode::blocking},
    {"nonblocking", Mode::nonblocking},
};

/// Reports a number outside of the range.
void report_out_of_range(ReaderContext& context, const JsonNode& node, std::string_view name,
                         WholeRange range, bool is_below) {
  context.error(node,
                quote(name) + " must be at " +
                    (is_below ? "least " + grouped(range.least) : "most " + grouped(range.most)) +
                    ", not " + node.text);
}

}  // namespace

std::vector<std::string> hints_for_number(const JsonNode& node, std::string_view example) {
  if (node.kind == JsonKind::string && parse_decimal(node.text)) {
    return {"write " + node.text.substr(0, 40) + " without quotes"};
  }
  return {"for example " + std::string(example)};
}

std::string value_in_words(const JsonNode& node) {
  switch (node.kind) {
    case JsonKind::null:
      return "null";
    case JsonKind::boolean:
      return node.boolean ? "true" : "false";
    case JsonKind::number:
      return "the number " + node.text.substr(0, 40);
    case JsonKind::string:
      return "the string " + quote(node.text);
    case JsonKind::array:
      return node.items.empty() ? "an empty list" : "a list";
    case JsonKind::object:
      return node.members.empty() ? "an empty object" : "an object";
  }
  return {};
}

void report_wrong_type(ReaderContext& context, const JsonNode& node, std::string_view name,
                       std::string_view wanted, std::string_view example) {
  std::vector<std::string> hints;
  if (!example.empty()) hints.push_back("for example " + std::string(example));
  context.error(
      node, std::string(name) + " must be " + std::string(wanted) + ", not " + value_in_words(node),
      std::move(hints));
}

std::optional<std::uint64_t> read_whole(ReaderContext& context, const JsonNode& node,
                                        std::string_view name, WholeRange range) {
  const std::string key = quote(name);
  const std::string example = key + ": " + std::to_string(std::max<std::uint64_t>(range.least, 1));
  if (node.kind != JsonKind::number) {
    context.error(node, key + " must be a whole number, not " + value_in_words(node),
                  hints_for_number(node, example));
    return std::nullopt;
  }
  const std::optional<Decimal> number = parse_decimal(node.text);
  check(number.has_value(), "the spelling of a JSON number is a decimal number");
  if (!is_whole(*number)) {
    context.error(node, key + " must be a whole number, not " + node.text.substr(0, 40));
    return std::nullopt;
  }
  const bool is_negative = number->negative && !number->is_zero();
  const std::optional<std::uint64_t> magnitude = whole_magnitude(*number);
  if (is_negative || (magnitude && *magnitude < range.least)) {
    report_out_of_range(context, node, name, range, true);
    return std::nullopt;
  }
  if (!magnitude || *magnitude > range.most) {
    report_out_of_range(context, node, name, range, false);
    return std::nullopt;
  }
  return magnitude;
}

std::optional<std::uint32_t> read_whole32(ReaderContext& context, const JsonNode& node,
                                          std::string_view name, WholeRange range) {
  check(range.most <= std::numeric_limits<std::uint32_t>::max(), "the range is one of 32 bits");
  const std::optional<std::uint64_t> number = read_whole(context, node, name, range);
  if (!number) return std::nullopt;
  return static_cast<std::uint32_t>(*number);
}

std::optional<double> read_number(ReaderContext& context, const JsonNode& node,
                                  std::string_view name, std::string_view example) {
  if (node.kind != JsonKind::number) {
    context.error(node, std::string(name) + " must be a number, not " + value_in_words(node),
                  hints_for_number(node, example));
    return std::nullopt;
  }
  const std::optional<Decimal> number = parse_decimal(node.text);
  check(number.has_value(), "the spelling of a JSON number is a decimal number");
  const double magnitude = scale_to_double(*number, 1);
  check(std::isfinite(magnitude), "the JSON parser refuses numbers that no double can hold");
  return number->negative ? -magnitude : magnitude;
}

std::optional<bool> read_boolean(ReaderContext& context, const JsonNode& node,
                                 std::string_view name) {
  if (node.kind == JsonKind::boolean) return node.boolean;
  std::vector<std::string> hints;
  if (node.kind == JsonKind::string && (node.text == "true" || node.text == "false")) {
    hints.push_back("write " + node.text + " without quotes");
  }
  context.error(node, quote(name) + " must be true or false, not " + value_in_words(node),
                std::move(hints));
  return std::nullopt;
}

std::optional<std::string> read_string(ReaderContext& context, const JsonNode& node,
                                       std::string_view name) {
  if (node.kind == JsonKind::string) return node.text;
  report_wrong_type(context, node, quote(name), "a string");
  return std::nullopt;
}

std::optional<std::size_t> read_word_index(ReaderContext& context, const JsonNode& node,
                                           std::string_view name,
                                           std::span<const std::string> words) {
  if (node.kind == JsonKind::string) {
    const auto found = std::find(words.begin(), words.end(), node.text);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  }
  const std::string word = node.kind == JsonKind::string ? node.text : std::string();
  context.error(node, quote(name) + " cannot be " + value_in_words(node),
                {known_words_hint(word, words, "known values")});
  return std::nullopt;
}

std::optional<Mode> read_mode(ReaderContext& context, const JsonNode& node, std::string_view name) {
  return read_word(context, node, name, kModes);
}

void check_name(ReaderContext& context, std::string_view name, SourceRange where) {
  if (name.empty()) {
    context.error(where, "a name cannot be empty");
    return;
  }
  for (const char c : name) {
    const auto code = static_cast<unsigned char>(c);
    if (code < 0x20U || code == 0x7FU) {
      context.error(where, "a name cannot have a control character in it");
      return;
    }
    if (std::string_view(".[]${}").find(c) == std::string_view::npos) continue;
    context.error(where, std::string("a name cannot have '") + c + "' in it",
                  {"the characters . [ ] $ { } stand around names, as in "
                   "mailboxes.NAME.wait.mean, NAME[0] and ${key}; use - or _"});
    return;
  }
}

void check_name(ReaderContext& context, const JsonMember& member) {
  check_name(context, member.key, member.key_where);
}

void check_keys(ReaderContext& context, const JsonNode& object,
                std::span<const std::string_view> known) {
  for (const JsonMember& member : object.members) {
    if (std::find(known.begin(), known.end(), member.key) != known.end()) continue;
    const std::vector<std::string> words(known.begin(), known.end());
    context.error(member.key_where, "unknown key " + quote(member.key),
                  {known_words_hint(member.key, words, "known keys")});
  }
}

}  // namespace ipcsim
