// One replication of an experiment run again, to be watched: it goes the same way as before. So the
// replications themselves are run without anybody watching, and cost nothing for it.
#pragma once

#include <atomic>

#include "sim/experiment/results.hpp"
#include "sim/experiment/variant.hpp"

namespace ipcsim {

struct WatchedRunOptions {
  bool stop_on_deadlock = false;                 // as in the experiment
  const std::atomic<bool>* interrupt = nullptr;  // once true, the run ends
};

/// Runs the replication that `results` lead with. Returns when it ended.
/// REQUIRES: the results are the variant's, and there is a replication.
Instant watch_again(const Variant& variant, const Results& results,
                    const WatchedRunOptions& options, TraceSink& watcher);

}  // namespace ipcsim
