#include "sim/model/json_string_error.hpp"

#include <algorithm>
#include <optional>

#include "sim/base/utf8.hpp"

namespace ipcsim {
namespace {

constexpr std::size_t kUnicodeEscape = 6;  // \uXXXX

/// The code unit of the `\uXXXX` at `at`.
std::optional<unsigned> unicode_escape(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "\\u" || at + kUnicodeEscape > text.size()) return std::nullopt;
  unsigned value = 0;
  for (const char c : text.substr(at + 2, kUnicodeEscape - 2)) {
    constexpr std::string_view kHexDigits = "0123456789abcdefABCDEF";
    const std::size_t digit = kHexDigits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    value = value * 16 + static_cast<unsigned>(digit < 16 ? digit : digit - 6);
  }
  return value;
}

JsonStringError no_end(std::string_view text, std::size_t begin) {
  const std::size_t line_end = std::min(text.find_first_of("\r\n", begin), text.size());
  return {begin,
          line_end,
          "the string that begins here has no closing '\"' on its line",
          {"a line break within a string is written \\n"}};
}

JsonStringError control_character(std::string_view text, std::size_t at) {
  if (text[at] == '\t') {
    return {at, at + 1, "a tab cannot stand within a string", {"write \\t, or a blank"}};
  }
  return {at, at + 1, "a control character cannot stand within a string", {"take it away"}};
}

/// The mistake in the escape that begins at `at`, if there is one.
std::optional<JsonStringError> escape_error(std::string_view text, std::size_t at) {
  constexpr std::string_view kEscapes = "\"\\/bfnrt";
  const char kind = at + 1 < text.size() ? text[at + 1] : ' ';
  if (kEscapes.find(kind) != std::string_view::npos) return std::nullopt;
  if (kind != 'u') {
    const std::size_t length = std::max<std::size_t>(1, utf8_length(text, at + 1));
    const std::size_t end = std::min(text.size(), at + 1 + length);
    return JsonStringError{at,
                           end,
                           std::string(text.substr(at, end - at)) + " is no escape",
                           {"a backslash itself is written \\\\; the escapes are "
                            "\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"}};
  }
  const std::size_t end =
      std::min({text.size(), at + kUnicodeEscape, text.find_first_of("\"\r\n", at)});
  const std::optional<unsigned> unit = unicode_escape(text, at);
  if (!unit) {
    return JsonStringError{at, end, "\\u takes four hexadecimal digits", {"for example \\u00e9"}};
  }
  const bool is_first_half = *unit >= 0xD800U && *unit <= 0xDBFFU;
  const bool is_second_half = *unit >= 0xDC00U && *unit <= 0xDFFFU;
  if (!is_first_half && !is_second_half) return std::nullopt;
  const std::optional<unsigned> next = unicode_escape(text, at + kUnicodeEscape);
  if (is_first_half && next && *next >= 0xDC00U && *next <= 0xDFFFU) return std::nullopt;
  return JsonStringError{at,
                         end,
                         "half of a character: \\ud800 to \\udfff come in pairs",
                         {"write the character itself: the file is UTF-8"}};
}

}  // namespace

JsonStringError json_string_error(std::string_view text, std::size_t begin) {
  for (std::size_t at = begin + 1; at < text.size();) {
    const char c = text[at];
    if (c == '"') break;
    if (c == '\n' || c == '\r') return no_end(text, begin);
    if (static_cast<unsigned char>(c) < 0x20U) return control_character(text, at);
    if (c != '\\') {
      ++at;
      continue;
    }
    if (at + 1 == text.size() || text[at + 1] == '\n' || text[at + 1] == '\r') {
      return no_end(text, begin);
    }
    if (std::optional<JsonStringError> error = escape_error(text, at)) return *error;
    const bool is_pair = unicode_escape(text, at).value_or(0) >= 0xD800U &&
                         unicode_escape(text, at).value_or(0) <= 0xDBFFU;
    at += text[at + 1] != 'u' ? 2 : is_pair ? 2 * kUnicodeEscape : kUnicodeEscape;
  }
  return no_end(text, begin);
}

}  // namespace ipcsim
