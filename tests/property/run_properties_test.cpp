// What holds in every run of every scenario: tried on random ones. A failure prints the seed that
// repeats it: IPCSIM_PROPERTY_SEED=… ./property_test
#include <numeric>

#include <doctest/doctest.h>

#include "sim/experiment/experiment.hpp"
#include "sim/experiment/metric_layout.hpp"
#include "sim/program/compile.hpp"
#include "tests/property/random_scenario.hpp"
#include "tests/property/recorded_run.hpp"
#include "tests/property/recount.hpp"
#include "tests/property/trace_rules.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

constexpr double kScenarios = 10'000;

std::string repeat(std::uint64_t seed) {
  return "IPCSIM_PROPERTY_SEED=" + std::to_string(seed) + "\n" + random_scenario(seed);
}

std::vector<std::optional<double>> values_of(const RecordedRun& run, const RunResult& result) {
  const std::vector<MetricSlot> layout = metric_layout(summary_of(*run.scenario, run.program));
  return metric_values(run.program, layout, result.measurements);
}

TEST_CASE("a recount of the trace gives what was measured, with and without a warm-up") {
  for (const std::uint64_t seed : property_seeds(100'000, kScenarios * test_scale())) {
    const RecordedRun run = record_run(random_scenario(seed));
    const std::string difference = difference_from_recount(run);
    INFO(repeat(seed));
    REQUIRE_EQ(difference, "");
  }
}

TEST_CASE("capacity, order, turns and clock are kept in every trace") {
  for (const std::uint64_t seed : property_seeds(200'000, kScenarios * test_scale())) {
    const std::string broken = broken_rule(record_run(random_scenario(seed)));
    INFO(repeat(seed));
    REQUIRE_EQ(broken, "");
  }
}

// Without searches on the way a process may go on without an event; with one behind each instant
// none does.
TEST_CASE("watching a run, running it again, or seeking no deadlock on the way changes nothing") {
  for (const std::uint64_t seed : property_seeds(300'000, kScenarios * test_scale())) {
    const RecordedRun watched = record_run(random_scenario(seed));
    INFO(repeat(seed));
    for (const bool seeks : {true, true, false}) {
      RunOptions options = watched.options;
      options.seek_partial_deadlocks = seeks;
      const RunResult again = simulate(watched.program, options);
      REQUIRE(again.reason == watched.result.reason);
      REQUIRE(again.end == watched.result.end);
      REQUIRE(values_of(watched, again) == values_of(watched, watched.result));
      options.skip_vain_looks = false;  // as under a trace: then events are the same, too
      REQUIRE(simulate(watched.program, options).events == watched.result.events);
    }
  }
}

TEST_CASE("looks in vain may be counted instead of made") {
  std::uint64_t made = 0;
  std::uint64_t events = 0;
  for (const std::uint64_t seed : property_seeds(1'500'000, kScenarios * test_scale())) {
    const RecordedRun run = record_run(random_scenario(seed));
    RunOptions options = run.options;
    const RunResult skipping = simulate(run.program, options);
    options.skip_vain_looks = false;
    const RunResult looking = simulate(run.program, options);
    INFO(repeat(seed));
    REQUIRE(skipping.reason == looking.reason);
    REQUIRE(skipping.end == looking.end);
    REQUIRE(values_of(run, skipping) == values_of(run, looking));
    REQUIRE_EQ(dates_text(skipping), dates_text(looking));
    made += looking.events;
    events += skipping.events;
  }
  CHECK_LT(events, made);
  MESSAGE(events << " events in the place of " << made);
}

TEST_CASE("however seldom it is searched, a deadlock is dated to the instant at which it formed") {
  std::size_t findings = 0;
  for (const std::uint64_t seed : property_seeds(900'000, kScenarios * test_scale())) {
    const RecordedRun run = record_run(random_scenario(seed));
    RunOptions options = run.options;
    options.search_credit = 0;
    const RunResult seldom = simulate(run.program, options);
    INFO(repeat(seed));
    REQUIRE_EQ(dates_text(seldom), dates_text(run.result));
    findings += seldom.findings.size();
  }
  MESSAGE(findings << " findings");
}

TEST_CASE("the times of a process add up to no more than the window") {
  for (const std::uint64_t seed : property_seeds(400'000, kScenarios * test_scale())) {
    const Measurements measured = record_run(random_scenario(seed)).result.measurements;
    const Duration window = measured.window_end - measured.window_begin;
    INFO(repeat(seed));
    for (const ProcessMeasurements& process : measured.processes) {
      const std::int64_t sum =
          std::accumulate(process.time.begin(), process.time.end(), std::int64_t{0});
      REQUIRE_LE(sum, window.ns);
    }
  }
}

TEST_CASE("a run that ends in a deadlock, livelock or error has a finding, another a partial one") {
  for (const std::uint64_t seed : property_seeds(500'000, kScenarios * test_scale())) {
    const RunResult result = record_run(random_scenario(seed)).result;
    INFO(repeat(seed));
    REQUIRE_NE(result.reason, EndReason::interrupted);
    const bool ended_by_it = result.reason == EndReason::deadlock ||
                             result.reason == EndReason::livelock ||
                             result.reason == EndReason::program_error;
    if (ended_by_it) REQUIRE_FALSE(result.findings.empty());
    for (const Finding& finding : result.findings) {
      REQUIRE_FALSE(finding.processes.empty());
      REQUIRE_LE(finding.doomed_since.ns, finding.since.ns);
      if (!ended_by_it) REQUIRE_NE(finding.kind, FindingKind::deadlock);
      REQUIRE_LE(finding.since.ns, result.end.ns);
    }
  }
}

TEST_CASE("replications are the same on one thread and on three") {
  for (const std::uint64_t seed : property_seeds(800'000, kScenarios * test_scale() / 10)) {
    Scenario several = *scenario_in_this_folder(random_scenario(seed));
    several.run.replications = 5;
    if (!several.run.until) continue;  // nothing would end it but its messages
    const Program program = compile(several);
    const Results one = run_experiment(several, program, {.jobs = 1});
    const Results three = run_experiment(several, program, {.jobs = 3});
    INFO(repeat(seed));
    REQUIRE_EQ(one.metrics.size(), three.metrics.size());
    for (std::size_t i = 0; i < one.metrics.size(); ++i) {
      REQUIRE(one.metrics[i].values == three.metrics[i].values);
    }
    for (std::size_t i = 0; i < one.replications.size(); ++i) {
      REQUIRE(one.replications[i].reason == three.replications[i].reason);
      REQUIRE(one.replications[i].end == three.replications[i].end);
    }
  }
}

}  // namespace
}  // namespace ipcsim::testing
