// Every run in time is a way through the world without time: followed event by event, on one host
// and over networks.
#include <cstdio>
#include <string>

#include <doctest/doctest.h>

#include "tests/check/random_programs.hpp"
#include "tests/check/shadow.hpp"
#include "tests/property/random_network.hpp"
#include "tests/property/recorded_run.hpp"
#include "tests/property/small_scenario.hpp"

namespace ipcsim::testing {
namespace {

struct Followed {
  std::size_t scenarios = 0;
  std::size_t given_up = 0;
  std::size_t events = 0;
  std::size_t deadlocks = 0;
};

std::vector<ProcessId> processes_of(const Finding& finding) {
  std::vector<ProcessId> processes;
  for (const StuckProcess& stuck : finding.processes) processes.push_back(stuck.process);
  return processes;
}

void follow(const RecordedRun& run, Followed& followed) {
  ++followed.scenarios;
  Shadow shadow(run.program);
  for (const TraceEvent& event : run.events) {
    const std::string before = shadow.in_words();
    const bool goes_on = shadow.follow(event);
    if (shadow.gave_up()) {
      ++followed.given_up;
      return;
    }
    INFO(before << "\n" << describe(run.program, event));
    REQUIRE(goes_on);
    ++followed.events;
  }
  const bool stands_still =
      run.result.reason == EndReason::deadlock && !run.result.findings.empty();
  if (stands_still) {
    ++followed.deadlocks;
    INFO(shadow.in_words());
    REQUIRE(shadow.may_stand_still());
  }
  for (const Finding& finding : run.result.findings) {
    if (finding.cause != FindingCause::waiting || shadow.gave_up()) continue;
    INFO(shadow.in_words());
    REQUIRE(shadow.may_be_stuck(processes_of(finding)));
  }
}

void print(const char* where, const Followed& followed) {
  std::printf(
      "runs %s as paths of the untimed world: %zu runs, %zu given up, %zu events, %zu ended "
      "in deadlock\n",
      where, followed.scenarios, followed.given_up, followed.events, followed.deadlocks);
}

TEST_CASE("a run on one host is a path of the untimed world, and who is stuck cannot move there") {
  Followed followed;
  const std::vector<std::uint64_t> seeds = seeds_from(1'200'000, 2'000);
  for (const std::uint64_t seed : seeds) {
    const std::string text = small_scenario(seed).text;
    INFO("IPCSIM_PROPERTY_SEED=" << seed << "\n" << text);
    follow(record_run(text), followed);
  }
  print("on one host", followed);
  if (seeds.size() < 100) return;  // a single seed is being repeated
  CHECK_LT(followed.given_up, followed.scenarios / 10);
  CHECK_GT(followed.deadlocks, 0);
}

TEST_CASE("a run over a network is a path of the untimed world") {
  Followed followed;
  const std::vector<std::uint64_t> seeds = seeds_from(1'300'000, 2'000);
  for (const std::uint64_t seed : seeds) {
    const RandomScenario scenario = small_scenario(seed);
    // Word that is under way when its sender gives up is neither here nor there without time: the
    // sender has then given up before the message was accepted.
    if (scenario.present.timeouts) continue;
    const std::string text = over_network(scenario.text, seed);
    INFO("IPCSIM_PROPERTY_SEED=" << seed << "\n" << text);
    follow(record_run(text), followed);
  }
  print("over a network", followed);
  if (seeds.size() < 100) return;  // a single seed is being repeated
  CHECK_LT(followed.given_up, followed.scenarios / 10);
  CHECK_GT(followed.deadlocks, 0);
}

}  // namespace
}  // namespace ipcsim::testing
