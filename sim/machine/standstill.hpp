// Explains a state in which nothing can ever happen again: who is stuck in which circle, and who
// merely waits behind it.
#pragma once

#include <vector>

#include "sim/machine/finding.hpp"
#include "sim/machine/process_state.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// A process that is not finished and stands in a send or receive that cannot go on.
struct StandingProcess {
  ProcessId process;
  ProcessState state;
  Instant since;            // when the operation began
  std::uint64_t depth = 0;  // messages in the mailbox of its operation
};

/// One finding for each core of the wait-for graph that holds a process which is not a waiting
/// service. Empty if there is none: then nothing is wrong.
/// REQUIRES: `standing` are all processes that are not finished, by id; none can go on.
/// Time: for each process the code it may still run; where a mailbox is named both by itself and as
/// one of any, also for each process that waits there all those users.
std::vector<Finding> explain_standstill(const Program& program,
                                        const std::vector<StandingProcess>& standing);

}  // namespace ipcsim
