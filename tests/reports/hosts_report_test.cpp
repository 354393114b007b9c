// Hosts and links in every format, from a scenario and measurements built by hand.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "reports/csv_report.hpp"
#include "reports/json_report.hpp"
#include "reports/markdown_report.hpp"
#include "reports/metric_tables.hpp"
#include "reports/text_report.hpp"
#include "sim/experiment/metric_layout.hpp"
#include "sim/program/compile.hpp"
#include "tests/reports/golden.hpp"
#include "tests/reports/sample_results.hpp"
#include "tests/support/json.hpp"

namespace ipcsim::testing {
namespace {

/// A worker and a poller share the only core of cloud; a writer is on paris, which has no limit.
constexpr const char* kScenario = R"json({
  "ipcsim": 1,
  "title": "A poller and a worker on one core",
  "run": { "until": "1s" },
  "mailboxes": { "jobs": { "capacity": 5 }, "news": { "capacity": 5 } },
  "processes": {
    "writer": { "program": [ { "send": "jobs" }, { "send": "news" } ] },
    "worker": { "program": [ { "receive": "jobs" } ] },
    "poller": { "program": [ { "receive": "news", "mode": "nonblocking" } ] } }
})json";

HostSpec host(const std::string& name, std::optional<std::uint32_t> cores) {
  HostSpec spec;
  spec.name = name;
  spec.cores = cores;
  return spec;
}

Scenario on_hosts(Scenario scenario) {
  scenario.hosts = {host("paris", std::nullopt), host("cloud", 1)};
  LinkSpec link;
  link.name = "paris-cloud";
  link.second = HostId{1};
  scenario.links = {link};
  for (const std::size_t process : {1, 2}) scenario.processes[process].host = HostId{1};
  for (MailboxSpec& mailbox : scenario.mailboxes) mailbox.host = HostId{1};
  return scenario;
}

/// Of one second: the worker computes for 0.3 s and is ready for as long, the poller polls for
/// 0.45 s, switching takes 0.05 s.
Measurements sample_measurements() {
  Measurements measured;
  measured.window_end = Instant{1'000'000'000};
  measured.mailboxes.resize(2);
  measured.mailboxes[0].lost = 4;
  measured.processes.resize(3);
  const auto set = [&](std::size_t process, Activity activity, std::int64_t ms) {
    measured.processes[process].time[static_cast<std::size_t>(activity)] = ms * 1'000'000;
  };
  set(0, Activity::blocked_send, 1000);
  set(1, Activity::computing, 300);
  set(1, Activity::ready, 300);
  set(1, Activity::blocked_receive, 400);
  set(2, Activity::polling, 450);
  set(2, Activity::ready, 250);
  measured.processes[2].polls = 450'000;
  measured.hosts.resize(2);
  measured.hosts[1] = {.idle = 200'000'000, .switching = 50'000'000, .context_switches = 10'000};
  measured.links = {{.busy = {625'000'000, 1'000'000}, .lost = 9}};
  return measured;
}

Results results_with(const Measurements& measured) {
  const Scenario scenario = on_hosts(*sample_of(kScenario).scenario);
  const Program program = compile(scenario);
  Results results{.scenario = summary_of(scenario, program)};
  results.replications = {{0, EndReason::time_limit, measured.window_end, {}}};
  const auto layout = metric_layout(results.scenario);
  const auto values = metric_values(program, layout, measured);
  for (std::size_t i = 0; i < layout.size(); ++i) {
    const Estimate estimate{.mean = values[i], .half_width = {}, .n = values[i] ? 1U : 0U};
    results.metrics.push_back(
        {layout[i].path, layout[i].metric, layout[i].unit, estimate, {values[i]}});
  }
  return results;
}

bool has_column(const Table& table, const std::string& name) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [&](const Column& column) { return column.name == name; });
}

TEST_CASE("text and Markdown reports show where a host's core time went and what links lost") {
  const Results results = results_with(sample_measurements());
  check_golden("reports/hosts.txt", text_report(results, sample_manifest()));
  check_golden("reports/hosts.md", markdown_report(results, sample_manifest()));
}

TEST_CASE("JSON and CSV have the metrics of hosts and links under their paths") {
  const Results results = results_with(sample_measurements());
  const auto metrics = json_of(json_report(results, sample_manifest())).at("metrics");
  CHECK(metrics.at("hosts").at("cloud").at("utilization").at("mean") == 0.8);
  CHECK(metrics.at("hosts").at("cloud").at("time").at("polling").at("mean") == 0.45);
  CHECK(metrics.at("hosts").at("cloud").at("context_switches").at("mean") == 10'000);
  CHECK(metrics.at("hosts").at("paris").at("utilization").at("mean").is_null());
  CHECK(metrics.at("links").at("paris-cloud").at("utilization").at("mean") == 0.625);
  CHECK(metrics.at("links").at("paris-cloud").at("lost").at("mean") == 9);
  CHECK(metrics.at("mailboxes").at("jobs").at("lost").at("mean") == 4);
  const std::string csv = csv_report(results);
  CHECK(csv.find("\n1,hosts.cloud.time.idle,0.2\n") != std::string::npos);
  CHECK(csv.find("\n1,hosts.paris.time.idle,\n") != std::string::npos);
  CHECK(csv.find("\n1,links.paris-cloud.utilization,0.625\n") != std::string::npos);
}

TEST_CASE("a column of lost messages stands only where some were lost") {
  Measurements measured = sample_measurements();
  CHECK(has_column(mailbox_table(results_with(measured)), "lost"));
  CHECK(has_column(link_table(results_with(measured)), "lost"));
  measured.mailboxes[0].lost = 0;
  measured.links[0].lost = 0;
  CHECK_FALSE(has_column(mailbox_table(results_with(measured)), "lost"));
  CHECK_FALSE(has_column(link_table(results_with(measured)), "lost"));
}

TEST_CASE("where cores are limited, processes have a column of ready time though nobody waited") {
  Measurements measured = sample_measurements();
  for (ProcessMeasurements& process : measured.processes) {
    process.time[static_cast<std::size_t>(Activity::ready)] = 0;
  }
  CHECK(has_column(process_table(results_with(measured)), "ready"));
}

TEST_CASE("there is no table of hosts where none has a limited number of cores") {
  Results results = results_with(sample_measurements());
  results.scenario.hosts[1].cores.reset();
  CHECK(host_table(results).rows.empty());
}

}  // namespace
}  // namespace ipcsim::testing
