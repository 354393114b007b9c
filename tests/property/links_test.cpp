// Random scenarios over random networks. A failure prints the seed that repeats it:
// IPCSIM_PROPERTY_SEED=… ./property_test
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/property/network.hpp"
#include "tests/property/random_network.hpp"
#include "tests/property/random_scenario.hpp"
#include "tests/property/recorded_run.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

constexpr double kScenarios = 10'000;

/// The first event of its own that a process has after a finding has named it as stuck.
const TraceEvent* refutation(const RecordedRun& run, const StuckProcess& stuck, Instant since) {
  for (const TraceEvent& event : run.events) {
    const bool acts = event.process == stuck.process && !event.from_afar &&
                      event.kind != TraceEvent::Kind::looks &&
                      event.kind != TraceEvent::Kind::dropped;
    if (acts && event.time > since) return &event;
  }
  return nullptr;
}

/// In words; empty: nobody that one of the findings names has acted since.
std::string false_finding(const RecordedRun& run, const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    if (finding.cause != FindingCause::waiting) continue;
    for (const StuckProcess& stuck : finding.processes) {
      const TraceEvent* event = refutation(run, stuck, finding.since);
      if (event != nullptr) return describe(run.program, *event);
    }
  }
  return "";
}

}  // namespace

TEST_CASE("over a network every message is accounted for, and who is called stuck stays stuck") {
  std::uint64_t set_out = 0;
  std::uint64_t lost = 0;
  std::uint64_t withdrawn = 0;
  std::size_t findings = 0;
  for (const std::uint64_t seed : property_seeds(1'300'000, kScenarios * test_scale())) {
    const std::string text = over_network(random_scenario(seed), seed);
    INFO("IPCSIM_PROPERTY_SEED=", seed, "\n", text);
    const RecordedRun run = record_run(text);
    const NetworkStory story = network_story(run);
    REQUIRE_EQ(story.broken, "");
    REQUIRE_EQ(false_finding(run, run.result.findings), "");
    set_out += story.set_out;
    lost += story.lost;
    withdrawn += story.withdrawn;
    findings += run.result.findings.size();
  }
  MESSAGE(set_out << " messages between hosts, " << lost << " losses, " << withdrawn
                  << " withdrawn, " << findings << " findings");
  CHECK(set_out > 0);
  CHECK(lost > 0);
}

TEST_CASE("over a network nobody is called stuck at any instant who goes on later") {
  std::size_t findings = 0;
  for (const std::uint64_t seed : property_seeds(1'500'000, kScenarios * test_scale())) {
    const std::string text = over_network(random_scenario(seed), seed);
    INFO("IPCSIM_PROPERTY_SEED=", seed, "\n", text);
    const RecordedRun run = record_run(text);
    RunOptions options = run.options;
    options.stop_on_deadlock = true;  // searches behind every instant
    const RunResult stopped = simulate(run.program, options);
    REQUIRE_EQ(false_finding(run, stopped.findings), "");
    findings += stopped.findings.size();
  }
  MESSAGE(findings << " findings");
  CHECK(findings > 0);
}

TEST_CASE("over a network a run goes the same way again, and its deadlocks keep their dates") {
  for (const std::uint64_t seed : property_seeds(1'400'000, kScenarios * test_scale())) {
    const std::string text = over_network(random_scenario(seed), seed);
    INFO("IPCSIM_PROPERTY_SEED=", seed, "\n", text);
    const RecordedRun run = record_run(text);
    RunOptions options = run.options;
    options.search_credit = 0;  // dates by going back and forth
    const RunResult again = simulate(run.program, options);
    REQUIRE(again.reason == run.result.reason);
    REQUIRE(again.end == run.result.end);
    REQUIRE_EQ(dates_text(again), dates_text(run.result));
  }
}

}  // namespace ipcsim::testing
