// Holds a run of the engine against the reference interpreter, event by event.
#pragma once

#include <string>

namespace ipcsim::testing {

/// What differs between the engine's run of the scenario and the reference's; empty: nothing.
std::string difference_from_reference(const std::string& scenario_text);

/// The smallest scenario that still differs, found by leaving out whatever can be left out.
std::string shrunk(const std::string& scenario_text);

}  // namespace ipcsim::testing
