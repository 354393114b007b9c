#include "sim/base/display_width.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/utf8.hpp"

namespace ipcsim {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// The blocks of Unicode 15 whose characters are wide (East Asian Width W and F), coarsely.
constexpr Range kWide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x23E9, 0x23EC},   {0x2614, 0x2615},
    {0x26A1, 0x26A1},   {0x2705, 0x2705},   {0x274C, 0x274C},   {0x2E80, 0x303E},
    {0x3041, 0xA4CF},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF},
    {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};

// Characters that are drawn onto the one before, and invisible ones.
constexpr Range kNoWidth[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x064B, 0x065F}, {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
};

template <std::size_t n>
bool is_in(char32_t character, const Range (&ranges)[n]) {
  return std::any_of(std::begin(ranges), std::end(ranges), [&](const Range& range) {
    return range.first <= character && character <= range.last;
  });
}

/// The character that the `length` bytes at `at` encode.
char32_t decoded(std::string_view text, std::size_t at, std::size_t length) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (length == 1) return first;
  char32_t character = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    character = character << 6U | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  }
  return character;
}

std::size_t width_of(char32_t character) {
  if (character < 0x300) return 1;
  if (is_in(character, kNoWidth)) return 0;
  return is_in(character, kWide) ? 2 : 1;
}

/// The end of the character that begins at `at`; a byte that is no UTF-8 counts as one.
std::size_t end_of_character(std::string_view text, std::size_t at) {
  return at + std::max<std::size_t>(1, utf8_length(text, at));
}

std::size_t width_between(std::string_view text, std::size_t begin, std::size_t end) {
  if (utf8_length(text, begin) == 0) return 1;
  return width_of(decoded(text, begin, end - begin));
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = end_of_character(text, at);
    width += width_between(text, at, end);
    at = end;
  }
  return width;
}

std::string padded_right(std::string text, std::size_t width) {
  const std::size_t taken = display_width(text);
  if (taken < width) text.append(width - taken, ' ');
  return text;
}

std::string padded_left(std::string text, std::size_t width) {
  const std::size_t taken = display_width(text);
  if (taken < width) text.insert(0, width - taken, ' ');
  return text;
}

std::string fitted(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  std::size_t taken = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = end_of_character(text, at);
    const std::size_t more = width_between(text, at, end);
    if (taken + more > width - 1) break;
    taken += more;
    at = end;
  }
  return std::string(text.substr(0, at)) + "…";
}

}  // namespace ipcsim
