// Who waits for whom in the deadlocks of a run, as a graph in DOT, the language of Graphviz:
// `dot -Tsvg deadlock.dot`. A cluster for each finding; those who merely wait behind it are grey.
#pragma once

#include <string>

#include "sim/experiment/results.hpp"

namespace ipcsim {

/// Of the replication that reports lead with. Without a deadlock or livelock a graph that says so.
/// Ends in a line break.
std::string dot_report(const Results& results);

}  // namespace ipcsim
