// Counts a run's measurements anew, from its trace alone.
#pragma once

#include <string>

#include "tests/property/recorded_run.hpp"

namespace ipcsim::testing {

/// What the run measured differently from what its trace tells; empty: nothing.
std::string difference_from_recount(const RecordedRun& run);

}  // namespace ipcsim::testing
