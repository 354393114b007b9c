#include "sim/experiment/precision.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "sim/base/check.hpp"
#include "sim/experiment/statistics.hpp"

namespace ipcsim {

PrecisionResult judge_precision(const PrecisionGoal& goal, const Estimate& estimate,
                                std::uint32_t replications) {
  PrecisionResult result{.path = goal.path, .bound = goal.bound};
  if (!estimate.half_width) return result;
  const double half_width = *estimate.half_width;
  const double mean = std::abs(*estimate.mean);
  result.met = half_width <= goal.bound * mean;
  if (mean == 0) return result;
  result.reached = half_width / mean;
  if (!result.met) {
    const double times = *result.reached / goal.bound;
    constexpr double kMost = 1e15;  // beyond it, the number says no more
    result.needed = static_cast<std::uint64_t>(
        std::min(std::ceil(times * times * static_cast<double>(replications)), kMost));
  }
  return result;
}

bool is_precise(const std::vector<MetricSlot>& layout, const std::vector<PrecisionGoal>& goals,
                std::span<const Replication> replications) {
  const auto n = static_cast<std::uint32_t>(replications.size());
  return std::ranges::all_of(goals, [&](const PrecisionGoal& goal) {
    const auto slot = std::ranges::find(layout, goal.metric, &MetricSlot::metric);
    check(slot != layout.end(), "the reader lets only measured metrics into a precision");
    const auto place = static_cast<std::size_t>(slot - layout.begin());
    const auto values = counted_values(
        replications, [&](const Replication& replication) { return replication.values[place]; });
    return judge_precision(goal, estimate(values), n).met;
  });
}

std::uint32_t next_decision(std::uint32_t replications) {
  return replications + std::max<std::uint32_t>(1, replications / 100);
}

}  // namespace ipcsim
