#include "reports/format_value.hpp"

#include <limits>

#include <doctest/doctest.h>

namespace ipcsim {

TEST_CASE("a time is shown in the largest unit that it reaches, with four significant digits") {
  CHECK(format_value(0.0, Unit::time) == "0 s");
  CHECK(format_value(1.0, Unit::time) == "1 s");
  CHECK(format_value(0.00234, Unit::time) == "2.34 ms");
  CHECK(format_value(0.002345678, Unit::time) == "2.346 ms");
  CHECK(format_value(12.3456e-6, Unit::time) == "12.35 us");
  CHECK(format_value(64e-9, Unit::time) == "64 ns");
  CHECK(format_value(0.3e-9, Unit::time) == "0.3 ns");
  CHECK(format_value(61.23456, Unit::time) == "61.23 s");
  CHECK(format_value(12345.6, Unit::time) == "12,346 s");
}

TEST_CASE("a time that rounds up to the next unit is shown in it") {
  CHECK(format_value(0.99996, Unit::time) == "1 s");
  CHECK(format_value(0.99994, Unit::time) == "999.9 ms");
  CHECK(format_value(999.96e-6, Unit::time) == "1 ms");
  CHECK(format_value(999.96e-9, Unit::time) == "1 us");
}

TEST_CASE("counts have their thousands grouped, means of counts four significant digits") {
  CHECK(format_value(0.0, Unit::count) == "0");
  CHECK(format_value(999.0, Unit::count) == "999");
  CHECK(format_value(1000.0, Unit::count) == "1,000");
  CHECK(format_value(1234567.0, Unit::count) == "1,234,567");
  CHECK(format_value(11005.3, Unit::count) == "11,005");
  CHECK(format_value(5.25, Unit::count) == "5.25");
  CHECK(format_value(1.0 / 3, Unit::number) == "0.3333");
}

TEST_CASE("fractions are percentages, and a tiny one does not look like none") {
  CHECK(format_value(0.0, Unit::fraction) == "0 %");
  CHECK(format_value(1.0, Unit::fraction) == "100 %");
  CHECK(format_value(0.4567, Unit::fraction) == "45.7 %");
  CHECK(format_value(0.001234, Unit::fraction) == "0.12 %");
  CHECK(format_value(0.00001, Unit::fraction) == "<0.01 %");
}

TEST_CASE("rates are per second") {
  CHECK(format_value(200.14, Unit::per_second) == "200.1 /s");
  CHECK(format_value(1234567.8, Unit::per_second) == "1,234,568 /s");
  CHECK(format_value(0.0000123456, Unit::per_second) == "0.00001235 /s");
  CHECK(format_value(1.5e-9, Unit::per_second) == "1.50e-09 /s");
}

TEST_CASE("no value is a dash, and so is what is no number") {
  CHECK(format_value(std::nullopt, Unit::time) == "–");
  CHECK(format_value(std::numeric_limits<double>::quiet_NaN(), Unit::count) == "–");
  CHECK(format_estimate({}, Unit::time) == "–");
}

TEST_CASE("a half-width has one significant digit, two if it begins with 1, and the mean follows") {
  CHECK(format_estimate({0.01006, 0.00015, 10}, Unit::time) == "10.06 ± 0.15 ms");
  CHECK(format_estimate({0.01006, 0.0002, 10}, Unit::time) == "10.1 ± 0.2 ms");
  CHECK(format_estimate({193.84, 1.2, 10}, Unit::per_second) == "193.8 ± 1.2 /s");
  CHECK(format_estimate({11005, 27.3, 10}, Unit::count) == "11,005 ± 27");
  CHECK(format_estimate({0.4523, 0.0031, 10}, Unit::fraction) == "45.2 ± 0.3 %");
  CHECK(format_estimate({0.002, 5.0, 2}, Unit::time) == "2 ± 5,000 ms");
  CHECK(format_estimate({0.0, 0.25, 2}, Unit::number) == "0.0 ± 0.2");
}

TEST_CASE("a half-width below what the mean shows is said to be below it") {
  CHECK(format_estimate({0.049663, 1e-9, 5}, Unit::time) == "49.66 ± <0.01 ms");
}

TEST_CASE("without a half-width, or with one of 0, the mean stands alone") {
  CHECK(format_estimate({0.005, std::nullopt, 1}, Unit::time) == "5 ms");
  CHECK(format_estimate({5, 0.0, 10}, Unit::count) == "5");
}

TEST_CASE("an instant is shown exactly, in the largest unit that it reaches") {
  CHECK(format_exactly(Instant{0}) == "0 s");
  CHECK(format_exactly(Instant{1}) == "1 ns");
  CHECK(format_exactly(Instant{1'500}) == "1.5 us");
  CHECK(format_exactly(Instant{1'000'000}) == "1 ms");
  CHECK(format_exactly(Instant{60'000'000'000}) == "60 s");
  CHECK(format_exactly(Instant{12'345'678'901}) == "12.345678901 s");
  CHECK(format_exactly(Instant{1'000'000'001}) == "1.000000001 s");
  CHECK(format_exactly(Duration{3'600'000'000'000}) == "3,600 s");
}

}  // namespace ipcsim
