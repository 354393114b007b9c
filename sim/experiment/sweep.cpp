#include "sim/experiment/sweep.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/experiment/statistics.hpp"

namespace ipcsim {
namespace {

const std::string kTotalPrefix = "total.";

RecordEnd end_of(const ReplicationEnd& end) {
  switch (stuck_kind(end)) {
    case StuckKind::deadlock:
      return RecordEnd::deadlock;
    case StuckKind::livelock:
      return RecordEnd::livelock;
    case StuckKind::partial_deadlock:
      return RecordEnd::partial_deadlock;
    case StuckKind::partial_livelock:
      return RecordEnd::partial_livelock;
    case StuckKind::none:
      break;
  }
  switch (end.reason) {
    case EndReason::completed:
      return RecordEnd::completed;
    case EndReason::time_limit:
      return RecordEnd::time_limit;
    case EndReason::message_limit:
      return RecordEnd::message_limit;
    case EndReason::program_error:
      return RecordEnd::program_error;
    case EndReason::interrupted:
      return RecordEnd::interrupted;
    case EndReason::deadlock:
    case EndReason::livelock:
    case EndReason::stopped_on_deadlock:
      break;
  }
  fail_check("who stops on a deadlock is stuck");
}

/// As ended_whole says of the end that the record tells.
bool is_comparable(const SweepRecord& record) {
  return record.end == RecordEnd::completed || record.end == RecordEnd::time_limit ||
         record.end == RecordEnd::message_limit;
}

bool tells_stuck(const SweepRecord& record) {
  return record.end == RecordEnd::deadlock || record.end == RecordEnd::livelock ||
         record.end == RecordEnd::partial_deadlock || record.end == RecordEnd::partial_livelock;
}

}  // namespace

std::string name_of(RecordEnd end) {
  switch (end) {
    case RecordEnd::completed:
      return name_of(EndReason::completed);
    case RecordEnd::time_limit:
      return name_of(EndReason::time_limit);
    case RecordEnd::message_limit:
      return name_of(EndReason::message_limit);
    case RecordEnd::program_error:
      return name_of(EndReason::program_error);
    case RecordEnd::interrupted:
      return name_of(EndReason::interrupted);
    case RecordEnd::deadlock:
      return name_of(StuckKind::deadlock);
    case RecordEnd::livelock:
      return name_of(StuckKind::livelock);
    case RecordEnd::partial_deadlock:
      return name_of(StuckKind::partial_deadlock);
    case RecordEnd::partial_livelock:
      return name_of(StuckKind::partial_livelock);
  }
  fail_check("every end of a record has a name");
}

std::optional<RecordEnd> record_end_named(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(RecordEnd::partial_livelock); ++i) {
    if (name_of(static_cast<RecordEnd>(i)) == name) return static_cast<RecordEnd>(i);
  }
  return std::nullopt;
}

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
      std::count_if(point.records.begin(), point.records.end(), tells_stuck));
}

}  // namespace ipcsim
