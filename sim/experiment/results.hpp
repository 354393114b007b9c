// What an experiment found, ready to be shown: every report is a rendering of this one structure.
// It stands alone: names and places are in it, no ids into a Scenario or Program, so that it can be
// kept as a file and shown again. Times in seconds. Knows nothing of formats.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/engine/simulate.hpp"
#include "sim/experiment/reported_finding.hpp"
#include "sim/experiment/scenario_summary.hpp"
#include "sim/experiment/totals.hpp"
#include "sim/model/metric_path.hpp"

namespace ipcsim {

/// A mean over replications with its 95 % interval, mean ± half_width.
struct Estimate {
  std::optional<double> mean;        // empty: no replication had a value (no message came)
  std::optional<double> half_width;  // empty with fewer than two values
  std::uint32_t n = 0;               // replications that had a value
};

struct MetricResult {
  std::string path;   // "mailboxes.buffer.wait.p95"
  MetricPath metric;  // its group is one of ScenarioSummary
  Unit unit = Unit::count;
  Estimate estimate;
  std::vector<std::optional<double>> values;  // by replication
};

/// Of the Total at its place.
struct TotalResult {
  Estimate estimate;
  std::vector<std::optional<double>> values;  // by replication
};

struct ReplicationEnd {
  std::uint32_t replication = 0;  // from 0
  EndReason reason = EndReason::completed;
  Instant end;
  std::vector<ReportedFinding> findings;
};

enum class Verdict {
  met,
  failed,
  undecided,  // the interval straddles the bound, or there is none where there should be one
};

struct ExpectationResult {
  std::string subject;    // "deadlock", or a metric's path
  std::string condition;  // "false", "< 50ms"
  Verdict verdict = Verdict::met;
  std::optional<Unit> unit;  // of a metric
  Estimate measured;         // of a metric
  std::string explanation;   // why it failed or is undecided; empty if it is met
  bool by_default = false;   // the scenario does not say it
};

/// What was left out of the measuring at the beginning of every replication.
struct Warmup {
  Duration length;        // that of the scenario's summary
  bool found = false;     // by MSER-5; else the scenario says so
  bool at_limit = false;  // found, but half of the run is not enough
};

/// What came of a PrecisionGoal.
struct PrecisionResult {
  std::string path;
  double bound = 0;
  std::optional<double> reached;  // half-width over mean; empty without an interval
  bool met = false;
  /// Replications that would do, by estimate, if it was not met.
  std::optional<std::uint64_t> needed;
};

struct Results {
  ScenarioSummary scenario;
  std::vector<ReplicationEnd> replications;
  /// Which of `replications` the report leads with: the first that ended worst.
  std::size_t leading = 0;
  /// An interrupt left replications out, or broke one off.
  bool interrupted = false;
  Warmup warmup;
  std::vector<PrecisionResult> precision;
  /// The intervals are over so many parts of one run; 0: over replications.
  std::uint32_t batches = 0;
  /// Over the replications that came to an end of their own (see ended_whole); over all, if none
  /// did.
  std::vector<MetricResult> metrics;               // in the order of metric_layout
  std::array<TotalResult, kTotals.size()> totals;  // by Total
  std::vector<ExpectationResult> expectations;
  std::vector<std::string> notes;  // what a reader should know, a sentence each
};

/// The metric at `path`; null if it is not measured (an element of a group that is too large).
const MetricResult* find_metric(const Results& results, const MetricPath& path);

/// "deadlock", "time limit": in a sentence and as a value in JSON.
std::string name_of(EndReason reason);
std::string name_of(FindingKind kind);
std::string name_of(FindingShape shape);

/// Who of a run can never go on; services that wait for work, and who has finished, aside.
enum class StuckPart {
  none,
  some,  // a partial deadlock or livelock: others still went on when the run ended
  all,   // the run ended in a deadlock or livelock
};
StuckPart stuck_part(const ReplicationEnd& end);

/// Whether the finding, one of `end`, is of a part of the run while the rest still went on.
bool is_partial(const ReplicationEnd& end, const ReportedFinding& finding);

/// In what somebody got stuck.
enum class StuckKind {
  none,
  deadlock,
  livelock,
  partial_deadlock,
  partial_livelock,  // and no part is in a deadlock
};
StuckKind stuck_kind(const ReplicationEnd& end);
std::string name_of(StuckKind kind);  // "partial deadlock"; of `none` empty

/// A run that ended so is a finding, unless the scenario expects it.
bool is_stuck(const ReplicationEnd& end);

/// Neither stuck, also in part, nor interrupted, nor ended by a program error: its figures are
/// comparable.
bool ended_whole(const ReplicationEnd& end);

}  // namespace ipcsim
