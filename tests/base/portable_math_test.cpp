#include "sim/base/portable_math.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include <doctest/doctest.h>

#include "sim/base/random.hpp"

namespace ipcsim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kTiniest = std::numeric_limits<double>::denorm_min();

/// The distance of `got` from `exact` in units of the last place of the latter.
double ulps(double got, long double exact) {
  const auto nearest = std::abs(static_cast<double>(exact));
  const double ulp = std::nextafter(nearest, kInfinity) - nearest;
  return static_cast<double>(std::abs(static_cast<long double>(got) - exact)) / ulp;
}

double between(RandomStream& stream, double low, double high) {
  return low + (high - low) * stream.uniform();
}

/// Any positive finite double, each exponent equally likely.
double any_positive(RandomStream& stream) {
  return std::bit_cast<double>(1 + stream.below(0x7fefffffffffffff));
}

double worst_log_error(double low, double high) {
  RandomStream stream(1, 2);
  double worst = 0.0;
  for (int i = 0; i < 300'000; ++i) {
    const double x = low == 0.0 ? any_positive(stream) : between(stream, low, high);
    worst = std::max(worst, ulps(portable_log(x), std::log(static_cast<long double>(x))));
  }
  return worst;
}

double worst_exp_error(double low, double high) {
  RandomStream stream(3, 4);
  double worst = 0.0;
  for (int i = 0; i < 300'000; ++i) {
    const double x = between(stream, low, high);
    worst = std::max(worst, ulps(portable_exp(x), std::exp(static_cast<long double>(x))));
  }
  return worst;
}

/// In units of the error that the header allows.
double worst_pow_error() {
  RandomStream stream(5, 6);
  double worst = 0.0;
  for (int i = 0; i < 300'000; ++i) {
    const double x = i % 2 == 0 ? any_positive(stream) : between(stream, 0.1, 10.0);
    const double y_log_x = between(stream, -1.0, 1.0) * (i % 3 == 0 ? 700.0 : 3.0);
    const double y = y_log_x / std::log(x);
    const long double exact = std::pow(static_cast<long double>(x), static_cast<long double>(y));
    const auto error = static_cast<double>(std::abs(portable_pow(x, y) / exact - 1));
    worst = std::max(worst, error / (0x1p-51 * (1.0 + std::abs(y_log_x))));
  }
  return worst;
}

// The reference is long double, whose 64 bits on x86-64 add less than 0.001 ulp of a double.
TEST_CASE("portable_log is within 1.1 units in the last place") {
  CHECK(worst_log_error(0.0, kInfinity) < 1.1);  // over all positive doubles
  CHECK(worst_log_error(0.5, 2.0) < 1.1);
  CHECK(worst_log_error(0.7, 0.72) < 1.1);  // where the reduction changes exponent
  CHECK(worst_log_error(1.4, 1.43) < 1.1);
  CHECK(worst_log_error(0.99999, 1.00001) < 1.1);
}

TEST_CASE("portable_exp is within 1.1 units in the last place") {
  CHECK(worst_exp_error(-708.0, 709.7) < 1.1);
  CHECK(worst_exp_error(-1.0, 1.0) < 1.1);
  CHECK(worst_exp_error(-1e-9, 1e-9) < 1.1);
  CHECK(worst_exp_error(-745.0, -708.5) < 1.1);  // subnormal results, in units of 2^-1074
}

TEST_CASE("portable_pow errs by no more than the exponent magnifies") {
  CHECK(worst_pow_error() < 1.0);
}

TEST_CASE("portable_log has the special values of cmath") {
  CHECK(portable_log(1.0) == 0.0);
  CHECK(portable_log(0.0) == -kInfinity);
  CHECK(portable_log(-0.0) == -kInfinity);
  CHECK(std::isnan(portable_log(-1.0)));
  CHECK(std::isnan(portable_log(std::nan(""))));
  CHECK(portable_log(kInfinity) == kInfinity);
  CHECK(portable_log(kTiniest) == doctest::Approx(-744.4400719213812).epsilon(1e-15));
}

TEST_CASE("portable_exp has the special values of cmath") {
  CHECK(portable_exp(0.0) == 1.0);
  CHECK(portable_exp(-0.0) == 1.0);
  CHECK(portable_exp(kTiniest) == 1.0);
  CHECK(portable_exp(kInfinity) == kInfinity);
  CHECK(portable_exp(-kInfinity) == 0.0);
  CHECK(std::isnan(portable_exp(std::nan(""))));
  CHECK(portable_exp(709.782712893384) < kInfinity);
  CHECK(portable_exp(709.7827128933841) == kInfinity);
  CHECK(portable_exp(-745.1332191019411) == kTiniest);
  CHECK(portable_exp(-745.1332191019412) == 0.0);
}

TEST_CASE("portable_pow has the special values of cmath for x of at least 0") {
  CHECK(portable_pow(7.0, 0.0) == 1.0);
  CHECK(portable_pow(1.0, 1e300) == 1.0);
  CHECK(portable_pow(0.0, 0.0) == 1.0);
  CHECK(portable_pow(0.0, 0.5) == 0.0);
  CHECK(portable_pow(0.0, -0.5) == kInfinity);
  CHECK(portable_pow(kInfinity, 2.0) == kInfinity);
  CHECK(portable_pow(kInfinity, -2.0) == 0.0);
  CHECK(portable_pow(2.0, 1e300) == kInfinity);
  CHECK(portable_pow(2.0, -1e300) == 0.0);
  CHECK(std::isnan(portable_pow(-2.0, 2.0)));  // unlike cmath: not in the domain here
}

/// Results over a wide sweep folded into one number: any changed bit of any of them changes it.
template <typename Function>
std::uint64_t fold(Function function) {
  RandomStream stream(7, 8);
  std::uint64_t folded = 0;
  for (int i = 0; i < 20'000; ++i) {
    folded = (folded ^ std::bit_cast<std::uint64_t>(function(stream))) * 0x9e3779b97f4a7c15;
    folded ^= folded >> 31;
  }
  return folded;
}

TEST_CASE("portable functions give the recorded bits with every compiler") {
  CHECK(fold([](RandomStream& stream) { return portable_log(any_positive(stream)); }) ==
        885229759233743u);
  CHECK(fold([](RandomStream& stream) { return portable_log(between(stream, 0.5, 2.0)); }) ==
        1486837881219417650u);
  CHECK(fold([](RandomStream& stream) { return portable_exp(between(stream, -750, 712)); }) ==
        16733939143384979650u);
  CHECK(fold([](RandomStream& stream) {
          const double x = any_positive(stream);
          return portable_pow(x, between(stream, -2.0, 2.0));
        }) == 10571551854988672831u);
}

}  // namespace
}  // namespace ipcsim
