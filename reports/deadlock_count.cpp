#include "reports/deadlock_count.hpp"

#include "reports/format_value.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {

std::string DeadlockCount::in_cell() const {
  if (stuck == 0) return "none";
  const std::string how = kind + (shape.empty() ? "" : " (" + shape + ")");
  if (all == 1) return how + " at " + format_exactly(first);
  return grouped(stuck) + " of " + grouped(all) + ", first at " + format_exactly(first) + ": " +
         how;
}

DeadlockCount count_deadlocks(const Results& results) {
  DeadlockCount count{.all = results.replications.size()};
  for (const ReplicationEnd& end : results.replications) {
    if (!is_stuck(end)) continue;
    ++count.stuck;
    for (const ReportedFinding& finding : end.findings) {
      if (!count.kind.empty() && finding.since >= count.first) continue;
      count.first = finding.since;
      count.kind = name_of(stuck_kind(end));
      count.shape = finding.shape == FindingShape::none ? "" : name_of(finding.shape);
    }
  }
  return count;
}

}  // namespace ipcsim
