#include "sim/base/utf8.hpp"

#include <string>

#include <doctest/doctest.h>

namespace ipcsim {
namespace {

TEST_CASE("well-formed characters have one to four bytes") {
  CHECK(utf8_length("a", 0) == 1);
  CHECK(utf8_length("\x7F", 0) == 1);
  CHECK(utf8_length("\u0080", 0) == 2);
  CHECK(utf8_length("\u07FF", 0) == 2);
  CHECK(utf8_length("\u0800", 0) == 3);
  CHECK(utf8_length("\uD7FF", 0) == 3);
  CHECK(utf8_length("\uE000", 0) == 3);
  CHECK(utf8_length("\uFFFF", 0) == 3);
  CHECK(utf8_length("\U00010000", 0) == 4);
  CHECK(utf8_length("\U0010FFFF", 0) == 4);
  CHECK(utf8_length("xé", 1) == 2);
}

TEST_CASE("what is no UTF-8 has length 0") {
  for (const std::string text :
       {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2 ", "\xE0\x9F\x80", "\xED\xA0\x80",
        "\xE4\xB8", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", ""}) {
    CAPTURE(text);
    CHECK(utf8_length(text, 0) == 0);
  }
}

}  // namespace
}  // namespace ipcsim
