// Random scenarios of all kinds, with and without hosts and links, in one replication and in
// several: their results, written as JSON and read back, render the same bytes in every format.
// A failure prints the seed that repeats it: IPCSIM_PROPERTY_SEED=… ./property_test
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "sim/experiment/experiment.hpp"
#include "sim/program/compile.hpp"
#include "tests/property/random_network.hpp"
#include "tests/property/random_scenario.hpp"
#include "tests/property/recorded_run.hpp"
#include "tests/property/small_scenario.hpp"
#include "tests/support/read_back.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

constexpr int kScenarios = 1'500;

std::string scenario_text(std::uint64_t seed) {
  if (seed % 3 == 0) return random_scenario(seed);
  if (seed % 3 == 1) return small_scenario(seed).text;
  return over_network(random_scenario(seed), seed);
}

/// What there was of ends and findings: "deadlock", "cycle", "zero-time loop".
void note_ends(const Results& results, std::set<std::string>& seen) {
  for (const ReplicationEnd& end : results.replications) {
    seen.insert(name_of(end.reason));
    for (const ReportedFinding& finding : end.findings) {
      seen.insert(name_of(finding.kind));
      seen.insert(name_of(finding.shape));
    }
  }
}

}  // namespace

TEST_CASE("results written as JSON and read back render the same bytes in every format") {
  std::set<std::string> seen;
  for (const std::uint64_t seed : property_seeds(2'400'000, kScenarios * test_scale())) {
    Scenario scenario = *scenario_in_this_folder(scenario_text(seed));
    if (scenario.run.until) scenario.run.replications = 1 + seed % 4;
    // Messages that never come would be waited for without end.
    if (!scenario.run.until) scenario.run.until = Duration{1'000'000};
    scenario.run.zero_time_limit = 10'000;
    const Results results =
        run_experiment(scenario, compile(scenario), {.stop_on_deadlock = seed % 5 == 0});
    note_ends(results, seen);
    CAPTURE(seed);
    REQUIRE_EQ(difference_when_read_back(results, {.repeat_command = "ipcsim run"}), "");
  }
  for (const char* kind : {"completed", "time limit", "deadlock", "livelock", "partial deadlock",
                           "cycle", "orphan wait"}) {
    CAPTURE(kind);
    CHECK(seen.contains(kind));
  }
}

}  // namespace ipcsim::testing
