// Runs a scenario, as many replications as it asks for, and says what came of it.
#pragma once

#include <atomic>
#include <cstdint>

#include "sim/engine/trace.hpp"
#include "sim/experiment/results.hpp"
#include "sim/model/scenario.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

struct ExperimentOptions {
  std::uint32_t jobs = 1;  // threads; the results do not depend on it
  /// Sees replication 0. REQUIRES: null, or the scenario has one replication.
  TraceSink* trace = nullptr;
  /// Once true, the replications under way end as `interrupted` and no more begin.
  const std::atomic<bool>* interrupt = nullptr;
  /// End a replication at its first partial deadlock that has all its members; see RunOptions.
  bool stop_on_deadlock = false;
};

/// What the scenario's `run` settings mean for its first replication.
RunOptions run_options(const Scenario& scenario, const Program& program);

/// Throws InternalError on a failed self-check. REQUIRES: the program is the scenario's.
Results run_experiment(const Scenario& scenario, const Program& program,
                       const ExperimentOptions& options);

}  // namespace ipcsim
