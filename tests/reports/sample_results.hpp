// Results built by hand, so that what a report shows does not depend on what a run measures.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "reports/manifest.hpp"
#include "sim/experiment/results.hpp"
#include "sim/model/scenario.hpp"
#include "sim/program/program.hpp"

namespace ipcsim::testing {

/// Two producers, a consumer, a service; an array of three mailboxes and a rendezvous. One
/// replication that ended by the time limit; the value of each metric tells its place.
Results sample_results();

/// The same with three replications, of which the second ended in a deadlock of two processes.
Results sample_results_of_three();

/// A scenario and what it compiles to, with the results of no replication.
struct Sample {
  std::shared_ptr<const Scenario> scenario;
  Program program;
  Results results;
};
Sample sample_of(const std::string& scenario);

Manifest sample_manifest();

/// A process that stands where `statement` is written first in its own program.
/// At a send or receive it waits in the mailbox named there, and nobody could release it.
StuckProcess stuck_at(const Program& program, ProcessId process, const std::string& statement);

/// Who alone could release it, at its only mailbox if it waits at one.
void release_by(StuckProcess& stuck, std::vector<ProcessId> releasers);

}  // namespace ipcsim::testing
