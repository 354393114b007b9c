// The engine against the reference interpreter.
#include <doctest/doctest.h>

#include "tests/property/comparison.hpp"
#include "tests/property/random_scenario.hpp"
#include "tests/property/recorded_run.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

TEST_CASE("the engine tells the same events as the reference interpreter in random scenarios") {
  for (const std::uint64_t seed : property_seeds(1, 20'000 * test_scale())) {
    const std::string text = random_scenario(seed);
    const std::string difference = difference_from_reference(text);
    if (difference.empty()) continue;
    const std::string small = shrunk(text);
    FAIL_CHECK("IPCSIM_PROPERTY_SEED=" << seed << "\n"
                                       << difference << "\nshrunk:\n"
                                       << small << "\n"
                                       << difference_from_reference(small));
    return;
  }
}

}  // namespace
}  // namespace ipcsim::testing
