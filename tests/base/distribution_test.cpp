#include "sim/base/distribution.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/pareto.hpp>
#include <boost/math/distributions/weibull.hpp>
#include <doctest/doctest.h>

#include "sim/base/check.hpp"

namespace ipcsim {
namespace {

constexpr int kDraws = 100'000;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// A distribution beside what theory says of it. Parameters are in the millions, so that rounding
/// to whole units is below what the tests can see.
struct Law {
  std::string name;
  Distribution distribution;
  double mean;
  double variance;
  double kurtosis;  // fourth central moment over the variance squared
  std::function<double(double)> cdf;
};

template <typename Theory>
Law law(std::string name, Distribution distribution, Theory theory) {
  return {std::move(name),
          std::move(distribution),
          boost::math::mean(theory),
          boost::math::variance(theory),
          boost::math::kurtosis(theory),
          [theory](double x) { return x <= 0.0 ? 0.0 : boost::math::cdf(theory, x); }};
}

Law uniform_law(double low, double high) {
  return {"uniform",
          Distribution::uniform(low, high),
          (low + high) / 2,
          (high - low) * (high - low) / 12,
          1.8,
          [=](double x) { return std::clamp((x - low) / (high - low), 0.0, 1.0); }};
}

/// Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1, 1994, section 10.1. Their
/// kurtosis of a law cut at its own mean (the half-normal) bounds the ones here.
Law redrawn_normal_law(double mean, double sd) {
  const boost::math::normal standard;
  const double z = mean / sd;
  const double kept = boost::math::cdf(standard, z);
  const double lift = boost::math::pdf(standard, z) / kept;
  return {"normal",
          Distribution::normal(mean, sd),
          mean + sd * lift,
          sd * sd * (1 - z * lift - lift * lift),
          3.87,
          [=](double x) {
            return x < 0 ? 0.0
                         : (boost::math::cdf(standard, (x - mean) / sd) -
                            boost::math::cdf(standard, -z)) /
                               kept;
          }};
}

/// mean and sd of the value, Johnson, Kotz & Balakrishnan 1994, section 14.3.
boost::math::lognormal lognormal_theory(double mean, double sd) {
  const double variance = std::log1p(sd * sd / (mean * mean));
  return {std::log(mean) - variance / 2, std::sqrt(variance)};
}

std::vector<Law> laws() {
  return {
      law("exponential", Distribution::exponential(3e6), boost::math::exponential(1 / 3e6)),
      uniform_law(3e6, 6e6),
      uniform_law(0, 1e6),
      redrawn_normal_law(30e6, 4e6),
      redrawn_normal_law(2e6, 2e6),
      redrawn_normal_law(0, 5e6),
      law("lognormal", Distribution::lognormal(2e6, 1e6), lognormal_theory(2e6, 1e6)),
      // So narrow that it is normal, and that 1 + (sd / mean)^2 is 1 to a double.
      law("narrow lognormal", Distribution::lognormal(2e15, 2e7), boost::math::normal(2e15, 2e7)),
      law("erlang 1", Distribution::erlang(1, 2e6), boost::math::gamma_distribution(1.0, 2e6)),
      law("erlang 4", Distribution::erlang(4, 2e6), boost::math::gamma_distribution(4.0, 5e5)),
      law("gamma 0.3", Distribution::gamma(0.3, 9e6), boost::math::gamma_distribution(0.3, 3e7)),
      law("gamma 7.5", Distribution::gamma(7.5, 3e6), boost::math::gamma_distribution(7.5, 4e5)),
      law("weibull 0.8", Distribution::weibull(0.8, 3e6), boost::math::weibull(0.8, 3e6)),
      law("weibull 2.5", Distribution::weibull(2.5, 3e6), boost::math::weibull(2.5, 3e6)),
      law("pareto 9", Distribution::pareto(9, 3e6), boost::math::pareto(3e6, 9)),
  };
}

std::vector<double> draws_of(const Distribution& distribution) {
  RandomStream stream = make_stream(1, 0, "law", 0);
  std::uint32_t cursor = 0;
  std::vector<double> draws;
  draws.reserve(kDraws);
  for (int i = 0; i < kDraws; ++i) {
    draws.push_back(static_cast<double>(distribution.draw(stream, cursor)));
  }
  return draws;
}

double sample_mean(const std::vector<double>& draws) {
  double sum = 0.0;
  for (const double x : draws) sum += x;
  return sum / static_cast<double>(draws.size());
}

double sample_variance(const std::vector<double>& draws) {
  const double mean = sample_mean(draws);
  double sum = 0.0;
  for (const double x : draws) sum += (x - mean) * (x - mean);
  return sum / static_cast<double>(draws.size() - 1);
}

/// The Kolmogorov-Smirnov distance times sqrt(n) (Knuth, TAOCP 2, 3.3.1).
double kolmogorov_smirnov(std::vector<double> draws, const std::function<double(double)>& cdf) {
  std::sort(draws.begin(), draws.end());
  const auto n = static_cast<double>(draws.size());
  double distance = 0.0;
  for (std::size_t i = 0; i < draws.size(); ++i) {
    const double expected = cdf(draws[i]);
    const auto rank = static_cast<double>(i);
    distance = std::max({distance, expected - rank / n, (rank + 1) / n - expected});
  }
  return distance * std::sqrt(n);
}

// Central limit theorem: the sample mean is normal with variance sigma^2 / n, and lies within 3.89
// of its standard deviations in 99.99 % of samples.
TEST_CASE("the draws of every law have its mean") {
  for (const Law& law : laws()) {
    CAPTURE(law.name);
    const double sd_of_mean = std::sqrt(law.variance / kDraws);
    CHECK(std::abs(sample_mean(draws_of(law.distribution)) - law.mean) < 3.89 * sd_of_mean);
  }
}

// The sample variance has variance sigma^4 (kurtosis - 1) / n for large n (Kenney & Keeping,
// Mathematics of Statistics 2, 1951, section 7.7).
TEST_CASE("the draws of every law have its variance") {
  for (const Law& law : laws()) {
    CAPTURE(law.name);
    const double sd = law.variance * std::sqrt((law.kurtosis - 1) / kDraws);
    CHECK(std::abs(sample_variance(draws_of(law.distribution)) - law.variance) < 3.89 * sd);
  }
}

// Kolmogorov's limit law: P(D sqrt(n) > t) = 2 exp(-2 t^2) - ..., which is 1e-4 at t = 2.225.
TEST_CASE("the draws of every law fit its distribution function") {
  for (const Law& law : laws()) {
    CAPTURE(law.name);
    CHECK(kolmogorov_smirnov(draws_of(law.distribution), law.cdf) < 2.225);
  }
}

TEST_CASE("mean() is the mean of the law") {
  for (const Law& law : laws()) {
    CAPTURE(law.name);
    CHECK(law.distribution.mean() == doctest::Approx(law.mean).epsilon(1e-13));
  }
  CHECK(Distribution::constant(7).mean() == 7.0);
  CHECK(Distribution::normal(5, 0).mean() == 5.0);
  CHECK(Distribution::normal(100, 1).mean() == 100.0);
  CHECK(Distribution::lognormal(5, 0).mean() == 5.0);
  CHECK(Distribution::pareto(1.0, 5).mean() == kInfinity);
  CHECK(Distribution::pareto(0.5, 5).mean() == kInfinity);
  CHECK(Distribution::pareto(2.0, 5).mean() == 10.0);
  CHECK(Distribution::weibull(0.001, 5).mean() == kInfinity);
  CHECK(Distribution::empirical({{10, 1.0}, {20, 3.0}}).mean() == 17.5);
  CHECK(Distribution::trace({1, 2, 6}).mean() == 3.0);
}

TEST_CASE("the mean of a Weibull law is right from heavy to light tails") {
  for (const double shape : {0.02, 0.1, 0.25, 0.5, 1.0, 1.3, 3.0, 20.0, 1e6}) {
    CAPTURE(shape);
    const double exact = boost::math::mean(boost::math::weibull(shape, 3.0));
    CHECK(Distribution::weibull(shape, 3.0).mean() == doctest::Approx(exact).epsilon(1e-13));
  }
}

TEST_CASE("a constant is always itself and takes no random number") {
  RandomStream stream;
  std::uint32_t cursor = 5;
  for (const std::int64_t value : {std::int64_t{0}, std::int64_t{1}, (std::int64_t{1} << 53) + 1,
                                   std::int64_t{9'000'000'000'000'000'001}, kDrawMax}) {
    const Distribution constant = Distribution::constant(value);
    CHECK(constant.is_constant());
    CHECK(constant.constant_value() == value);
    CHECK(constant.draw(stream, cursor) == value);
  }
  CHECK(stream == RandomStream());
  CHECK(cursor == 5);
  CHECK(Distribution() == Distribution::constant(0));
  CHECK_FALSE(Distribution::exponential(1).is_constant());
}

TEST_CASE("draws round to the nearest whole number and halves to the even one") {
  CHECK(round_draw(0.0) == 0);
  CHECK(round_draw(0.49999999999999994) == 0);
  CHECK(round_draw(0.5) == 0);
  CHECK(round_draw(0.5000000000000001) == 1);
  CHECK(round_draw(1.5) == 2);
  CHECK(round_draw(2.5) == 2);
  CHECK(round_draw(0x1p51 + 0.5) == std::int64_t{1} << 51);
  CHECK(round_draw(0x1p52 - 0.5) == std::int64_t{1} << 52);
  CHECK(round_draw(0x1p52 + 1) == (std::int64_t{1} << 52) + 1);
  CHECK(round_draw(0x1p53 - 1) == (std::int64_t{1} << 53) - 1);
}

TEST_CASE("a draw too large for 64 bits becomes kDrawMax") {
  CHECK(round_draw(0x1p63 - 1024) == kDrawMax - 1023);
  CHECK(round_draw(0x1p63) == kDrawMax);
  CHECK(round_draw(kInfinity) == kDrawMax);
  CHECK(round_draw(std::nan("")) == kDrawMax);
  RandomStream stream;
  std::uint32_t cursor = 0;
  CHECK(Distribution::exponential(1e300).draw(stream, cursor) == kDrawMax);
  CHECK(Distribution::pareto(1e-6, 1).draw(stream, cursor) == kDrawMax);
  CHECK(Distribution::weibull(1e-6, 1e3).draw(stream, cursor) >= 0);
  CHECK(Distribution::uniform(1e19, 2e19).draw(stream, cursor) == kDrawMax);
}

TEST_CASE("a law without spread always gives its mean") {
  RandomStream stream;
  std::uint32_t cursor = 0;
  for (int i = 0; i < 100; ++i) {
    CHECK(Distribution::normal(123, 0).draw(stream, cursor) == 123);
    CHECK(Distribution::normal(0, 0).draw(stream, cursor) == 0);
    CHECK(Distribution::lognormal(123, 0).draw(stream, cursor) == 123);
    CHECK(Distribution::uniform(123, 123).draw(stream, cursor) == 123);
    CHECK(Distribution::empirical({{123, 1e-9}}).draw(stream, cursor) == 123);
  }
}

TEST_CASE("uniform draws reach both bounds and never pass them") {
  std::array<int, 7> counts{};
  for (const double x : draws_of(Distribution::uniform(2, 5))) {
    ++counts.at(static_cast<std::size_t>(x));
  }
  CHECK(counts[0] + counts[1] + counts[6] == 0);
  // Before rounding all reals are equally likely, so the bounds collect half as much as the others.
  const std::array<double, 4> shares = {1 / 6.0, 1 / 3.0, 1 / 3.0, 1 / 6.0};
  for (std::size_t i = 0; i < 4; ++i) {
    const double sd = std::sqrt(kDraws * shares[i] * (1 - shares[i]));
    CHECK(std::abs(counts[i + 2] - kDraws * shares[i]) < 3.89 * sd);
  }
}

TEST_CASE("empirical draws come in proportion to their weights and never with weight 0") {
  const Distribution mix =
      Distribution::empirical({{70, 0.0}, {10, 5.0}, {20, 0.0}, {30, 2.5}, {10, 2.5}, {40, 0.0}});
  std::array<int, 71> counts{};
  for (const double x : draws_of(mix)) ++counts.at(static_cast<std::size_t>(x));
  CHECK(counts[10] + counts[30] == kDraws);
  CHECK(std::abs(counts[10] - 0.75 * kDraws) < 3.89 * std::sqrt(kDraws * 0.75 * 0.25));
  // A stream whose first output is 0, so that the share drawn is 0 too.
  RandomStream zero(~std::uint64_t{0}, (std::uint64_t{1} << 47) + 1);
  std::uint32_t cursor = 0;
  CHECK(mix.draw(zero, cursor) == 10);
  CHECK(mix.weights() == std::vector<double>{0.0, 0.5, 0.0, 0.25, 0.25, 0.0});
  CHECK(mix.values().size() == 6);
  CHECK(mix.values()[3] == 30);
}

TEST_CASE("a trace gives its values in order, begins again and takes no random number") {
  const Distribution trace = Distribution::trace({5, 0, 9});
  RandomStream stream;
  std::uint32_t cursor = 0;
  std::uint32_t other_cursor = 1;
  for (const std::int64_t expected : {5, 0, 9, 5, 0, 9, 5}) {
    CHECK(trace.draw(stream, cursor) == expected);
  }
  CHECK(cursor == 7);
  CHECK(trace.draw(stream, other_cursor) == 0);
  CHECK(stream == RandomStream());
}

TEST_CASE("a trace keeps its order when its cursor can count no further") {
  const Distribution trace = Distribution::trace({0, 1, 2, 3, 4, 5, 6});
  RandomStream stream;
  std::uint32_t cursor = std::numeric_limits<std::uint32_t>::max() - 10;
  std::int64_t expected = cursor % 7;
  for (int i = 0; i < 30; ++i) {
    CHECK(trace.draw(stream, cursor) == expected);
    expected = (expected + 1) % 7;
  }
}

TEST_CASE("distributions are equal if their law and all parameters are") {
  CHECK(Distribution::gamma(2, 3) == Distribution::gamma(2, 3));
  CHECK(Distribution::gamma(2, 3) != Distribution::gamma(2, 4));
  CHECK(Distribution::gamma(2, 3) != Distribution::erlang(2, 3));
  CHECK(Distribution::constant(2) != Distribution::constant(3));
  CHECK(Distribution::trace({1, 2}) == Distribution::trace({1, 2}));
  CHECK(Distribution::trace({1, 2}) != Distribution::trace({2, 1}));
  CHECK(Distribution::empirical({{1, 1}, {2, 1}}) == Distribution::empirical({{1, 1}, {2, 1}}));
  CHECK(Distribution::empirical({{1, 1}, {2, 1}}) != Distribution::empirical({{1, 1}, {2, 3}}));
  CHECK(Distribution::trace({1}) != Distribution::empirical({{1, 1}}));
  CHECK(Distribution::gamma(2, 3).first() == 2.0);
  CHECK(Distribution::gamma(2, 3).second() == 3.0);
  CHECK(kind_name(Distribution::erlang(2, 3).kind()) == "erlang");
}

TEST_CASE("parameters outside a law are our own bug") {
  CHECK_THROWS_AS(Distribution::constant(-1), InternalError);
  CHECK_THROWS_AS(Distribution::exponential(0), InternalError);
  CHECK_THROWS_AS(Distribution::exponential(std::nan("")), InternalError);
  CHECK_THROWS_AS(Distribution::uniform(2, 1), InternalError);
  CHECK_THROWS_AS(Distribution::uniform(-1, 1), InternalError);
  CHECK_THROWS_AS(Distribution::normal(-1, 1), InternalError);
  CHECK_THROWS_AS(Distribution::lognormal(0, 1), InternalError);
  CHECK_THROWS_AS(Distribution::erlang(0, 1), InternalError);
  CHECK_THROWS_AS(Distribution::gamma(0, 1), InternalError);
  CHECK_THROWS_AS(Distribution::weibull(1, kInfinity), InternalError);
  CHECK_THROWS_AS(Distribution::pareto(0, 1), InternalError);
  CHECK_THROWS_AS(Distribution::empirical({}), InternalError);
  CHECK_THROWS_AS(Distribution::empirical({{1, 0.0}}), InternalError);
  CHECK_THROWS_AS(Distribution::trace({}), InternalError);
  CHECK_THROWS_AS(Distribution::trace({1, -1}), InternalError);
}

/// Three first draws, and a fold of 10,000 that any change of any of them changes.
struct Recorded {
  Distribution distribution;
  std::array<std::int64_t, 3> first;
  std::uint64_t fold;
};

// A seed keeps its results within a minor version: a change here belongs into the changelog.
TEST_CASE("every law gives the recorded draws with every compiler") {
  const std::vector<Recorded> records = {
      {Distribution::constant(10'000'000), {10000000, 10000000, 10000000}, 2411030006152410236u},
      {Distribution::exponential(1e7), {17043989, 22764226, 7457999}, 14314034508166774475u},
      {Distribution::uniform(3e6, 6e6), {4336598, 4871445, 5725769}, 16919630800399382848u},
      {Distribution::normal(3e7, 4e6), {38825648, 22744087, 29266335}, 2164487548284152557u},
      {Distribution::normal(1e6, 4e6), {9825648, 266335, 4937321}, 701539024194499040u},
      {Distribution::lognormal(1e7, 2e7), {73479063, 447798, 3543722}, 4499125030931802430u},
      {Distribution::erlang(3, 1e7), {27120311, 7927410, 21556216}, 9959720729901411850u},
      {Distribution::gamma(0.4, 1e7), {860760, 43559, 19796509}, 14388388323604617421u},
      {Distribution::gamma(2.5, 1e7), {29229761, 7630975, 22830777}, 12148450830158247168u},
      {Distribution::weibull(0.7, 1e7), {21419832, 32386294, 6577061}, 6713966532578005322u},
      {Distribution::pareto(1.5, 1e6), {3115115, 4561334, 1644111}, 3474240243639947159u},
      {Distribution::empirical({{64, 5}, {1500, 3}, {9000, 0.5}}),
       {64, 1500, 1500},
       14239817082286888782u},
      {Distribution::trace({5, 7, 11}), {5, 7, 11}, 16850842359619372130u},
  };
  for (const Recorded& record : records) {
    CAPTURE(kind_name(record.distribution.kind()));
    RandomStream stream = make_stream(42, 0, "golden", 0);
    std::uint32_t cursor = 0;
    std::array<std::int64_t, 3> first{};
    std::uint64_t fold = 0;
    for (std::size_t i = 0; i < 10'000; ++i) {
      const std::int64_t draw = record.distribution.draw(stream, cursor);
      if (i < first.size()) first[i] = draw;
      fold = (fold ^ static_cast<std::uint64_t>(draw)) * 0x9e3779b97f4a7c15;
      fold ^= fold >> 31;
    }
    CHECK(first == record.first);
    CHECK(fold == record.fold);
  }
}

}  // namespace
}  // namespace ipcsim
