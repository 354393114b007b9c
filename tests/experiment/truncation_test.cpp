#include "sim/experiment/truncation.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <random>

#include <doctest/doctest.h>

namespace ipcsim {
namespace {

using Series = std::vector<double>;

/// Normally distributed values, the same on every machine.
class Noise {
 public:
  explicit Noise(std::uint64_t seed) : random_(seed) {}
  double next() {  // by Box and Muller
    const double radius = std::sqrt(-2 * std::log(1 - uniform()));
    return radius * std::cos(6.283185307179586 * uniform());
  }
  std::size_t below(std::size_t n) { return random_() % n; }

 private:
  double uniform() { return static_cast<double>(random_() >> 11U) * 0x1p-53; }
  std::mt19937_64 random_;
};

/// The formula of the paper, term by term, in O(n^2).
std::size_t naive_mser5(const Series& observations) {
  Series z;
  for (std::size_t i = 0; i + 5 <= observations.size(); i += 5) {
    z.push_back(std::accumulate(&observations[i], &observations[i] + 5, 0.0) / 5);
  }
  const std::size_t n = z.size();
  std::size_t best = 0;
  double least = INFINITY;
  for (std::size_t d = 0; d + std::max<std::size_t>(5, n / 10) <= n; ++d) {
    double mean = 0;
    for (std::size_t i = d; i < n; ++i) mean += z[i] / static_cast<double>(n - d);
    double squares = 0;
    for (std::size_t i = d; i < n; ++i) squares += (z[i] - mean) * (z[i] - mean);
    const double error = squares / static_cast<double>((n - d) * (n - d));
    if (error < least) {
      least = error;
      best = d;
    }
  }
  return std::min(best, n / 2) * 5;
}

/// `transient` is of the observation's number, the noise is autoregressive: x' = ratio x + normal.
template <class Transient>
Series series(std::size_t length, std::uint64_t seed, double ratio, Transient transient) {
  Noise noise(seed);
  Series values;
  double x = noise.next() / std::sqrt(1 - ratio * ratio);
  for (std::size_t i = 0; i < length; ++i) {
    values.push_back(transient(static_cast<double>(i)) + x);
    x = ratio * x + noise.next();
  }
  return values;
}

}  // namespace

TEST_CASE("MSER-5 in one pass is the formula of the paper, term by term") {
  std::size_t beyond_half = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    Noise dice(seed);
    const std::size_t length = dice.below(400);
    const double ratio = 0.1 * static_cast<double>(dice.below(10));
    const double height = static_cast<double>(dice.below(20));
    const double decay = 1 + static_cast<double>(dice.below(50));
    const Series values = series(length, seed, ratio, [&](double i) {
      return 1e6 + height * std::exp(-i / decay);  // far from 0: digits must not get lost
    });
    INFO("seed ", seed);
    CHECK(mser5(values).discarded == naive_mser5(values));
    beyond_half += mser5(values).at_limit ? 1 : 0;
  }
  CHECK(beyond_half > 0);
}

TEST_CASE("MSER-5 discards a step to the five that it ends in") {
  const auto step_at = [](double end) {
    return mser5(series(1000, 3, 0, [&](double i) { return i < end ? 20.0 : 0.0; })).discarded;
  };
  CHECK(step_at(100) == 100);
  CHECK(step_at(101) == 105);  // a mean of five with one of 20 is far out
  CHECK(step_at(250) == 250);
}

TEST_CASE("MSER-5 discards a ramp but for a little of its end") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Series values =
        series(1000, seed, 0, [](double i) { return i < 200 ? (200 - i) * 0.2 : 0.0; });
    const Truncation found = mser5(values);
    INFO("seed ", seed);
    CHECK(found.discarded >= 180);
    CHECK(found.discarded <= 260);
    CHECK_FALSE(found.at_limit);
  }
}

TEST_CASE("MSER-5 discards what decays until it is lost in the noise") {
  // 30 standard deviations of the noise, halved every 35 observations: below one after 170.
  std::size_t sum = 0;
  constexpr std::uint64_t kSeries = 100;
  for (std::uint64_t seed = 1; seed <= kSeries; ++seed) {
    const double deviation = 1 / std::sqrt(1 - 0.5 * 0.5);
    const Series values =
        series(2000, seed, 0.5, [&](double i) { return 30 * deviation * std::exp2(-i / 35); });
    const std::size_t discarded = mser5(values).discarded;
    INFO("seed ", seed);
    CHECK(discarded >= 100);
    sum += discarded;
  }
  CHECK(sum / kSeries >= 140);
  CHECK(sum / kSeries <= 260);
}

TEST_CASE("MSER-5 discards nothing of a constant, and little of noise about a constant") {
  CHECK(mser5(Series(1000, 0.1)).discarded == 0);
  CHECK_FALSE(mser5(Series(1000, 0.1)).at_limit);
  std::size_t sum = 0;
  std::size_t at_limit = 0;
  constexpr std::uint64_t kSeries = 200;
  for (std::uint64_t seed = 1; seed <= kSeries; ++seed) {
    const Truncation found = mser5(series(1000, seed, 0, [](double) { return 7.0; }));
    sum += found.discarded;
    at_limit += found.at_limit ? 1 : 0;
  }
  CHECK(sum / kSeries < 100);  // a tenth
  CHECK(at_limit < kSeries / 20);
}

TEST_CASE("MSER-5 says when it would discard more than half") {
  const Truncation rising = mser5(series(1000, 5, 0, [](double i) { return i; }));
  CHECK(rising.discarded == 500);
  CHECK(rising.at_limit);
  CHECK(mser5(series(1000, 5, 0, [](double i) { return i < 800 ? 99.0 : 0.0; })).at_limit);
}

TEST_CASE("MSER-5 of too few observations discards nothing") {
  for (std::size_t length = 0; length < 10; ++length) {
    CHECK(mser5(Series(length, 1)).discarded == 0);
  }
}

}  // namespace ipcsim
