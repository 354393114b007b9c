// A scenario as graphs of DOT, the language of Graphviz: who is where and talks through what, and
// how each program goes from statement to statement. Made of what is compiled, so that they show
// what runs.
#pragma once

#include <string>

#include "sim/model/scenario.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// Processes, mailboxes, and an edge for each that sends to or receives from one; with hosts, each
/// host around what is on it, and the links between them. REQUIRES: the program is the scenario's.
std::string topology_dot(const Scenario& scenario, const Program& program);

/// The control flow of each process group, a node for each statement that takes part in it.
/// REQUIRES: likewise.
std::string flow_dot(const Scenario& scenario, const Program& program);

}  // namespace ipcsim
