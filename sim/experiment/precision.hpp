// Whether intervals are narrow enough, and how many replications would make them so.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/experiment/metric_layout.hpp"
#include "sim/experiment/replication.hpp"
#include "sim/experiment/results.hpp"

namespace ipcsim {

/// What the estimate, over so many replications, comes to beside the goal. An interval without
/// width meets every goal, a metric without an interval none. How many are needed: the half-width
/// shrinks as the square root of their number (Law, "Simulation Modeling and Analysis",
/// section 9.4.1).
PrecisionResult judge_precision(const PrecisionGoal& goal, const Estimate& estimate,
                                std::uint32_t replications);

/// Whether these replications meet every goal.
bool is_precise(const std::vector<MetricSlot>& layout, const std::vector<PrecisionGoal>& goals,
                std::span<const Replication> replications);

/// After how many replications it is decided next whether more are needed: one by one at first,
/// from 100 on by hundredths, so that the decisions take no longer than the runs. A function of the
/// number alone: on however many threads they are run, the same number is enough.
std::uint32_t next_decision(std::uint32_t replications);

}  // namespace ipcsim
