// Intervals from one long run that is cut into batches of equal length, whose means are nearly
// independent if the batches are long (Law, "Simulation Modeling and Analysis", section 9.5.3).
#pragma once

#include <optional>
#include <vector>

#include "sim/experiment/metric_layout.hpp"
#include "sim/experiment/results.hpp"

namespace ipcsim {

/// The figure of the run as a whole, with the 95 % interval that its batches give. A count is the
/// sum over the batches, everything else is like their mean; of a maximum there is no interval.
/// `n` counts the batches that have a value.
Estimate batch_means(const MetricSlot& slot, const std::optional<double>& whole,
                     const std::vector<std::optional<double>>& batches);

/// The correlation of the values with those that follow them (lag 1); 0 if all are equal. Positive
/// for batches that are too short: then their interval is too narrow. REQUIRES: at least 2 values.
double correlation_with_next(const std::vector<double>& values);

}  // namespace ipcsim
