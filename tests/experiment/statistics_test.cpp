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

}  // namespace ipcsim
