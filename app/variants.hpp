// The variants of scenarios that `ipcsim compare` sets side by side.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/load_scenario.hpp"
#include "app/request.hpp"
#include "app/terminal.hpp"

namespace ipcsim {

struct LoadedVariant {
  std::string name;
  LoadedScenario loaded;
  std::string why_not;                  // it does not apply, and `loaded` is empty; else empty
  std::vector<std::string> notes = {};  // what a reader should know, a sentence each
};

/// Those that the request asks for: its files, or the values of its variations, or the strategies,
/// and the ring in shared memory. All run under the seed of the first, but where seeds are what is
/// varied, and with enough replications for intervals. Empty if a scenario has errors, which are
/// shown. Throws UsageError where there is nothing to compare.
std::vector<LoadedVariant> load_variants(const CompareRequest& request, Terminal& terminal);

}  // namespace ipcsim
