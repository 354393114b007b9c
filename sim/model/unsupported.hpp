// What the scenario format has and this version of ipcsim cannot run yet.
#pragma once

#include "sim/base/diagnostics.hpp"
#include "sim/model/scenario.hpp"

namespace ipcsim {

/// Reports every link. The scenario has no other error.
void report_unsupported(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace ipcsim
