#include "tests/reports/sample_results.hpp"

#include <stdexcept>

#include "sim/experiment/metric_layout.hpp"
#include "sim/model/read_scenario.hpp"
#include "sim/program/compile.hpp"

namespace ipcsim::testing {
namespace {

constexpr const char* kScenario = R"json({
  "ipcsim": 1,
  "title": "A sample | with *markup*",
  "run": { "until": "60s", "warmup": "5s", "seed": 42 },
  "mailboxes": {
    "büffer": { "capacity": 5 },
    "fork": { "capacity": 1, "count": 3 },
    "gap": { "capacity": 0 } },
  "processes": {
    "producer": { "count": 2, "program": [
      { "loop": "forever", "do": [ { "compute": "1ms" }, { "send": "büffer" } ] } ] },
    "consumer": { "program": [
      { "loop": "forever", "do": [ { "receive": "büffer" }, { "receive": "gap" } ] } ] },
    "clerk": { "service": true, "program": [
      { "loop": "forever", "do": [
        { "receive": "fork[0]" }, { "send": "gap" }, { "send": "fork[any]" } ] } ] } },
  "expect": {
    "deadlock": false,
    "mailboxes.büffer.wait.p95": "< 50ms",
    "processes.consumer.time.computing": "> 0.5",
    "mailboxes.gap.latency.max": "< 1s" }
})json";

/// A value that differs from metric to metric, in the range of its unit.
std::optional<double> sample_value(const MetricSlot& slot, std::size_t number) {
  const auto n = static_cast<double>(number);
  const bool is_rendezvous = slot.path.starts_with("mailboxes.gap");
  switch (slot.unit) {
    case Unit::count:
      return is_rendezvous ? 0 : 1000 + n;
    case Unit::per_second:
      return is_rendezvous ? 0 : 200.125 + n;
    case Unit::time:
      return is_rendezvous ? std::nullopt : std::optional(0.001234567 * (n + 1));
    case Unit::fraction:
      return slot.path.ends_with("ready") ? 0 : n / 400;
    case Unit::number:
      return n / 7;
  }
  return std::nullopt;
}

ExpectationResult judged(const Sample& sample, std::size_t number, Verdict verdict) {
  const MetricExpectation& expected = sample.scenario->expect.metrics.at(number);
  const MetricResult* metric = find_metric(sample.results, expected.metric);
  return {.subject = expected.path,
          .condition = expected.condition,
          .verdict = verdict,
          .unit = metric->unit,
          .measured = metric->estimate};
}

void add_metrics(Results& results) {
  const std::vector<MetricSlot> layout = metric_layout(results.scenario);
  const std::size_t replications = results.replications.size();
  for (std::size_t i = 0; i < layout.size(); ++i) {
    const std::optional<double> value = sample_value(layout[i], i);
    MetricResult metric{.path = layout[i].path, .metric = layout[i].metric, .unit = layout[i].unit};
    metric.values.assign(replications, value);
    metric.estimate.mean = value;
    if (value) metric.estimate.n = replications == 1 ? 1 : 2;  // one of three got stuck
    if (value && replications > 1) metric.estimate.half_width = *value / 64;
    results.metrics.push_back(std::move(metric));
  }
}

void add_expectations(Sample& sample) {
  Results& results = sample.results;
  results.expectations.push_back({.subject = "deadlock", .condition = "false"});
  results.expectations.push_back(judged(sample, 0, Verdict::met));
  results.expectations.push_back(judged(sample, 1, Verdict::undecided));
  results.expectations.back().explanation = "the 95 % interval straddles the bound";
  results.expectations.push_back(judged(sample, 2, Verdict::failed));
  results.expectations.back().explanation = "there is no value: no message came";
}

}  // namespace

Sample sample_of(const std::string& scenario) {
  ReadResult read = read_scenario("sample/sample.json", scenario);
  if (!read.scenario) throw std::runtime_error(read.diagnostics.render());
  Sample sample;
  sample.scenario = std::make_shared<const Scenario>(std::move(*read.scenario));
  sample.program = compile(*sample.scenario);
  sample.results.scenario = summary_of(*sample.scenario, sample.program);
  return sample;
}

Results sample_results() {
  Sample sample = sample_of(kScenario);
  Results& results = sample.results;
  results.replications = {{0, EndReason::time_limit, {60'000'000'000}, {}}};
  add_metrics(results);
  add_expectations(sample);
  results.notes = {"A note with a <tag> in it."};
  return std::move(sample.results);
}

Results sample_results_of_three() {
  Sample sample = sample_of(kScenario);
  Results& results = sample.results;
  results.scenario.replications = 3;
  const Program& program = sample.program;
  StuckProcess producer = stuck_at(program, ProcessId{1}, "send büffer");
  producer.alternatives.front().depth = 5;
  producer.since = {9'500'000'000};
  release_by(producer, {ProcessId{2}});
  StuckProcess consumer = stuck_at(program, ProcessId{2}, "receive gap");
  consumer.since = {10'000'000'000};
  release_by(consumer, {ProcessId{1}});
  StuckProcess behind = producer;
  behind.process = ProcessId{0};
  const Finding finding{.shape = FindingShape::cycle,
                        .since = {10'000'000'000},
                        .doomed_since = {9'500'000'000},
                        .processes = {producer, consumer},
                        .behind = {behind}};
  results.replications = {{0, EndReason::time_limit, {60'000'000'000}, {}},
                          {1, EndReason::deadlock, {10'000'000'000}, {reported(program, finding)}},
                          {2, EndReason::time_limit, {60'000'000'000}, {}}};
  results.leading = 1;
  add_metrics(results);
  add_expectations(sample);
  results.expectations.front().verdict = Verdict::failed;
  results.expectations.front().explanation = "1 of 3 replications ended in a deadlock";
  return std::move(sample.results);
}

Manifest sample_manifest() {
  return {.version = "0.1.0",
          .compiler = "GCC 12",
          .build_type = "release",
          .command_line = "ipcsim run sample/sample.json -q",
          .repeat_command = "ipcsim run sample/sample.json --seed 42",
          .scenario_hash = "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709",
          .options = {"--set mailboxes.fork.capacity=1"}};
}

StuckProcess stuck_at(const Program& program, ProcessId process, const std::string& statement) {
  const ProcessGroup& group = program.process_groups[group_of(program, process).index()];
  for (CodeIndex at = group.entry; at < group.end; ++at) {
    if (statement_at(program, at).text != statement) continue;
    if (program.code[at].opcode == Opcode::draw) continue;
    StuckProcess stuck;
    stuck.process = process;
    stuck.at = at;
    if (row_of(program.code[at].opcode).operands == Operands::operation) {
      const MailboxId mailbox = program.operations[program.code[at].operand].first;
      stuck.in = StuckIn::operation;
      stuck.alternatives.resize(1);
      stuck.alternatives.front().direction = ways_on(program, at).front().direction;
      stuck.alternatives.front().mailbox = mailbox;
      stuck.all_alternatives = 1;
    }
    return stuck;
  }
  throw std::runtime_error("no statement is \"" + statement + "\"");
}

void release_by(StuckProcess& stuck, std::vector<ProcessId> releasers) {
  stuck.releasers = releasers.size();
  stuck.waits_for = releasers;
  if (stuck.alternatives.size() != 1) return;
  stuck.alternatives.front().releasers = releasers.size();
  stuck.alternatives.front().waits_for = std::move(releasers);
}

}  // namespace ipcsim::testing
