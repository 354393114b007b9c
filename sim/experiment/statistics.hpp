// Estimates from independent values: of replications, or of the batches of one long run.
#pragma once

#include <optional>
#include <vector>

#include "sim/experiment/results.hpp"

namespace ipcsim {

/// Half the width of the two-sided interval of the given confidence for the mean of normally
/// distributed values: t(n - 1) * s / sqrt(n) (Student's t; Law, "Simulation Modeling and
/// Analysis", section 4.5). REQUIRES: at least 2 values, 0 < confidence < 1.
double half_width(const std::vector<double>& values, double confidence);

/// Whether the mean of normally distributed values is above 0, by Student's one-sided test: true
/// with probability `level` if it is just 0. REQUIRES: at least 2 values, 0 < level < 1.
bool is_above_zero(const std::vector<double>& values, double level);

/// The mean of the values that are there, with its 95 % interval.
Estimate estimate(const std::vector<std::optional<double>>& values);

/// How much more one is than the other.
struct Difference {
  Estimate paired;  // n counts the replications in which both have a value
  /// Whether the 95 % interval leaves out 0, so that they differ by more than chance would explain;
  /// empty where there is no interval.
  [[nodiscard]] std::optional<bool> is_significant() const;
};

/// The mean of the differences b - a, replication by replication, with its 95 % interval. Where
/// both saw the same random numbers, what they have in common drops out, and the interval is
/// narrower than one from two means (Law, "Simulation Modeling and Analysis", sections 10.2.1
/// and 11.2). REQUIRES: both are of the same replications, in the same order.
Difference paired_difference(const std::vector<std::optional<double>>& a,
                             const std::vector<std::optional<double>>& b);

}  // namespace ipcsim
