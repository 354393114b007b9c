#include "sim/base/portable_math.hpp"

#include <bit>
#include <cstdint>

namespace ipcsim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();

// ln 2 in two pieces (Cody & Waite 1980). The first has 40 significant bits, so that its product
// with any exponent of a double is exact.
constexpr double kLn2High = 0x1.62e42fefa2p-1;
constexpr double kLn2Low = 0x1.9ef35793c7673p-41;
constexpr double kOneOverLn2 = 0x1.71547652b82fep0;

/// x = 2^exponent * (1 + excess), with 1 + excess in [sqrt(1/2), sqrt(2)) and both parts exact.
struct Reduced {
  double exponent;
  double excess;
};

/// REQUIRES: x is positive and finite.
Reduced reduce(double x) {
  constexpr std::int64_t kRootHalfBits = 0x3fe6a09e667f3bcd;
  std::int64_t subnormal_shift = 0;
  if (x < std::numeric_limits<double>::min()) {
    x *= 0x1p54;
    subnormal_shift = 54;
  }
  const auto bits = std::bit_cast<std::int64_t>(x);
  const std::int64_t exponent = (bits - kRootHalfBits) >> 52;
  const double mantissa = std::bit_cast<double>(bits - exponent * (std::int64_t{1} << 52));
  return {static_cast<double>(exponent - subnormal_shift), mantissa - 1.0};
}

/// f - log(1 + f), for 1 + f in [sqrt(1/2), sqrt(2)).
/// With s = f / (2 + f), log(1 + f) = 2 atanh(s) = 2s (1 + s^2/3 + s^4/5 + ...), and 2s = f - s f;
/// what is subtracted from f is small beside f, and so is its rounding error. The series stops
/// where a further term is below 2^-58 of the whole.
double log_shortfall(double f) {
  const double s = f / (2.0 + f);
  const double z = s * s;
  const double z2 = z * z;
  const double z4 = z2 * z2;
  const double terms_1_to_4 = (2.0 / 3 + z * (2.0 / 5)) + z2 * (2.0 / 7 + z * (2.0 / 9));
  const double terms_5_to_8 = (2.0 / 11 + z * (2.0 / 13)) + z2 * (2.0 / 15 + z * (2.0 / 17));
  const double terms_9_to_10 = 2.0 / 19 + z * (2.0 / 21);
  return s * (f - z * (terms_1_to_4 + z4 * (terms_5_to_8 + z4 * terms_9_to_10)));
}

/// 2^exponent * x, rounded once.
/// REQUIRES: x in [1/2, 2], exponent in [-1100, 1100].
double scale(double x, std::int64_t exponent) {
  const auto power = [](std::int64_t e) { return std::bit_cast<double>((e + 1023) << 52); };
  if (exponent > 1000) return x * power(exponent - 200) * 0x1p200;
  if (exponent < -1000) return x * power(exponent + 200) * 0x1p-200;
  return x * power(exponent);
}

}  // namespace

double portable_log(double x) {
  if (!(x > 0.0)) return x == 0.0 ? -kInfinity : kNotANumber;
  if (x == kInfinity) return x;
  const Reduced parts = reduce(x);
  const double correction = log_shortfall(parts.excess) - parts.exponent * kLn2Low;
  return parts.exponent * kLn2High + (parts.excess - correction);
}

// x = k ln 2 + r, |r| <= ln(2)/2, and exp(r) = 1 + 2r / (r coth(r/2) - r), where
// r coth(r/2) = 2 + r^2/6 - r^4/360 + ... has the Bernoulli numbers for coefficients, 2 B(2n) /
// (2n)! (Abramowitz & Stegun 4.5.67).
double portable_exp(double x) {
  if (!(x < 710.0)) return x >= 710.0 ? kInfinity : x;
  if (x < -746.0) return 0.0;
  constexpr double kRounder = 0x1.8p52;  // adding it leaves the nearest integer in the low bits
  const double shifted = x * kOneOverLn2 + kRounder;
  const double k = shifted - kRounder;
  const double r_high = x - k * kLn2High;
  const double r_low = k * kLn2Low;
  const double r = r_high - r_low;
  const double z = r * r;
  const double z2 = z * z;
  const double series = (1.0 / 6 - z * (1.0 / 360)) + z2 * (1.0 / 15120 - z * (1.0 / 604800)) +
                        (z2 * z2) * (1.0 / 23950080 - z * (691.0 / 653837184000.0));
  const double c = r - z * series;
  const double exp_r = 1.0 + (r_high + (r * c / (2.0 - c) - r_low));
  return scale(exp_r, static_cast<std::int64_t>(k));
}

double portable_pow(double x, double y) {
  if (y == 0.0) return 1.0;  // where the logarithm is infinite too
  return portable_exp(y * portable_log(x));
}

}  // namespace ipcsim
