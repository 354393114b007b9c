#include "sim/experiment/sweep.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "sim/experiment/statistics.hpp"

namespace ipcsim {
namespace {

const std::string kTotalPrefix = "total.";

std::string end_of(const ReplicationEnd& end) {
  return is_stuck(end) ? stuck_kind(end) : name_of(end.reason);
}

bool is_stuck_end(const std::string& end) {
  return end.ends_with("deadlock") || end.ends_with("livelock");
}

/// As ended_whole says of the end that the record tells.
bool is_comparable(const SweepRecord& record) {
  return record.end == name_of(EndReason::completed) ||
         record.end == name_of(EndReason::time_limit) ||
         record.end == name_of(EndReason::message_limit);
}

}  // namespace

SweptMetrics swept_metrics(const ScenarioSummary& scenario,
                           const std::vector<std::string>& chosen) {
  const std::unordered_set<std::string> wanted(chosen.begin(), chosen.end());
  SweptMetrics metrics;
  const auto add = [&](std::string path, Unit unit) {
    if (wanted.empty() || wanted.contains(path)) metrics.push_back({std::move(path), unit});
  };
  for (const TotalRow& row : kTotals) add(kTotalPrefix + std::string(row.name), row.unit);
  for (const MetricSlot& slot : metric_layout(scenario)) add(slot.path, slot.unit);
  return metrics;
}

SweepRecord run_record(const Replicator& replicator, std::uint32_t replication,
                       const SweptMetrics& metrics) {
  const Replication done = replicator.run_one({0, replication});
  const std::vector<MetricSlot>& layout = replicator.plan(0).layout;
  std::unordered_map<std::string, std::optional<double>> values;
  for (const TotalRow& row : kTotals) {
    values[kTotalPrefix + std::string(row.name)] = done.totals[static_cast<std::size_t>(row.total)];
  }
  for (std::size_t i = 0; i < layout.size(); ++i) values[layout[i].path] = done.values[i];
  SweepRecord record{.end = end_of(done.end)};
  record.values.reserve(metrics.size());
  for (const SweptMetric& metric : metrics) record.values.push_back(values.at(metric.path));
  return record;
}

Estimate estimate_at(const SweepPoint& point, std::size_t metric) {
  const bool none = std::none_of(point.records.begin(), point.records.end(), is_comparable);
  std::vector<std::optional<double>> counted;
  for (const SweepRecord& record : point.records) {
    if (none || is_comparable(record)) counted.push_back(record.values[metric]);
  }
  return estimate(counted);
}

std::size_t count_stuck(const SweepPoint& point) {
  return static_cast<std::size_t>(
      std::count_if(point.records.begin(), point.records.end(),
                    [](const SweepRecord& record) { return is_stuck_end(record.end); }));
}

}  // namespace ipcsim
