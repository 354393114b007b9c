// What must hold in the trace of every run, whatever the scenario says.
#pragma once

#include <string>

#include "tests/property/recorded_run.hpp"

namespace ipcsim::testing {

/// The first rule that the run's trace breaks, and the event that breaks it; empty: none.
std::string broken_rule(const RecordedRun& run);

}  // namespace ipcsim::testing
