// Remarks that spare a reader a wrong conclusion: why nothing was transferred, what the means
// leave out.
#pragma once

#include <string>
#include <vector>

#include "sim/experiment/results.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// A sentence each. Reads all of the results but `notes`. REQUIRES: they are of the program.
std::vector<std::string> notes_on(const Results& results, const Program& program);

}  // namespace ipcsim
