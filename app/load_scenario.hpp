// A scenario file read and compiled, its errors and warnings shown.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/terminal.hpp"
#include "sim/model/read_scenario.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

struct LoadedScenario {
  std::shared_ptr<const Scenario> scenario;  // null: it has errors, which were shown
  std::shared_ptr<const Program> program;
  std::size_t errors = 0;
  std::uint32_t replications_left_out = 0;
};

struct LoadOptions {
  std::vector<Override> overrides = {};
  bool show_warnings = true;
  bool first_replication_only = false;
};

LoadedScenario load_scenario(const std::string& path, const LoadOptions& options,
                             Terminal& terminal);

}  // namespace ipcsim
