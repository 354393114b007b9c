#include "sim/experiment/results.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace ipcsim {

const MetricResult* find_metric(const Results& results, const MetricPath& path) {
  const auto found =
      std::find_if(results.metrics.begin(), results.metrics.end(),
                   [&](const MetricResult& candidate) { return candidate.metric == path; });
  return found == results.metrics.end() ? nullptr : &*found;
}

std::string name_of(EndReason reason) {
  switch (reason) {
    case EndReason::completed:
      return "completed";
    case EndReason::time_limit:
      return "time limit";
    case EndReason::message_limit:
      return "message limit";
    case EndReason::program_error:
      return "program error";
    case EndReason::deadlock:
      return "deadlock";
    case EndReason::livelock:
      return "livelock";
    case EndReason::stopped_on_deadlock:
      return "stopped on deadlock";
    case EndReason::interrupted:
      return "interrupted";
  }
  fail_check("every end reason has a name");
}

std::string name_of(FindingKind kind) {
  switch (kind) {
    case FindingKind::deadlock:
      return "deadlock";
    case FindingKind::partial_deadlock:
      return "partial deadlock";
    case FindingKind::livelock:
      return "livelock";
    case FindingKind::program_error:
      return "program error";
  }
  fail_check("every kind of finding has a name");
}

std::string name_of(FindingShape shape) {
  switch (shape) {
    case FindingShape::none:
      return "none";
    case FindingShape::cycle:
      return "cycle";
    case FindingShape::knot:
      return "knot";
    case FindingShape::self_wait:
      return "self-wait";
    case FindingShape::orphan_wait:
      return "orphan wait";
  }
  fail_check("every shape has a name");
}

StuckPart stuck_part(const ReplicationEnd& end) {
  const bool whole = end.reason == EndReason::deadlock || end.reason == EndReason::livelock;
  if (whole) return StuckPart::all;
  const bool partial = std::any_of(end.findings.begin(), end.findings.end(),
                                   [&](const ReportedFinding& it) { return is_partial(end, it); });
  return partial ? StuckPart::some : StuckPart::none;
}

bool is_partial(const ReplicationEnd& end, const ReportedFinding& finding) {
  if (finding.cause != FindingCause::waiting) return false;
  // A loop without time ends a run while others could still go on: who waits is a part of it.
  const bool stood_still =
      end.reason == EndReason::deadlock ||
      (end.reason == EndReason::livelock && end.findings.front().cause == FindingCause::waiting);
  return !stood_still;
}

std::string name_of(StuckKind kind) {
  switch (kind) {
    case StuckKind::none:
      return {};
    case StuckKind::deadlock:
      return "deadlock";
    case StuckKind::livelock:
      return "livelock";
    case StuckKind::partial_deadlock:
      return "partial deadlock";
    case StuckKind::partial_livelock:
      return "partial livelock";
  }
  fail_check("every way to be stuck has a name");
}

StuckKind stuck_kind(const ReplicationEnd& end) {
  switch (stuck_part(end)) {
    case StuckPart::none:
      return StuckKind::none;
    case StuckPart::all:
      return end.reason == EndReason::livelock ? StuckKind::livelock : StuckKind::deadlock;
    case StuckPart::some:
      break;
  }
  const bool deadlocked =
      std::any_of(end.findings.begin(), end.findings.end(), [&](const ReportedFinding& it) {
        return is_partial(end, it) && it.kind != FindingKind::livelock;
      });
  return deadlocked ? StuckKind::partial_deadlock : StuckKind::partial_livelock;
}

bool is_stuck(const ReplicationEnd& end) { return stuck_part(end) != StuckPart::none; }

bool ended_whole(const ReplicationEnd& end) {
  const bool by_itself = end.reason == EndReason::completed ||
                         end.reason == EndReason::time_limit ||
                         end.reason == EndReason::message_limit;
  return by_itself && !is_stuck(end);
}

}  // namespace ipcsim
