// The tables of a Program that depend on no statement: hosts and mailboxes. For compile.cpp alone.
#pragma once

#include "sim/model/scenario.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// The declared mailboxes, then those of the direct links, each with a number of its own.
void add_hosts_and_mailboxes(const Scenario& scenario, Program& program);

}  // namespace ipcsim
