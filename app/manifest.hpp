// How a result came about, as its manifest tells it.
#pragma once

#include <string>
#include <vector>

#include "app/load_scenario.hpp"
#include "reports/manifest.hpp"

namespace ipcsim {

/// What of the command line a manifest keeps.
struct CommandWords {
  std::string command;               // "run"
  std::vector<std::string> files;    // at least one
  std::vector<std::string> options;  // that change the results, but for the seed, with their values
  std::string command_line;
};

/// `loaded`: the scenario, or the first of several, for its hash and seed.
Manifest manifest_of(const CommandWords& words, const LoadedScenario& loaded);
/// Of a command that draws nothing.
Manifest manifest_without_seed(const CommandWords& words, const LoadedScenario& loaded);

}  // namespace ipcsim
