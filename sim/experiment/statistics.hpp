// Estimates from independent replications.
#pragma once

#include <optional>
#include <vector>

#include "sim/experiment/results.hpp"

namespace ipcsim {

/// Half the width of the two-sided interval of the given confidence for the mean of normally
/// distributed values: t(n - 1) * s / sqrt(n) (Student's t; Law, "Simulation Modeling and
/// Analysis", section 4.5). REQUIRES: at least 2 values, 0 < confidence < 1.
double half_width(const std::vector<double>& values, double confidence);

/// The mean of the values that are there, with its 95 % interval.
Estimate estimate(const std::vector<std::optional<double>>& values);

}  // namespace ipcsim
