// A sweep: a scenario at every combination of the values that some of its settings take, each
// point with all its replications. What comes out of one replication is a record; a sweep is the
// sequence of its records, point by point, so that one that was stopped can go on from those it
// has. Knows nothing of files and formats.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/experiment/replicator.hpp"
#include "sim/experiment/results.hpp"
#include "sim/experiment/variation.hpp"

namespace ipcsim {

/// What a sweep measures at one point: `total.…` first, then the paths of metric_layout, or those
/// of both that were asked for.
struct SweptMetric {
  std::string path;
  Unit unit = Unit::count;
  friend bool operator==(const SweptMetric&, const SweptMetric&) = default;
};
using SweptMetrics = std::vector<SweptMetric>;

/// How a replication ended; where somebody got stuck, in what, however it ended.
enum class RecordEnd {
  completed,
  time_limit,
  message_limit,
  program_error,
  interrupted,  // and is no replication
  deadlock,
  livelock,
  partial_deadlock,
  partial_livelock,
};
std::string name_of(RecordEnd end);  // "time limit", "partial livelock"
/// None if no end is called so.
std::optional<RecordEnd> record_end_named(std::string_view name);

/// One replication at one point.
struct SweepRecord {
  RecordEnd end = RecordEnd::completed;
  std::vector<std::optional<double>> values;  // by SweptMetric
  friend bool operator==(const SweepRecord&, const SweepRecord&) = default;
};

struct SweepPoint {
  std::vector<std::string> values;  // by variation
  std::shared_ptr<const SweptMetrics> metrics;
  std::size_t replications = 1;      // to be run
  std::vector<SweepRecord> records;  // by replication; after an interrupt fewer
};

struct Sweep {
  ScenarioSummary scenario;           // at the first point
  std::vector<Variation> variations;  // at least one
  std::vector<std::string> columns;   // metrics that a table shows; empty: the usual ones
  std::vector<SweepPoint> points;     // as all_points orders them
};

/// The metrics of a scenario that a sweep keeps: all if `chosen` is empty. Chosen paths that it has
/// not are left out.
SweptMetrics swept_metrics(const ScenarioSummary& scenario, const std::vector<std::string>& chosen);

/// Runs the replication with this number (from 0) of the replicator's one scenario, on this thread.
SweepRecord run_record(const Replicator& replicator, std::uint32_t replication,
                       const SweptMetrics& metrics);

/// The mean and interval of one of the point's metrics, over the replications that came to an end
/// of their own, or over all where none did.
Estimate estimate_at(const SweepPoint& point, std::size_t metric);

/// Records of replications in which somebody got stuck.
std::size_t count_stuck(const SweepPoint& point);

}  // namespace ipcsim
