#include "sim/engine/histogram.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "sim/base/random.hpp"

namespace ipcsim {
namespace {

std::int64_t nearest_rank(std::vector<std::int64_t> values, double q) {
  std::sort(values.begin(), values.end());
  const double rank = std::ceil(q * static_cast<double>(values.size()));
  return values[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

constexpr double kQuantiles[] = {0.001, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999, 1.0};

}  // namespace

TEST_CASE("a quantile is within 1/64 of the exact one, for values of every magnitude") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    RandomStream random = make_stream(seed, 0, "histogram", 0);
    Histogram histogram;
    std::vector<std::int64_t> values;
    for (int i = 0; i < 2000; ++i) {
      const auto value = static_cast<std::int64_t>(random.next_bits() >> (1 + random.below(62)));
      values.push_back(value);
      histogram.add({value});
    }
    for (const double q : kQuantiles) {
      const auto exact = static_cast<double>(nearest_rank(values, q));
      const auto found = static_cast<double>(histogram.quantile(q).ns);
      CHECK(std::abs(found - exact) <= exact / 64);
    }
    CHECK(histogram.max().ns == *std::max_element(values.begin(), values.end()));
  }
}

TEST_CASE("values below 64 ns are kept exactly") {
  for (std::int64_t value = 0; value < 64; ++value) {
    Histogram histogram;
    histogram.add({value});
    histogram.add({1000});
    CHECK(histogram.quantile(0.5).ns == value);
  }
}

TEST_CASE(
    "values that stand alone in their class are kept exactly, also when histograms are added") {
  Histogram histogram;
  Histogram other;
  for (int i = 0; i < 100; ++i) {
    histogram.add({3'000'001});
    other.add({7'000'003});
  }
  other.add({3'000'001});
  histogram.add_all(other);
  CHECK(histogram.quantile(0.5).ns == 3'000'001);
  CHECK(histogram.quantile(0.99).ns == 7'000'003);
  other.add({7'000'004});
  CHECK(other.quantile(0.5).ns != 7'000'003);
}

TEST_CASE("the largest time of all is counted without overflow, and means stay exact") {
  Histogram histogram;
  const std::int64_t largest = std::numeric_limits<std::int64_t>::max();
  for (int i = 0; i < 1000; ++i) histogram.add({largest});
  CHECK(histogram.quantile(0.5).ns <= largest);
  CHECK(static_cast<double>(histogram.quantile(0.5).ns) >= static_cast<double>(largest) * 63 / 64);
  CHECK(histogram.mean_ns() == static_cast<double>(largest));
}

TEST_CASE("adding histograms is the same as adding their values to one") {
  Histogram one;
  Histogram two;
  Histogram all;
  for (std::int64_t i = 0; i < 3000; ++i) {
    const Duration value{i * i * 977};
    (i % 3 == 0 ? one : two).add(value);
    all.add(value);
  }
  one.add_all(two);
  one.add_all(Histogram());
  CHECK(one.count() == all.count());
  CHECK(one.mean_ns() == all.mean_ns());
  CHECK(one.max() == all.max());
  for (const double q : kQuantiles) CHECK(one.quantile(q) == all.quantile(q));
}

}  // namespace ipcsim
