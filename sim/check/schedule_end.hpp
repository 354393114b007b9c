// What is wrong in the last state of a schedule, explained. Whether anything is, others know: here
// the world has gone to that state.
#pragma once

#include <vector>

#include "sim/check/exploration.hpp"
#include "sim/check/schedule.hpp"

namespace ipcsim {

/// Everybody who has not finished. REQUIRES: nobody can go on.
std::vector<ProcessId> stuck_at_standstill(Exploration& exploration);

/// Why nobody can go on. REQUIRES: `stuck` is what stuck_at_standstill says.
std::vector<Finding> findings_at_standstill(Exploration& exploration,
                                            const std::vector<ProcessId>& stuck);

/// Why those who are stuck can never go on, though others can.
std::vector<Finding> findings_among_others(Exploration& exploration,
                                           const std::vector<ProcessId>& stuck);

/// The statement at which the process stands is to blame: it cannot be carried out, or is in a loop
/// without a step. REQUIRES: `end` is program_error or livelock.
Finding finding_at_statement(const Program& program, ScheduleEnd end, ProcessId process,
                             CodeIndex at);

}  // namespace ipcsim
