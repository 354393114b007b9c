// UTF-8: which bytes make a character. Knows nothing of what a text means.
#pragma once

#include <cstddef>
#include <string_view>

namespace ipcsim {

/// The byte order mark that some editors put before UTF-8.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Bytes of the well-formed character at `at` (Unicode 15, table 3-7); 0 if there is none.
std::size_t utf8_length(std::string_view text, std::size_t at);

/// Whether the byte continues a character that another one began.
constexpr bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

}  // namespace ipcsim
