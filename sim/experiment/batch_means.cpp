#include "sim/experiment/batch_means.hpp"

#include "sim/experiment/statistics.hpp"

namespace ipcsim {

Estimate batch_means(const MetricSlot& slot, const std::optional<double>& whole,
                     const std::vector<std::optional<double>>& batches) {
  Estimate result = estimate(batches);
  result.mean = whole;
  const bool is_maximum = slot.metric.statistic == Statistic::max;
  if (is_maximum) result.half_width.reset();
  if (slot.unit == Unit::count && result.half_width) *result.half_width *= result.n;
  return result;
}

double correlation_with_next(const std::vector<double>& values) {
  double mean = 0;
  for (const double value : values) mean += value / static_cast<double>(values.size());
  double products = 0;
  double squares = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    squares += (values[i] - mean) * (values[i] - mean);
    if (i > 0) products += (values[i] - mean) * (values[i - 1] - mean);
  }
  return squares > 0 ? products / squares : 0;
}

}  // namespace ipcsim
