#include "sim/base/ziggurat.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/normal.hpp>
#include <doctest/doctest.h>

namespace ipcsim {
namespace {

constexpr int kDraws = 1'000'000;
constexpr double kHalfPi = 1.57079632679489661923;

using Curve = long double (*)(long double);

/// The tables of one law beside what they are tables of.
struct Tables {
  const std::array<double, 257>& edge;
  const std::array<double, 257>& height;
  Curve curve;
  Curve inverse;
  long double tail;  // the area below the curve beyond edge[1]
};

const Tables kExponential = {ziggurat::kExponentialEdge, ziggurat::kExponentialHeight,
                             [](long double x) { return std::exp(-x); },
                             [](long double y) { return -std::log(y); },
                             std::exp(-static_cast<long double>(ziggurat::kExponentialEdge[1]))};

const Tables kNormal = {
    ziggurat::kNormalEdge, ziggurat::kNormalHeight,
    [](long double x) { return std::exp(-x * x / 2); },
    [](long double y) { return std::sqrt(-2 * std::log(y)); },
    std::sqrt(static_cast<long double>(kHalfPi)) *
        std::erfc(static_cast<long double>(ziggurat::kNormalEdge[1]) / std::sqrt(2.0L))};

/// The area of each layer, from r = edge[1]: the strip as wide as r, and the tail.
long double layer_area(const Tables& tables) {
  const long double r = tables.edge[1];
  return r * tables.curve(r) + tables.tail;
}

TEST_CASE("the ziggurat tables end where the published ones do") {
  // Marsaglia & Tsang 2000, section 2 and its exponential program.
  CHECK(ziggurat::kNormalEdge[1] == doctest::Approx(3.6541528853610088).epsilon(1e-15));
  CHECK(layer_area(kNormal) == doctest::Approx(0.00492867323399).epsilon(1e-11));
  CHECK(ziggurat::kExponentialEdge[1] == doctest::Approx(7.69711747013104972).epsilon(1e-15));
  CHECK(layer_area(kExponential) == doctest::Approx(0.0039496598225815571993).epsilon(1e-14));
  for (const Tables& tables : {kExponential, kNormal}) {
    CHECK(tables.edge[256] == 0.0);
    CHECK(tables.height[256] == 1.0);
  }
}

TEST_CASE("every ziggurat height is the curve at its edge to the last bit but one") {
  for (const Tables& tables : {kExponential, kNormal}) {
    for (std::size_t i = 0; i <= 256; ++i) {
      CAPTURE(i);
      const long double expected = tables.curve(tables.edge[i]);
      // The edge itself was rounded, which moves the height by its slope.
      const long double slack = expected * (1 + tables.edge[i] * tables.edge[i]) * 0x1p-52L;
      CHECK(std::abs(tables.height[i] - expected) <= slack);
    }
  }
}

TEST_CASE("every ziggurat layer has the same area") {
  for (const Tables& tables : {kExponential, kNormal}) {
    const long double area = layer_area(tables);
    CHECK(std::abs(tables.edge[0] * tables.height[1] / area - 1) < 1e-15L);
    for (std::size_t i = 1; i < 256; ++i) {
      CAPTURE(i);
      const long double rise = static_cast<long double>(tables.height[i + 1]) - tables.height[i];
      // The heights are rounded to 2^-53 of themselves, which their difference keeps.
      const long double slack = tables.height[i + 1] * 0x1p-52L / rise + 1e-15L;
      CHECK(std::abs(tables.edge[i] * rise / area - 1) < slack);
    }
  }
}

TEST_CASE("every ziggurat edge follows from the one before") {
  for (const Tables& tables : {kExponential, kNormal}) {
    const long double area = layer_area(tables);
    long double edge = tables.edge[1];
    for (std::size_t i = 1; i < 255; ++i) {
      CAPTURE(i);
      edge = tables.inverse(tables.curve(edge) + area / edge);
      CHECK(std::abs(tables.edge[i + 1] / edge - 1) < 1e-12L);
    }
    CHECK(std::abs(tables.curve(edge) + area / edge - 1) < 1e-12L);  // the topmost ends at 1
  }
}

/// Pearson's chi-square statistic of draws in bins of equal probability under `law`, as a score
/// that a right law exceeds in one seed of ten thousand when above 1.
template <typename Law, typename Draw>
double misfit(const Law& law, Draw draw, int bins) {
  std::vector<double> bounds;
  for (int i = 1; i < bins; ++i) bounds.push_back(quantile(law, double(i) / bins));
  std::vector<int> counts(static_cast<std::size_t>(bins));
  for (int i = 0; i < kDraws; ++i) {
    const auto above = std::upper_bound(bounds.begin(), bounds.end(), draw());
    ++counts[static_cast<std::size_t>(above - bounds.begin())];
  }
  const double expected = double{kDraws} / bins;
  double statistic = 0.0;
  for (const int count : counts) statistic += (count - expected) * (count - expected) / expected;
  const boost::math::chi_squared squares(bins - 1);
  return statistic / quantile(complement(squares, 1e-4));
}

TEST_CASE("standard exponential draws follow the exponential law") {
  RandomStream stream = make_stream(21, 0, "exponential", 0);
  CHECK(misfit(
            boost::math::exponential(1.0), [&] { return standard_exponential(stream); }, 1000) <
        1.0);
}

TEST_CASE("standard normal draws follow the normal law") {
  RandomStream stream = make_stream(22, 0, "normal", 0);
  CHECK(misfit(
            boost::math::normal(), [&] { return standard_normal(stream); }, 1000) < 1.0);
}

/// How often `is_rare` held, in standard deviations from the binomial mean of `probability`.
template <typename Event>
double frequency_score(double probability, Event is_rare) {
  int count = 0;
  for (int i = 0; i < kDraws; ++i) count += is_rare() ? 1 : 0;
  return (count - kDraws * probability) / std::sqrt(kDraws * probability * (1 - probability));
}

TEST_CASE("the tails beyond the last edge have their share and their shape") {
  RandomStream stream = make_stream(23, 0, "tail", 0);
  for (const double x : {7.8, 9.0}) {
    CAPTURE(x);
    const double share = std::exp(-x);
    CHECK(std::abs(frequency_score(share, [&] { return standard_exponential(stream) > x; })) <
          3.89);
  }
  // Beyond its edge of 3.65 a normal draw is too rare to count: draw from the tail itself.
  const auto tail = [&](double sign) {
    return sign * ziggurat::normal_at_edge(stream, 0, sign * ziggurat::kNormalEdge[0]);
  };
  const auto upper = [](double x) { return std::erfc(x / std::sqrt(2.0)); };
  for (const double sign : {1.0, -1.0}) {
    for (const double x : {3.7, 3.8, 4.0, 4.5}) {
      CAPTURE(x);
      const double share = upper(x) / upper(ziggurat::kNormalEdge[1]);
      CHECK(std::abs(frequency_score(share, [&] { return tail(sign) > x; })) < 3.89);
    }
  }
}

using Continuation = double (*)(RandomStream&, std::size_t, double);

/// How often a point of the layer's wedge is kept, against the share of the wedge's height at x
/// that lies under the curve. `part` says where in the wedge: 0 at its inner edge, 1 at its outer.
double wedge_score(const Tables& tables, Continuation at_edge, std::size_t layer, double part) {
  const double inner = tables.edge[layer + 1];
  const double x = inner + part * (tables.edge[layer] - inner);
  const double floor = tables.height[layer];
  const double share = (double(tables.curve(x)) - floor) / (tables.height[layer + 1] - floor);
  RandomStream stream = make_stream(27, layer, "wedge", 0);
  int kept = 0;
  constexpr int kTries = 40'000;
  for (int i = 0; i < kTries; ++i) kept += at_edge(stream, layer, x) == x ? 1 : 0;
  return (kept - kTries * share) / std::sqrt(kTries * share * (1 - share));
}

TEST_CASE("a point beside the curve is kept as often as it lies below it") {
  for (const std::size_t layer : {1u, 2u, 17u, 100u, 200u, 254u, 255u}) {
    for (const double part : {0.2, 0.5, 0.8}) {
      CAPTURE(layer);
      CAPTURE(part);
      CHECK(std::abs(wedge_score(kExponential, ziggurat::exponential_at_edge, layer, part)) < 3.89);
      CHECK(std::abs(wedge_score(kNormal, ziggurat::normal_at_edge, layer, part)) < 3.89);
    }
  }
}

TEST_CASE("standard normal draws are of either sign equally often") {
  RandomStream stream = make_stream(24, 0, "sign", 0);
  CHECK(std::abs(frequency_score(0.5, [&] { return standard_normal(stream) > 0.0; })) < 3.89);
}

TEST_CASE("the size of a draw says nothing about the size of the next") {
  RandomStream stream = make_stream(25, 0, "serial", 0);
  double sum = 0.0;
  double before = standard_normal(stream);
  for (int i = 0; i < kDraws; ++i) {
    const double now = standard_normal(stream);
    sum += (before * before - 1.0) * (now * now - 1.0) / 2.0;  // mean 0, variance 1
    before = now;
  }
  CHECK(std::abs(sum / std::sqrt(double{kDraws})) < 3.89);
}

/// Draws folded into one number: any changed bit of any of them changes it.
template <typename Draw>
std::uint64_t fold(Draw draw) {
  RandomStream stream = make_stream(26, 0, "fold", 0);
  std::uint64_t folded = 0;
  for (int i = 0; i < 100'000; ++i) {
    folded = (folded ^ std::bit_cast<std::uint64_t>(draw(stream))) * 0x9e3779b97f4a7c15;
    folded ^= folded >> 31;
  }
  return folded;
}

TEST_CASE("ziggurat draws give the recorded bits with every compiler") {
  CHECK(fold(standard_exponential) == 9943724136346972253u);
  CHECK(fold(standard_normal) == 16335822411233979972u);
}

}  // namespace
}  // namespace ipcsim
