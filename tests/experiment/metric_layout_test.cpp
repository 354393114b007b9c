#include "sim/experiment/metric_layout.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "sim/experiment/expectations.hpp"
#include "sim/program/compile.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim {
namespace {

/// Two processes a on host h of two cores, one b on host free of unlimited cores, a link between.
Scenario two_hosts() {
  Scenario scenario = *testing::scenario_of(R"({"ipcsim": 1, "mailboxes": {"m": {"capacity": 1}},
      "processes": {"a": {"count": 2, "program": [{"send": "m"}]},
                    "b": {"program": [{"receive": "m"}]}}})");
  scenario.hosts.resize(2);
  scenario.hosts[0].name = "h";
  scenario.hosts[0].cores = 2;
  scenario.hosts[1].name = "free";
  scenario.links.resize(1);
  scenario.links[0].name = "h-free";
  scenario.links[0].second = HostId{1};
  scenario.processes[1].host = HostId{1};
  return scenario;
}

/// Of the window [5, 1005) ns. Of the 2,000 ns of core time of h, the two replicas of a computed
/// for 600 + 200 and polled for 100 + 300, 300 went to switching, and 500 were idle.
Measurements sample_measurements() {
  Measurements measured;
  measured.window_begin = Instant{5};
  measured.window_end = Instant{1005};
  measured.mailboxes.resize(1);
  measured.mailboxes[0].lost = 3;
  measured.processes.resize(3);
  const auto set = [&](std::size_t process, std::int64_t computing, std::int64_t polling) {
    measured.processes[process].time[static_cast<std::size_t>(Activity::computing)] = computing;
    measured.processes[process].time[static_cast<std::size_t>(Activity::polling)] = polling;
  };
  set(0, 600, 100);
  set(1, 200, 300);
  set(2, 900, 50);
  measured.hosts.resize(2);
  measured.hosts[0] = {.idle = 500, .switching = 300, .context_switches = 60};
  measured.links.resize(1);
  measured.links[0] = {.busy = {250, 400}, .lost = 7};
  return measured;
}

std::map<std::string, std::optional<double>> values_of(const Measurements& measured) {
  const Scenario scenario = two_hosts();
  const Program program = compile(scenario);
  const std::vector<MetricSlot> layout = metric_layout(summary_of(scenario, program));
  const std::vector<std::optional<double>> values = metric_values(program, layout, measured);
  std::map<std::string, std::optional<double>> by_path;
  for (std::size_t i = 0; i < layout.size(); ++i) by_path[layout[i].path] = values[i];
  return by_path;
}

TEST_CASE("a host's core time is split into computing, polling, switching and idle") {
  auto values = values_of(sample_measurements());
  CHECK(values.at("hosts.h.utilization") == 0.75);
  CHECK(values.at("hosts.h.time.computing") == 0.4);
  CHECK(values.at("hosts.h.time.polling") == 0.2);
  CHECK(values.at("hosts.h.time.switching") == 0.15);
  CHECK(values.at("hosts.h.time.idle") == 0.25);
  CHECK(values.at("hosts.h.context_switches") == 60);
}

TEST_CASE("a host with unlimited cores has no fractions of core time") {
  auto values = values_of(sample_measurements());
  for (const char* metric :
       {"utilization", "time.computing", "time.polling", "time.switching", "time.idle"}) {
    CAPTURE(metric);
    CHECK_FALSE(values.at(std::string("hosts.free.") + metric));
  }
  CHECK(values.at("hosts.free.context_switches") == 0);
}

TEST_CASE("a link is as utilized as its busier direction") {
  auto values = values_of(sample_measurements());
  CHECK(values.at("links.h-free.utilization") == 0.4);
  CHECK(values.at("links.h-free.lost") == 7);
  CHECK(values.at("mailboxes.m.lost") == 3);
}

TEST_CASE("an expectation about the core time of a host with unlimited cores fails") {
  Scenario scenario = two_hosts();
  MetricExpectation expected;
  expected.path = "hosts.free.utilization";
  expected.condition = "< 1";
  expected.metric = {MetricSubject::host, 1, std::nullopt,
                     static_cast<std::uint8_t>(HostMetric::utilization), Statistic::value};
  expected.bound = 1;
  scenario.expect.metrics = {expected};
  Results results{.scenario = summary_of(scenario, compile(scenario))};
  results.metrics = {{expected.path, expected.metric, Unit::fraction, {}, {std::nullopt}}};
  const std::vector<ExpectationResult> judged = judge_expectations(results, scenario.expect);
  REQUIRE(judged.size() == 1);
  CHECK(judged[0].verdict == Verdict::failed);
  CHECK_EQ(judged[0].explanation, "there is no value: the host's number of cores is not limited");
}

TEST_CASE("in an empty window hosts and links have counts, but no fractions") {
  Measurements measured = sample_measurements();
  measured.window_end = measured.window_begin;
  auto values = values_of(measured);
  CHECK_FALSE(values.at("hosts.h.utilization"));
  CHECK_FALSE(values.at("hosts.h.time.idle"));
  CHECK_FALSE(values.at("links.h-free.utilization"));
  CHECK(values.at("hosts.h.context_switches") == 60);
  CHECK(values.at("links.h-free.lost") == 7);
}

}  // namespace
}  // namespace ipcsim
