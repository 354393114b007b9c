// Which sends of a scenario go to another host, and over which links. For compile.cpp alone.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/model/scenario.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// Fills in the program's links and, as they are asked for, its routes.
class RouteTable {
 public:
  RouteTable(const Scenario& scenario, Program& program) : scenario_(scenario), program_(program) {}

  void add_links();

  /// The route of the process's messages to the operation's mailbox, an index into
  /// Program::routes; empty: it is on the same host. REQUIRES: some path of links leads there.
  std::optional<std::uint32_t> route_of(ProcessGroupId sender, const Operation& operation);

 private:
  const Scenario& scenario_;
  Program& program_;
};

}  // namespace ipcsim
