// Where in a series of observations the steady state begins. Knows nothing of runs.
#pragma once

#include <cstddef>
#include <vector>

namespace ipcsim {

struct Truncation {
  std::size_t discarded = 0;  // observations at the beginning
  /// Half was discarded, and it was not enough: the series is too short to show a steady state, or
  /// has none.
  bool at_limit = false;
};

/// MSER-5 (White, Cobb & Spratt, "A comparison of five steady-state truncation heuristics for
/// simulation", Winter Simulation Conference 2000; Spratt 1998): the observations become means Z of
/// five; of these so many are discarded, d of n, that the marginal standard error of what is left,
///
///     MSER(d) = 1 / (n - d)^2 * sum over i = d+1 … n of (Z_i - mean of Z_{d+1} … Z_n)^2,
///
/// is least; of equal ones the fewest. If that is in the second half, the series is too short, and
/// half of it is discarded. A few values at the very end that happen to be alike must not win: of
/// the means a tenth is kept, and at least 5. Observations that fill no five are left out.
/// O(observations).
Truncation mser5(const std::vector<double>& observations);

inline constexpr std::size_t kMserBatch = 5;

}  // namespace ipcsim
