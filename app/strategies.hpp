// The four strategies of a scenario: each mode of the sends with each of the receives.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "app/load_scenario.hpp"

namespace ipcsim {

struct LoadedStrategy {
  std::string name;  // "blocking/nonblocking"
  LoadedScenario loaded;
  /// The first strategy that makes the same program of the scenario, as where all statements pin
  /// their modes; empty: none before this one does.
  std::optional<std::size_t> same_as;
};

/// All four, in the order in which compare shows them; up to the first that has errors, which are
/// shown. Warnings are not.
std::vector<LoadedStrategy> load_strategies(const ScenarioSource& source,
                                            const std::vector<Override>& overrides,
                                            Terminal& terminal);

}  // namespace ipcsim
