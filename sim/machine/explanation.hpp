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
/// `may_get_stuck`: others that may come to wait for ever; a finding that one of them could have
/// released, as its program says, is not complete.
/// REQUIRES: `stuck` wait or poll and can never go on. Both lists are ascending.
/// Time: for each process the code it may still run; where a mailbox is named both by itself and as
/// one of many, also for each process that waits there all those users.
std::vector<Finding> explain(const Program& program, const Situation& situation,
                             const std::vector<ProcessId>& stuck,
                             const std::vector<ProcessId>& may_get_stuck);

}  // namespace ipcsim
