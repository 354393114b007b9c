// Simulations against the search: whatever happens in time is among what may happen without it.
#include <cstdio>
#include <string>

#include <doctest/doctest.h>

#include "sim/engine/simulate.hpp"
#include "sim/program/compile.hpp"
#include "tests/check/random_programs.hpp"
#include "tests/property/random_network.hpp"
#include "tests/property/small_scenario.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

constexpr std::uint32_t kReplications = 20;

bool is_deadlock(EndReason reason) {
  return reason == EndReason::deadlock || reason == EndReason::livelock;
}

struct Compared {
  std::size_t decided = 0;
  std::size_t proved_free = 0;
  std::size_t deadlocked = 0;  // scenarios, in some run
};

/// What the search says, and whether any of the runs says otherwise.
void compare(const Scenario& scenario, std::uint64_t most_states, Compared& compared) {
  const CheckResult result = checked(scenario, true, most_states);
  if (result.verdict == CheckVerdict::undecided || result.was_cut) return;
  ++compared.decided;
  const bool is_free = result.verdict == CheckVerdict::free;
  if (is_free) ++compared.proved_free;
  const Program program = compile(scenario);
  bool some_deadlocked = false;
  for (std::uint32_t replication = 0; replication < kReplications; ++replication) {
    RunOptions options;
    options.until = Instant{300};
    options.seed = scenario.run.seed;
    options.replication = replication;
    options.zero_time_limit = 2000;
    const RunResult run = simulate(program, options);
    const bool in_no_time =
        !run.findings.empty() && run.findings.front().cause == FindingCause::zero_time_loop;
    if (!is_deadlock(run.reason) || in_no_time) continue;
    some_deadlocked = true;
    REQUIRE_FALSE(is_free);
  }
  if (some_deadlocked) ++compared.deadlocked;
}

void print(const char* where, const Compared& compared) {
  std::printf(
      "check and simulation %s: %zu scenarios decided, %zu proved free, %zu deadlocked in some "
      "run\n",
      where, compared.decided, compared.proved_free, compared.deadlocked);
}

TEST_CASE(
    "a run that ends in a deadlock is one that the search finds, and none is where it proves "
    "freedom") {
  Compared compared;
  for (const std::uint64_t seed : seeds_from(1'000'000, 2'000)) {
    const std::string text = small_scenario(seed).text;
    INFO("IPCSIM_PROPERTY_SEED=" << seed << "\n" << text);
    compare(*scenario_of(text), 100'000, compared);
  }
  print("on one host", compared);
}

TEST_CASE("the same over networks, where messages are under way and can be lost") {
  Compared compared;
  const std::vector<std::uint64_t> seeds = seeds_from(1'500'000, 2'000);
  for (const std::uint64_t seed : seeds) {
    const std::string text = over_network(small_scenario(seed).text, seed);
    INFO("IPCSIM_PROPERTY_SEED=" << seed << "\n" << text);
    compare(*scenario_of(text), 20'000, compared);
  }
  print("over networks", compared);
  if (seeds.size() < 100) return;  // a single seed is being repeated
  CHECK_GT(compared.decided, seeds.size() / 2);
  CHECK_GT(compared.deadlocked, 0);
}

}  // namespace
}  // namespace ipcsim::testing
