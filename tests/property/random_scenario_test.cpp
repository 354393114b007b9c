// What random scenarios are made of.
#include "tests/property/random_scenario.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "tests/property/recorded_run.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

/// A feature that shows in the text.
struct Shown {
  bool ScenarioFeatures::*feature;
  std::initializer_list<std::string_view> words;
};
const Shown kShown[] = {
    {&ScenarioFeatures::select, {R"("select")"}},
    {&ScenarioFeatures::calls, {R"("call")", R"("reply")"}},
    {&ScenarioFeatures::receipts, {R"("until": "received")"}},
    {&ScenarioFeatures::direct, {R"("send_to")", R"("receive_from")"}},
    {&ScenarioFeatures::multicast, {R"("multicast")"}},
    {&ScenarioFeatures::timeouts, {R"("timeout")", R"("after")"}},
    {&ScenarioFeatures::services, {R"("service")"}},
    {&ScenarioFeatures::starts, {R"("start")"}},
    {&ScenarioFeatures::drops, {R"("drop_newest")", R"("drop_oldest")"}},
};

bool holds_one_of(const std::string& text, const Shown& shown) {
  for (const std::string_view word : shown.words) {
    if (text.find(word) != std::string::npos) return true;
  }
  return false;
}

TEST_CASE("a random scenario says which features it has") {
  for (const std::uint64_t seed : property_seeds(700'000, 1'000 * test_scale())) {
    const RandomScenario random = random_scenario_of(seed, {});
    INFO("IPCSIM_PROPERTY_SEED=" << seed << "\n" << random.text);
    for (const Shown& shown : kShown) {
      REQUIRE_EQ(random.present.*shown.feature, holds_one_of(random.text, shown));
    }
  }
}

TEST_CASE("a random scenario has no feature but those allowed, and has each one often") {
  for (const Shown& allowed : kShown) {
    ScenarioFeatures features = ScenarioFeatures::none();
    features.*allowed.feature = true;
    int there = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
      const std::string text = random_scenario_of(seed, features).text;
      there += holds_one_of(text, allowed) ? 1 : 0;
      INFO(seed << "\n" << text);
      for (const Shown& other : kShown) {
        REQUIRE((other.feature == allowed.feature || !holds_one_of(text, other)));
      }
    }
    CHECK_GT(there, 40);
  }
}

}  // namespace
}  // namespace ipcsim::testing
