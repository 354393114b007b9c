// Remarks that spare a reader a wrong conclusion: why nothing was transferred, what the means
// leave out.
#pragma once

#include <string>
#include <vector>

#include "sim/experiment/results.hpp"

namespace ipcsim {

/// A sentence each. Reads all of the results but `notes`.
std::vector<std::string> notes_on(const Results& results);

}  // namespace ipcsim
