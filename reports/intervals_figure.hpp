// The figures of several variants or values side by side: means with their intervals.
#pragma once

#include "reports/figure.hpp"
#include "sim/experiment/comparison.hpp"
#include "sim/experiment/sweep.hpp"

namespace ipcsim {

/// A row of points with intervals for each of the usual totals, a point for each variant.
Figure intervals_figure(const VariantComparison& comparison);

/// The metric at `path` against the first varied setting, a line for each combination of the
/// others. Without a drawing where no point has a value.
Figure sweep_figure(const Sweep& sweep, const std::string& path);

}  // namespace ipcsim
