// Comparisons, sweeps and optimizations as they are shown, compared with golden texts.
#include <memory>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "app/report_format.hpp"
#include "reports/comparison_report.hpp"
#include "reports/deadlock_count.hpp"
#include "reports/format_value.hpp"
#include "reports/optimization_report.hpp"
#include "reports/sweep_csv.hpp"
#include "reports/sweep_report.hpp"
#include "tests/reports/golden.hpp"
#include "tests/support/json.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

const Manifest kManifest{.version = "1.2.3",
                         .compiler = "GCC 12",
                         .build_type = "release",
                         .command_line = "ipcsim …",
                         .repeat_command = "ipcsim … --seed 7",
                         .scenario_hash = "sha1:0",
                         .options = {}};

const char* const kBuffer = R"({ "ipcsim": 1, "title": "Buffer | of <few> places",
  "run": { "until": "2s", "replications": 4, "seed": 7 }, "poll": "100us",
  "mailboxes": { "buffer": { "capacity": 2 } },
  "processes": {
    "producer": { "program": [ { "loop": "forever", "do": [
      { "compute": { "exponential": "10ms" } }, { "send": "buffer" } ] } ] },
    "consumer": { "program": [ { "loop": "forever", "do": [
      { "receive": "buffer" }, { "compute": { "exponential": "9ms" } } ] } ] } } })";

/// One of two partners meets the other only half of the time, or both get stuck.
const char* const kCoin = R"({ "ipcsim": 1, "run": { "until": "1s", "replications": 6 },
  "mailboxes": { "a": { "capacity": 1 }, "b": { "capacity": 1 } },
  "processes": {
    "p": { "program": [ { "sleep": "1ms" }, { "choose": [
      { "weight": 1, "do": [ { "receive": "b" }, { "send": "a" } ] },
      { "weight": 1, "do": [ { "send": "a" }, { "receive": "b" } ] } ] } ] },
    "q": { "program": [ { "receive": "a" }, { "send": "b" } ] } } })";

/// Scenarios kept alive with their programs.
class Variants {
 public:
  Variant of(const std::string& text, const std::vector<Override>& overrides = {}) {
    scenarios_.push_back(scenario_of(text, overrides));
    programs_.push_back(std::make_shared<const Program>(compile(*scenarios_.back())));
    return {scenarios_.back().get(), programs_.back().get()};
  }

 private:
  std::vector<std::shared_ptr<const Scenario>> scenarios_;
  std::vector<std::shared_ptr<const Program>> programs_;
};

VariantComparison sample_comparison() {
  Variants variants;
  std::vector<Candidate> candidates;
  for (const std::string send : {"blocking", "nonblocking"}) {
    for (const std::string receive : {"blocking", "nonblocking"}) {
      candidates.push_back(
          {send + "/" + receive,
           variants.of(kBuffer, {{"--strategy", "send", send}, {"--strategy", "receive", receive}}),
           ""});
    }
  }
  candidates.push_back({"stuck", variants.of(kCoin, {{"--seed", "run.seed", "7"}}), ""});
  candidates.push_back({"shared memory", std::nullopt, "mailbox \"buffer\" has two senders"});
  return compare(candidates, {.jobs = 2});
}

Sweep sample_sweep() {
  Variants variants;
  Sweep sweep{.variations = {{"mailboxes.buffer.capacity", {"1", "4"}},
                             {"send", {"blocking", "nonblocking"}}}};
  for (const std::vector<std::string>& values : all_points(sweep.variations)) {
    const Variant variant = variants.of(
        kBuffer,
        {{"--vary", "mailboxes.buffer.capacity", values[0]}, {"--vary", "send", values[1]}});
    sweep.scenario = summary_of(*variant.scenario, *variant.program);
    SweepPoint point{.values = values, .replications = 2};
    point.metrics = std::make_shared<const SweptMetrics>(swept_metrics(
        summary_of(*variant.scenario, *variant.program),
        {"total.throughput", "total.wait.mean", "total.wait.p99", "total.core_time"}));
    for (std::uint32_t r = 0; r < 2; ++r) {
      point.records.push_back(run_record(Replicator({variant}, {}), r, *point.metrics));
    }
    sweep.points.push_back(std::move(point));
  }
  return sweep;
}

Optimization sample_optimization() {
  const std::vector<std::string> values = {"1", "2", "3", "4", "5"};
  Variants variants;
  Optimization found = optimize(
      values,
      [&](std::size_t i) {
        return Experiment(
            variants.of(kBuffer, {{"--smallest", "mailboxes.buffer.capacity", values[i]},
                                  {"--such-that", "expect.mailboxes.buffer.throughput", "> 78"},
                                  {"--such-that", "expect.deadlock", "false"}}),
            {.jobs = 2});
      },
      {.replications = 4, .most_replications = 64});
  found.path = "mailboxes.buffer.capacity";
  return found;
}

TEST_CASE("a comparison is one table, with the conclusions in words") {
  const VariantComparison comparison = sample_comparison();
  check_golden("reports/comparison.txt", comparison_text(comparison, kManifest, {}));
  check_golden("reports/comparison.md", comparison_markdown(comparison, kManifest));
}

TEST_CASE("a comparison as CSV has every replication and metric of every variant") {
  const VariantComparison comparison = sample_comparison();
  const std::string csv = comparison_csv(comparison);
  CHECK(csv.starts_with("variant,replication,metric,value\nblocking/blocking,1,total.throughput,"));
  CHECK(csv.find("\nstuck,6,mailboxes.a.received,") != std::string::npos);
}

TEST_CASE("a comparison as JSON holds the results of each variant") {
  const auto json = json_of(comparison_json(sample_comparison(), kManifest));
  CHECK(json.at("ipcsim_comparison") == 1);
  CHECK(json.at("manifest").at("seed") == 7);
  REQUIRE(json.at("variants").size() == 6);
  const auto& second = json.at("variants").at(1);
  CHECK(second.at("name") == "blocking/nonblocking");
  CHECK(second.at("not_applicable").is_null());
  CHECK(second.at("differences").at("polls").at("significant") == true);
  CHECK(second.at("metrics").at("mailboxes").contains("buffer"));
  CHECK(json.at("variants").at(5).at("not_applicable") == "mailbox \"buffer\" has two senders");
  CHECK(json.at("conclusions").size() == 4);
}

TEST_CASE("a sweep has a row for each point") {
  const Sweep sweep = sample_sweep();
  check_golden("reports/sweep.txt", sweep_text(sweep, kManifest, {}));
  check_golden("reports/sweep.md", sweep_markdown(sweep, kManifest));
  check_golden("reports/sweep.csv", sweep_csv(sweep));
}

TEST_CASE("what a sweep wrote as CSV is read back record by record") {
  Sweep sweep = sample_sweep();
  sweep.points[1].records[0].values[1] = std::nullopt;
  const std::string text = sweep_csv(sweep);
  SweepCsvReader reader(text);
  REQUIRE(reader.read_header(sweep.variations));
  for (const SweepPoint& point : sweep.points) {
    for (std::size_t r = 0; r < point.records.size(); ++r) {
      CHECK(reader.read_record(point, r) == point.records[r]);
    }
  }
  CHECK(reader.read() == text.size());
}

TEST_CASE("a sweep's CSV that breaks off is read up to its last whole record") {
  const Sweep sweep = sample_sweep();
  const std::string text = sweep_csv(sweep);
  for (std::size_t length = 0; length < text.size(); ++length) {
    SweepCsvReader reader(std::string_view(text).substr(0, length));
    INFO("cut off behind ", length, " characters");
    REQUIRE(reader.read_header(sweep.variations));
    std::size_t records = 0;
    while (records < 8 && reader.read_record(sweep.points[records / 2], records % 2)) ++records;
    REQUIRE(!reader.is_foreign());
    REQUIRE(records < 8);
    REQUIRE(reader.read() <= length);
  }
}

TEST_CASE("an optimization shows every value that was tried, and the one beyond the answer") {
  const Optimization found = sample_optimization();
  check_golden("reports/optimization.txt", optimization_text(found, kManifest, {}));
  check_golden("reports/optimization.md", optimization_markdown(found, kManifest));
  check_golden("reports/optimization.csv", optimization_csv(found));
}

/// Which format of the report read back differs from the report's own; empty: none.
template <class Found>
std::string difference_when_read_back(const Found& found) {
  const ReadResults read = read_results("r.json", rendered(ReportFormat::json, found, kManifest));
  if (!read.report) return read.diagnostics.render();
  for (const char* name : {"text", "md", "csv", "json", "html"}) {
    const ReportFormat format = format_named(name, forms_of_results());
    if (rendered(format, *read.report, read.manifest) != rendered(format, found, kManifest)) {
      return name;
    }
  }
  return {};
}

TEST_CASE("comparisons, sweeps and optimizations read back render the same bytes") {
  CHECK(difference_when_read_back(sample_comparison()) == "");
  CHECK(difference_when_read_back(sample_optimization()) == "");
  Sweep sweep = sample_sweep();
  CHECK(difference_when_read_back(sweep) == "");
  sweep.columns = {"total.throughput"};
  sweep.points[2].records.pop_back();  // interrupted there
  sweep.points[3].records.clear();
  sweep.points[1].records[0].values[1] = std::nullopt;
  CHECK(difference_when_read_back(sweep) == "");
}

TEST_CASE("a difference tells its direction by its sign") {
  CHECK(format_difference({3.14, 0.4, 5}, Unit::per_second) == "+3.1 ± 0.4 /s");
  CHECK(format_difference({-0.002, std::nullopt, 1}, Unit::time) == "−2 ms");
  CHECK(format_difference({0.0, 0.0, 5}, Unit::count) == "0");
  CHECK(format_difference({}, Unit::count) == "–");
}

TEST_CASE("deadlocks are counted with the first of them and its shape") {
  const DeadlockCount some = count_deadlocks(results_of(kCoin));
  CHECK(some.all == 6);
  CHECK(some.stuck > 0);
  CHECK(some.stuck < 6);
  CHECK(some.in_cell() == std::to_string(some.stuck) + " of 6, first at 1 ms: deadlock (cycle)");
  CHECK(count_deadlocks(results_of(kBuffer)).in_cell() == "none");
  const DeadlockCount one = count_deadlocks(results_of(R"({ "ipcsim": 1,
    "mailboxes": { "m": { "capacity": 1 } },
    "processes": { "p": { "program": [ { "sleep": "2ms" }, { "receive": "m" } ] } } })"));
  CHECK(one.in_cell() == "deadlock (orphan wait) at 2 ms");
}

}  // namespace
}  // namespace ipcsim::testing
