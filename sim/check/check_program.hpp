// Searches every interleaving of a program for a state from which nobody can go on.
#pragma once

#include "sim/check/check_result.hpp"
#include "sim/check/exploration.hpp"

namespace ipcsim {

/// Beyond `max_states` or `max_bytes`, or when it is told to stop, it is undecided. What it says of
/// partial deadlocks is proved where the program is free of deadlock, and has few states or
/// `proves_partial` asks for it.
CheckResult check_program(const Program& program, const ExplorationOptions& options);

}  // namespace ipcsim
