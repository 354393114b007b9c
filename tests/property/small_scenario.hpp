// Random scenarios with few states: some processes, small programs, one to three of the language's
// features, and many ways to get stuck. One seed gives one text on every machine.
#pragma once

#include <string_view>

#include "tests/property/random_scenario.hpp"

namespace ipcsim::testing {

struct FeatureRow {
  std::string_view name;
  bool ScenarioFeatures::*member;
};

inline constexpr FeatureRow kFeatures[] = {
    {"select", &ScenarioFeatures::select},       {"calls", &ScenarioFeatures::calls},
    {"receipts", &ScenarioFeatures::receipts},   {"direct", &ScenarioFeatures::direct},
    {"multicast", &ScenarioFeatures::multicast}, {"timeouts", &ScenarioFeatures::timeouts},
    {"polling", &ScenarioFeatures::polling},     {"services", &ScenarioFeatures::services},
    {"starts", &ScenarioFeatures::starts},       {"drops", &ScenarioFeatures::drops},
    {"arrays", &ScenarioFeatures::arrays}};

/// With 2 to 6 processes; `present` tells what stands in it.
RandomScenario small_scenario(std::uint64_t seed);

}  // namespace ipcsim::testing
