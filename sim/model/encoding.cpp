#include "sim/model/encoding.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "sim/base/utf8.hpp"

namespace ipcsim {
namespace {

/// The byte at `at` as "byte 0xE9".
std::string byte_name(std::string_view text, std::size_t at) {
  constexpr char kHexDigits[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(text[at]);
  return std::string("byte 0x") + kHexDigits[byte >> 4U] + kHexDigits[byte & 0xFU];
}

SourceRange one_byte(const SourceText& text, std::size_t at) {
  return {&text, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1)};
}

}  // namespace

bool report_bad_encoding(const SourceText& text, Diagnostics& diagnostics) {
  const std::string_view bytes = text.text();
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    diagnostics.error_in_file(text.name(), "the file is UTF-16, not UTF-8",
                              {"save it as UTF-8 in your editor"});
    return true;
  }
  for (std::size_t at = 0; at < bytes.size();) {
    if (bytes[at] == '\0') {
      diagnostics.error(one_byte(text, at), "a NUL byte: this is no text file",
                        {"a scenario is a JSON text in UTF-8"});
      return true;
    }
    const std::size_t length = utf8_length(bytes, at);
    if (length == 0) {
      diagnostics.error(one_byte(text, at), byte_name(bytes, at) + " is not UTF-8 here",
                        {"a scenario is a JSON text in UTF-8: save it as UTF-8 in your editor"});
      return true;
    }
    at += length;
  }
  return false;
}

}  // namespace ipcsim
