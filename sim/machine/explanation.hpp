// Explains who can never go on: who is stuck in which circle, and who merely waits behind it.
#pragma once

#include <vector>

#include "sim/machine/finding.hpp"
#include "sim/machine/situation.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// One finding for each core of the wait-for graph of `stuck` that holds a process which is no idle
/// service: a deadlock, or a livelock if somebody of it polls. Empty if there is none: then nothing
/// is wrong. Its dates are those at which the processes began to wait.
/// REQUIRES: `stuck` wait or poll and can never go on; ascending.
/// Time: for each process the code it may still run; where a mailbox is named both by itself and as
/// one of many, also for each process that waits there all those users.
std::vector<Finding> explain(const Program& program, const Situation& situation,
                             const std::vector<ProcessId>& stuck);

}  // namespace ipcsim
