#include "sim/experiment/watched_run.hpp"

#include <algorithm>

#include "sim/experiment/replicator.hpp"

namespace ipcsim {

Instant watch_again(const Variant& variant, const Results& results,
                    const WatchedRunOptions& options, TraceSink& watcher) {
  const ReplicationEnd& end = results.replications[results.leading];
  RunOptions run = run_options(*variant.scenario, *variant.program);
  run.warmup = Instant{} + results.warmup.length;
  run.replication = end.replication;
  run.stop_on_deadlock = options.stop_on_deadlock;
  run.seek_partial_deadlocks = options.stop_on_deadlock;
  run.trace = &watcher;
  if (end.reason == EndReason::interrupted) {
    run.until = std::min(run.until, end.end);
  } else {
    run.interrupt = options.interrupt;
  }
  return simulate(*variant.program, run).end;
}

}  // namespace ipcsim
