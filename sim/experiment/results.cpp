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

bool is_stuck(EndReason reason) {
  return reason == EndReason::deadlock || reason == EndReason::livelock;
}

bool ended_whole(EndReason reason) {
  return reason == EndReason::completed || reason == EndReason::time_limit ||
         reason == EndReason::message_limit;
}

}  // namespace ipcsim
