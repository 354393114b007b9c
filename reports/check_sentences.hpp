// What a check found, in sentences and clauses: the same words for every format that people read.
#pragma once

#include <string>

#include "sim/experiment/check_outcome.hpp"

namespace ipcsim {

/// " up to 8 messages where there is no other bound (--bound)"; empty where nothing was cut.
std::string bound_text(const CheckResult& result);

/// "Free of deadlock, whatever the timing: proved, 19 states."
std::string deadlock_sentence(const CheckResult& result);
/// "Free of partial deadlock: proved."
std::string partial_sentence(const CheckResult& result);
/// "19 states, 30 steps between them, 1 MB."
std::string figures_sentence(const SearchProgress& progress);

/// One clause, for a line among those of several scenarios: "free of deadlock (proved, 48 states)".
std::string check_clause(const CheckOutcome& outcome);

/// Of a schedule that was replayed: "Deadlock: the 5 steps of the schedule lead into it."
std::string replay_sentence(const Schedule& schedule);

}  // namespace ipcsim
