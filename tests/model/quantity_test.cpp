#include "sim/model/quantity.hpp"

#include <cstdint>
#include <limits>
#include <string>

#include <doctest/doctest.h>

namespace ipcsim {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

/// In ns or bytes; -1 for what is an error.
std::int64_t whole(QuantityKind kind, const std::string& text) {
  const auto parsed = parse_quantity(kind, text);
  const auto* quantity = std::get_if<Quantity>(&parsed);
  return quantity == nullptr ? -1 : quantity->whole;
}
std::int64_t ns(const std::string& text) { return whole(QuantityKind::duration, text); }
std::int64_t bytes(const std::string& text) { return whole(QuantityKind::size, text); }

TEST_CASE("every unit of time scales to nanoseconds") {
  CHECK(ns("1ns") == 1);
  CHECK(ns("1us") == 1'000);
  CHECK(ns("1ms") == 1'000'000);
  CHECK(ns("1s") == 1'000'000'000);
  CHECK(ns("1min") == 60'000'000'000);
  CHECK(ns("1h") == 3'600'000'000'000);
  CHECK(ns("1\u00B5s") == 1'000);
  CHECK(ns("1\u03BCs") == 1'000);
}

TEST_CASE("every unit of size scales to bytes") {
  CHECK(bytes("1B") == 1);
  CHECK(bytes("1KB") == 1'000);
  CHECK(bytes("1MB") == 1'000'000);
  CHECK(bytes("1GB") == 1'000'000'000);
  CHECK(bytes("1KiB") == 1'024);
  CHECK(bytes("1MiB") == 1'048'576);
  CHECK(bytes("1GiB") == 1'073'741'824);
  CHECK(bytes("1.5KiB") == 1'536);
}

TEST_CASE("fractions lose no nanosecond, as they would through a double") {
  CHECK(ns("9007199254.740993s") == 9'007'199'254'740'993'000);  // 2^53 + 1 us
  CHECK(ns("123456789.123456789s") == 123'456'789'123'456'789);
  CHECK(ns("0.1s") == 100'000'000);
  CHECK(ns("1.005us") == 1'005);
  CHECK(ns("0.000000001s") == 1);
}

TEST_CASE("digits below a nanosecond round to the nearest, halves up") {
  CHECK(ns("1.4ns") == 1);
  CHECK(ns("1.5ns") == 2);
  CHECK(ns("0.5ns") == 1);
  CHECK(ns("0.4999999999999999999999ns") == -1);
  CHECK(ns("2.0000000004999s") == 2'000'000'000);
  CHECK(ns("2.0000000005s") == 2'000'000'001);
}

TEST_CASE("the longest duration is 2^63 - 1 ns, and one more is an error") {
  CHECK(ns("9223372036854775807ns") == kMost);
  CHECK(ns("9223372036.854775807s") == kMost);
  CHECK(ns("9223372036.8547758074s") == kMost);
  CHECK(ns("9223372036.8547758075s") == -1);
  CHECK(ns("9223372036854775808ns") == -1);
  CHECK(ns("2562047h") == 2'562'047 * 3'600'000'000'000);
  CHECK(ns("2562048h") == -1);
  CHECK(bytes("9223372036854775807B") == kMost);
  CHECK(bytes("9223372036854775808B") == -1);
}

TEST_CASE("zero needs no unit, and a minus before zero is none") {
  CHECK(ns("0") == 0);
  CHECK(ns("0.00") == 0);
  CHECK(ns("0h") == 0);
  CHECK(ns("-0ms") == 0);
  CHECK(bytes("0") == 0);
}

TEST_CASE("an exponent and one blank before the unit are accepted") {
  CHECK(ns("1e-3s") == 1'000'000);
  CHECK(ns("2.5E3us") == 2'500'000);
  CHECK(ns("10 ms") == 10'000'000);
  CHECK(ns("1 \u00B5s") == 1'000);
  CHECK(ns("10  ms") == -1);
  CHECK(ns("10 ") == -1);
  CHECK(ns("10\tms") == -1);
}

TEST_CASE("units are not taken for one another") {
  CHECK(ns("1KB") == -1);
  CHECK(bytes("1ms") == -1);
  CHECK(ns("1m") == -1);
  CHECK(ns("1S") == -1);
  CHECK(bytes("1kB") == -1);
  CHECK(bytes("1b") == -1);
}

TEST_CASE("parameters keep the fraction that constants round away") {
  const auto parsed = parse_quantity(QuantityKind::duration, "2.7ns");
  CHECK(std::get<Quantity>(parsed).exact == 2.7);
  CHECK(std::get<Quantity>(parsed).whole == 3);
}

}  // namespace
}  // namespace ipcsim
