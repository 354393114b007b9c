#include "app/strategies.hpp"

#include <algorithm>
#include <utility>

#include "sim/program/disassemble.hpp"

namespace ipcsim {

std::vector<LoadedStrategy> load_strategies(const ScenarioSource& source,
                                            const std::vector<Override>& overrides,
                                            Terminal& terminal) {
  std::vector<LoadedStrategy> strategies;
  std::vector<std::string> listings;
  for (const std::string send : {"blocking", "nonblocking"}) {
    for (const std::string receive : {"blocking", "nonblocking"}) {
      LoadOptions options{.overrides = overrides, .show_warnings = false};
      options.overrides.push_back({"--strategy", "send", send});
      options.overrides.push_back({"--strategy", "receive", receive});
      LoadedStrategy strategy{.name = send + "/" + receive,
                              .loaded = source.load(options, terminal)};
      if (strategy.loaded.scenario == nullptr) {  // the others are likely to have the same errors
        strategies.push_back(std::move(strategy));
        return strategies;
      }
      const std::string listing = disassemble(*strategy.loaded.program);
      const auto same = std::find(listings.begin(), listings.end(), listing);
      if (same != listings.end()) {
        strategy.same_as = static_cast<std::size_t>(same - listings.begin());
      }
      listings.push_back(listing);
      strategies.push_back(std::move(strategy));
    }
  }
  return strategies;
}

}  // namespace ipcsim
