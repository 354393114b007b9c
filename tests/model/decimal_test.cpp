#include "sim/model/decimal.hpp"

#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include <doctest/doctest.h>

namespace ipcsim {
namespace {

constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();

std::optional<std::uint64_t> scaled(const std::string& text, std::uint64_t factor) {
  return scale_rounded(parse_decimal(text).value(), factor);
}

TEST_CASE("a decimal keeps its digits without zeros at the ends") {
  CHECK(parse_decimal("12.50") == Decimal{false, "125", -1});
  CHECK(parse_decimal("-0012e3") == Decimal{true, "12", 3});
  CHECK(parse_decimal("1200") == Decimal{false, "12", 2});
  CHECK(parse_decimal(".5") == Decimal{false, "5", -1});
  CHECK(parse_decimal("+1E-2") == Decimal{false, "1", -2});
  CHECK(parse_decimal("0.000") == Decimal{false, "", 0});
  CHECK(parse_decimal("0e99999999999999999999") == Decimal{false, "", 0});
}

TEST_CASE("what is no decimal number is refused") {
  for (const char* text : {"", "-", ".", "+.", "e5", "1.", "1e", "1e+", "1x", " 1", "1 ", "1..2",
                           "--1", "0x10", "inf", "nan"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_decimal(text).has_value());
  }
}

TEST_CASE("a leading decimal ends where its number ends") {
  CHECK(leading_decimal("10ms")->length == 2);
  CHECK(leading_decimal("1.5e3s")->length == 5);
  CHECK(leading_decimal("1.5es")->length == 3);
  CHECK(leading_decimal("1e-s")->length == 1);
  CHECK(leading_decimal("10.ms")->length == 2);
  CHECK_FALSE(leading_decimal("ms").has_value());
}

TEST_CASE("scaling is exact and rounds halves up once") {
  CHECK(scaled("0.1", 1'000'000'000) == 100'000'000);
  CHECK(scaled("1.4999999999999999999999999999", 1) == 1);
  CHECK(scaled("1.5", 1) == 2);
  CHECK(scaled("0.5", 1) == 1);
  CHECK(scaled("0.49999999999999999999999999999999", 1) == 0);
  CHECK(scaled("0.05", 1) == 0);
  CHECK(scaled("0.00000000049999999", 1'000'000'000) == 0);
  CHECK(scaled("0.0000000005", 1'000'000'000) == 1);
  CHECK(scaled("1e-99999999999", 1) == 0);
  CHECK(scaled("0", 3'600'000'000'000) == 0);
}

TEST_CASE("scaling says when the result exceeds 64 bits") {
  CHECK(scaled("18446744073709551615", 1) == kMost);
  CHECK(scaled("18446744073709551615.4", 1) == kMost);
  CHECK_FALSE(scaled("18446744073709551615.5", 1).has_value());
  CHECK_FALSE(scaled("18446744073709551616", 1).has_value());
  CHECK(scaled("18446744073709.551615", 1'000'000) == kMost);
  CHECK_FALSE(scaled("99999999999999999999", 1).has_value());
  CHECK_FALSE(scaled("1e20", 1).has_value());
  CHECK_FALSE(scaled("1e99999999999", 1).has_value());
}

TEST_CASE("random decimals scale as 128-bit arithmetic does") {
  for (std::uint64_t seed = 1; seed <= 20'000; ++seed) {
    std::mt19937_64 random(seed);
    CAPTURE(seed);
    const std::uint64_t digits = random() >> (random() % 64);
    const unsigned places = static_cast<unsigned>(random() % 19);
    const std::uint64_t factor = 1 + (random() >> (5 + random() % 58));
    std::string text = std::to_string(digits);
    if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
    if (places > 0) text.insert(text.size() - places, ".");
    __extension__ using Wide = unsigned __int128;
    Wide divisor = 1;
    for (unsigned i = 0; i < places; ++i) divisor *= 10;
    const Wide product = static_cast<Wide>(digits) * factor;
    const Wide rounded = (product + divisor / 2) / divisor;
    CAPTURE(text);
    CAPTURE(factor);
    const auto expected =
        rounded > kMost ? std::nullopt : std::optional(static_cast<std::uint64_t>(rounded));
    REQUIRE(scaled(text, factor) == expected);
  }
}

TEST_CASE("a scaled double is the nearest one, and 0 or infinity beyond their range") {
  CHECK(scale_to_double(*parse_decimal("0.1"), 1) == 0.1);
  CHECK(scale_to_double(*parse_decimal("2.5"), 1'000'000) == 2.5e6);
  CHECK(scale_to_double(*parse_decimal("0.3"), 1) == 0.3);
  CHECK(scale_to_double(*parse_decimal("1e308"), 1) == 1e308);
  CHECK(scale_to_double(*parse_decimal("1e309"), 1) == std::numeric_limits<double>::infinity());
  CHECK(scale_to_double(*parse_decimal("1e99999"), 1) == std::numeric_limits<double>::infinity());
  CHECK(scale_to_double(*parse_decimal("1e-350"), 1) == 0.0);
  CHECK(scale_to_double(*parse_decimal("1e-99999"), 1) == 0.0);
}

TEST_CASE("whole numbers may be written with a point or an exponent") {
  CHECK(whole_magnitude(*parse_decimal("1e6")) == 1'000'000);
  CHECK(whole_magnitude(*parse_decimal("3.0")) == 3);
  CHECK(whole_magnitude(*parse_decimal("25e-1")) == std::nullopt);
  CHECK(whole_magnitude(*parse_decimal("2.50e1")) == 25);
  CHECK(is_whole(*parse_decimal("1e400")));
  CHECK_FALSE(whole_magnitude(*parse_decimal("1e400")).has_value());
}

}  // namespace
}  // namespace ipcsim
