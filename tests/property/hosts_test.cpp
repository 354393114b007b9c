// Random scenarios on a host: one that nobody has to wait for changes nothing, and on one with few
// cores and costs every self-check of the run holds. A failure prints the seed that repeats it:
// IPCSIM_PROPERTY_SEED=… ./property_test
#include <string>

#include <doctest/doctest.h>

#include "sim/experiment/metric_layout.hpp"
#include "tests/property/random_program.hpp"
#include "tests/property/random_scenario.hpp"
#include "tests/property/recorded_run.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

constexpr double kScenarios = 10'000;

/// The scenario with all its processes on one host.
std::string on_host(const std::string& scenario, const Json& host) {
  Json json = json_of(scenario);
  json["hosts"]["h"] = host;
  for (auto& [name, process] : json["processes"].items()) process["host"] = "h";
  return json.dump();
}

Json random_host(std::uint64_t seed) {
  Dice dice(seed);
  Json host = {{"cores", 1 + dice.below(3)}};
  if (dice.chance(50)) host["quantum"] = random_ns(1 + dice.below(5));
  if (dice.chance(50)) host["context_switch"] = random_ns(dice.below(3));
  Json costs = Json::object();
  if (dice.chance(40)) costs["send"] = random_ns(dice.below(4));
  if (dice.chance(40)) costs["receive"] = random_ns(dice.below(4));
  if (dice.chance(40)) costs["poll"] = random_ns(1 + dice.below(3));
  if (dice.chance(40)) costs["per_byte"] = dice.pick({"0.25ns", "1ns", "1.5ns"});
  host["costs"] = costs;
  return host;
}

/// Of mailboxes, direct links and processes, each beside its path.
std::string values_text(const RecordedRun& run) {
  const auto layout = metric_layout(summary_of(*run.scenario, run.program));
  const auto values = metric_values(run.program, layout, run.result.measurements);
  std::string text;
  for (std::size_t i = 0; i < layout.size(); ++i) {
    if (layout[i].metric.subject == MetricSubject::host) continue;
    text += layout[i].path + " " + (values[i] ? std::to_string(*values[i]) : "-") + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("on one host with unlimited cores and no costs every metric is that of no host at all") {
  for (const std::uint64_t seed : property_seeds(1'100'000, kScenarios * test_scale())) {
    const std::string text = random_scenario(seed);
    const RecordedRun without = record_run(text);
    const RecordedRun with = record_run(on_host(text, Json::object()));
    INFO("IPCSIM_PROPERTY_SEED=", seed, "\n", text);
    REQUIRE(with.result.reason == without.result.reason);
    REQUIRE(with.result.end == without.result.end);
    REQUIRE(with.result.events == without.result.events);
    REQUIRE_EQ(values_text(with), values_text(without));
    REQUIRE_EQ(dates_text(with.result), dates_text(without.result));
  }
}

TEST_CASE("with few cores and costs the self-checks hold, and a run goes the same way again") {
  std::uint64_t switches = 0;
  std::size_t findings = 0;
  for (const std::uint64_t seed : property_seeds(1'200'000, kScenarios * test_scale())) {
    const std::string text = on_host(random_scenario(seed), random_host(seed));
    INFO("IPCSIM_PROPERTY_SEED=", seed, "\n", text);
    const RecordedRun run = record_run(text);
    RunOptions options = run.options;
    options.search_credit = 0;  // dates by going back and forth
    const RunResult again = simulate(run.program, options);
    REQUIRE(again.reason == run.result.reason);
    REQUIRE(again.end == run.result.end);
    REQUIRE_EQ(dates_text(again), dates_text(run.result));
    switches += run.result.measurements.hosts[0].context_switches;
    findings += run.result.findings.size();
  }
  MESSAGE(switches << " context switches, " << findings << " findings");
  CHECK(switches > 0);
}

}  // namespace ipcsim::testing
