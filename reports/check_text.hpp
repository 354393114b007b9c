// What `ipcsim check` says: the verdict, the schedule, the explanation.
#pragma once

#include <string>

#include "reports/paint.hpp"
#include "sim/experiment/check_outcome.hpp"

namespace ipcsim {

std::string check_text(const CheckOutcome& outcome, Paint paint);

/// One clause, for a line among those of several scenarios: "free of deadlock (proved, 48 states)".
std::string check_clause(const CheckOutcome& outcome);

}  // namespace ipcsim
