#include "sim/base/utf8.hpp"

namespace ipcsim {
namespace {

unsigned byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
}

bool is_between(unsigned byte, unsigned low, unsigned high) { return byte >= low && byte <= high; }

}  // namespace

std::size_t utf8_length(std::string_view text, std::size_t at) {
  const unsigned first = byte_at(text, at);
  if (at >= text.size()) return 0;
  if (first < 0x80U) return 1;
  const unsigned second = byte_at(text, at + 1);
  if (is_between(first, 0xC2, 0xDF)) return is_between(second, 0x80, 0xBF) ? 2 : 0;
  const bool third_continues = is_between(byte_at(text, at + 2), 0x80, 0xBF);
  if (is_between(first, 0xE0, 0xEF)) {
    const unsigned low = first == 0xE0U ? 0xA0U : 0x80U;   // no overlong forms
    const unsigned high = first == 0xEDU ? 0x9FU : 0xBFU;  // no surrogates
    return is_between(second, low, high) && third_continues ? 3 : 0;
  }
  if (is_between(first, 0xF0, 0xF4)) {
    const unsigned low = first == 0xF0U ? 0x90U : 0x80U;
    const unsigned high = first == 0xF4U ? 0x8FU : 0xBFU;  // nothing above U+10FFFF
    const bool fourth_continues = is_between(byte_at(text, at + 3), 0x80, 0xBF);
    return is_between(second, low, high) && third_continues && fourth_continues ? 4 : 0;
  }
  return 0;
}

}  // namespace ipcsim
