// The messages of a stretch of one run as a sequence diagram of Mermaid, each with the time of its
// end; what was computed between them is not in it.
#pragma once

#include <string>

#include "sim/experiment/recording.hpp"
#include "sim/experiment/results.hpp"

namespace ipcsim {

/// `recording`: null where the run is not at hand, or ended before anything was run; then a note
/// says so. Of a window at most about as much as Mermaid takes; what is left out is said.
std::string run_diagram(const Results& results, const Recording* recording);

}  // namespace ipcsim
