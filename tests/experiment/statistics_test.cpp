#include "sim/experiment/statistics.hpp"

#include <doctest/doctest.h>

namespace ipcsim {

TEST_CASE("the half-width is Student's: t(n - 1) s / sqrt(n)") {
  // s = 1, n = 3, t(2, 0.975) = 4.302653 (any table of Student's t).
  CHECK(half_width({1, 2, 3}, 0.95) == doctest::Approx(4.302653 / 1.7320508).epsilon(1e-6));
  // t(9, 0.975) = 2.262157
  CHECK(half_width({0, 0, 0, 0, 0, 1, 1, 1, 1, 1}, 0.95) ==
        doctest::Approx(2.262157 * 0.5270463 / 3.1622777).epsilon(1e-6));
  CHECK(half_width({5, 5}, 0.95) == 0);
}

TEST_CASE("equal values have exactly their own mean and no width") {
  for (const double value : {0.001, 0.003, 0.1, 1.0 / 3, 1e-9}) {
    for (const std::size_t count : {2, 3, 7, 10, 1000}) {
      const Estimate same = estimate(std::vector<std::optional<double>>(count, value));
      CHECK(same.mean == value);
      CHECK(same.half_width == 0);
    }
  }
}

TEST_CASE("replications without a value are left out, one value has no interval") {
  const Estimate none = estimate({std::nullopt, std::nullopt});
  CHECK(none.n == 0);
  CHECK_FALSE(none.mean);
  const Estimate one = estimate({std::nullopt, 4.0});
  CHECK(one.n == 1);
  CHECK(one.mean == 4.0);
  CHECK_FALSE(one.half_width);
  const Estimate three = estimate({1.0, std::nullopt, 2.0, 3.0});
  CHECK(three.n == 3);
  CHECK(three.mean == 2.0);
  CHECK(three.half_width == doctest::Approx(4.302653 / 1.7320508).epsilon(1e-6));
}

TEST_CASE("a mean is above zero when Student's one-sided test says so") {
  // Mean 2, standard error 1 / sqrt(3) = 0.577: t = 3.4641, and t(2) exceeds 2.92 with 5 %, 6.96
  // with 1 %.
  CHECK(is_above_zero({1, 2, 3}, 0.05));
  CHECK_FALSE(is_above_zero({1, 2, 3}, 0.01));
  CHECK_FALSE(is_above_zero({-1, -2, -3}, 0.05));
  CHECK(is_above_zero({2, 2, 2}, 1e-9));
  CHECK_FALSE(is_above_zero({0, 0, 0}, 0.4));
}

TEST_CASE("a paired difference is the mean of the differences, with their interval") {
  // The differences are 1, 2 and 3; see above.
  const Difference apart = paired_difference({10.0, 50.0, -7.0}, {11.0, 52.0, -4.0});
  CHECK(apart.paired.n == 3);
  CHECK(apart.paired.mean == 2.0);
  CHECK(apart.paired.half_width == doctest::Approx(4.302653 / 1.7320508).epsilon(1e-6));
  CHECK_FALSE(apart.is_significant().value_or(false));  // 2.0 ± 2.48

  const Difference less = paired_difference({10.0, 50.0, -7.0}, {9.0, 48.9, -8.1});
  CHECK(less.paired.mean == doctest::Approx(-3.2 / 3));
  CHECK(less.is_significant() == true);
}

TEST_CASE("pairs are replications in which both have a value") {
  const Difference two =
      paired_difference({1.0, std::nullopt, 3.0, 4.0}, {2.0, 9.0, std::nullopt, 5.0});
  CHECK(two.paired.n == 2);
  CHECK(two.paired.mean == 1.0);
  CHECK(two.is_significant() == true);  // 1 in each: there is no chance in it
  const Difference one = paired_difference({1.0}, {2.0});
  CHECK(one.paired.mean == 1.0);
  CHECK_FALSE(one.paired.half_width);
  CHECK_FALSE(one.is_significant().has_value());
  CHECK(paired_difference({1.0, 2.0}, {1.0, 2.0}).is_significant() == false);
  CHECK(paired_difference({std::nullopt}, {2.0}).paired.n == 0);
}

}  // namespace ipcsim
