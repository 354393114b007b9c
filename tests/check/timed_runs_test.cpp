// Simulations against the search: whatever happens in time is among what may happen without it.
#include <cstdio>
#include <string>

#include <doctest/doctest.h>

#include "sim/engine/simulate.hpp"
#include "sim/program/compile.hpp"
#include "tests/check/random_programs.hpp"
#include "tests/property/small_scenario.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

constexpr std::uint32_t kReplications = 20;

bool is_deadlock(EndReason reason) {
  return reason == EndReason::deadlock || reason == EndReason::livelock;
}

TEST_CASE(
    "a run that ends in a deadlock is one that the search finds, and none is where it proves "
    "freedom") {
  std::size_t proved_free = 0;
  std::size_t deadlocked = 0;
  for (const std::uint64_t seed : seeds_from(1'000'000, 2'000)) {
    const std::string text = small_scenario(seed).text;
    INFO("IPCSIM_PROPERTY_SEED=" << seed << "\n" << text);
    const auto scenario = scenario_of(text);
    const CheckResult result = checked(*scenario, true, 100'000);
    if (result.verdict == CheckVerdict::undecided) continue;
    const bool is_free = result.verdict == CheckVerdict::free;
    if (is_free) ++proved_free;
    const Program program = compile(*scenario);
    bool some_deadlocked = false;
    for (std::uint32_t replication = 0; replication < kReplications; ++replication) {
      RunOptions options;
      options.until = Instant{300};
      options.seed = scenario->run.seed;
      options.replication = replication;
      options.zero_time_limit = 2000;
      const RunResult run = simulate(program, options);
      const bool in_no_time =
          !run.findings.empty() && run.findings.front().cause == FindingCause::zero_time_loop;
      if (!is_deadlock(run.reason) || in_no_time) continue;
      some_deadlocked = true;
      REQUIRE_FALSE(is_free);
    }
    if (some_deadlocked) ++deadlocked;
  }
  std::printf("check and simulation: %zu scenarios proved free, %zu deadlocked in some run\n",
              proved_free, deadlocked);
}

}  // namespace
}  // namespace ipcsim::testing
