#include "reports/results_from_node.hpp"

#include <string_view>
#include <unordered_map>
#include <utility>

#include "reports/json_names.hpp"
#include "reports/read_findings.hpp"
#include "reports/results_node.hpp"
#include "sim/experiment/metric_layout.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

void read_groups(ScenarioSummary& scenario, const JsonNode& node) {
  for (const JsonNode& it : list_at(node, "mailboxes")) {
    scenario.mailboxes.push_back(
        {text_at(it, "name"), whole_at<std::uint32_t>(it, "count", 1), flag_at(it, "array")});
  }
  for (const JsonNode& it : list_at(node, "direct")) {
    scenario.direct_links.push_back(
        {text_at(it, "from"), text_at(it, "to"), whole_at<std::uint32_t>(it, "count", 1)});
  }
  for (const JsonNode& it : list_at(node, "processes")) {
    scenario.processes.push_back(
        {text_at(it, "name"), whole_at<std::uint32_t>(it, "count", 1), flag_at(it, "service")});
  }
  for (const JsonNode& it : list_at(node, "hosts")) {
    HostSummary host{.name = text_at(it, "name")};
    if (!is_null_at(it, "cores")) host.cores = whole_at<std::uint32_t>(it, "cores", 1);
    scenario.hosts.push_back(std::move(host));
  }
  scenario.links = texts_at(node, "links");
}

/// `origin` has the file and the title, `node` the rest.
ScenarioSummary read_scenario_summary(const JsonNode& origin, const JsonNode& node) {
  ScenarioSummary scenario = read_origin(origin);
  scenario.warmup = {nanoseconds_at(node, "warmup")};
  if (!is_null_at(node, "message_limit")) {
    const JsonNode& limit = member_at(node, "message_limit");
    scenario.message_limit = {whole_at(limit, "messages"), text_at(limit, "mailbox")};
  }
  if (!is_null_at(node, "zero_time_limit")) {
    scenario.zero_time_limit = whole_at(node, "zero_time_limit");
  }
  read_groups(scenario, node);
  return scenario;
}

/// The index of the replication that `node` names.
std::size_t replication_at(const JsonNode& node, const std::vector<ReplicationEnd>& ends) {
  const auto number = whole_at<std::uint32_t>(node, "replication", 1);
  // In ascending order; mostly all of them are there.
  if (number <= ends.size() && ends[number - 1].replication == number - 1) return number - 1;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (ends[i].replication == number - 1) return i;
  }
  throw ResultsMistake(member_at(node, "replication").where,
                       "there is no replication " + grouped(number) + " in \"replications\"");
}

void read_replications(Results& results, const JsonNode& root) {
  std::vector<ReplicationEnd>& ends = results.replications;
  for (const JsonNode& node : list_at(root, "replications")) {
    const auto number = whole_at<std::uint32_t>(node, "replication", 1);
    if (!ends.empty() && number - 1 <= ends.back().replication) {
      throw ResultsMistake(member_at(node, "replication").where,
                           "the numbers of \"replications\" do not ascend");
    }
    ends.push_back({.replication = number - 1,
                    .reason = named_at(node, "reason", EndReason::interrupted),
                    .end = {nanoseconds_at(node, "time")}});
  }
  if (!ends.empty()) results.leading = replication_at(member_at(root, "end"), ends);
  for (const JsonNode& node : list_at(root, "findings")) {
    ends.at(replication_at(node, ends)).findings.push_back(read_finding(node));
  }
}

/// The objects with the metrics of one subject each, by how its paths begin.
using Subjects = std::unordered_map<std::string, const JsonNode*>;

Subjects subjects_of(const JsonNode& metrics) {
  Subjects subjects;
  for (const std::string kind : {"mailboxes", "processes", "hosts", "links"}) {
    for (const JsonMember& it : members_at(metrics, kind)) {
      subjects.emplace(kind + "." + it.key, &it.value);
    }
  }
  for (const JsonMember& from : members_at(metrics, "direct")) {
    for (const JsonMember& to : members_at(member_at(metrics, "direct"), from.key)) {
      subjects.emplace("direct." + from.key + "." + to.key, &to.value);
    }
  }
  return subjects;
}

std::uint64_t subjects_named(const ScenarioSummary& scenario) {
  const auto with_members = [](std::uint32_t count, bool has_members) -> std::uint64_t {
    return 1 + (has_members && count <= kMostElementsMeasured ? count : 0);
  };
  std::uint64_t all = scenario.direct_links.size() + scenario.hosts.size() + scenario.links.size();
  for (const MailboxSummary& it : scenario.mailboxes) all += with_members(it.count, it.is_array);
  for (const ProcessSummary& it : scenario.processes) all += with_members(it.count, it.count > 1);
  return all;
}

/// Where the dots of "wait.p95" lead.
const JsonNode& node_at(const JsonNode& subject, std::string_view suffix) {
  const std::size_t dot = suffix.find('.');
  if (dot == std::string_view::npos) return member_at(subject, suffix);
  return node_at(member_at(subject, suffix.substr(0, dot)), suffix.substr(dot + 1));
}

/// One for each replication; none at all if the file has only their mean.
std::vector<std::optional<double>> read_values(const JsonNode& node, std::size_t replications) {
  std::vector<std::optional<double>> values;
  if (node.find("values") == nullptr) return values;
  for (const JsonNode& value : list_at(node, "values")) {
    values.push_back(number_or_null(value, "values"));
  }
  if (values.size() != replications) {
    throw ResultsMistake(member_at(node, "values").where,
                         "\"values\" are " + grouped(values.size()) + ", and there are " +
                             counted(replications, "replication"));
  }
  return values;
}

void read_totals(Results& results, const JsonNode& node) {
  for (const TotalRow& row : kTotals) {
    const JsonNode& total = member_at(node, row.name);
    results.totals[static_cast<std::size_t>(row.total)] = {
        read_estimate(total), read_values(total, results.replications.size())};
  }
}

void read_metrics(Results& results, const JsonNode& node) {
  const Subjects subjects = subjects_of(node);
  // Before the layout is made: what it is made of may be a few bytes that name millions.
  if (subjects.size() != subjects_named(results.scenario)) {
    throw ResultsMistake({node.where.text, node.where.begin, node.where.begin + 1},
                         "\"metrics\" are of " + grouped(subjects.size()) +
                             " mailboxes, processes, hosts and links, and \"scenario\" names " +
                             grouped(subjects_named(results.scenario)));
  }
  for (const MetricSlot& slot : metric_layout(results.scenario)) {
    const std::string& suffix = suffix_of(slot.metric);
    const std::string subject = slot.path.substr(0, slot.path.size() - suffix.size() - 1);
    const auto found = subjects.find(subject);
    if (found == subjects.end()) {
      throw ResultsMistake({node.where.text, node.where.begin, node.where.begin + 1},
                           "\"metrics\" has no " + quote(subject));
    }
    const JsonNode& metric = node_at(*found->second, suffix);
    results.metrics.push_back({slot.path, slot.metric, slot.unit, read_estimate(metric),
                               read_values(metric, results.replications.size())});
  }
}

/// Of this length, which stands among what is said of the scenario.
Warmup read_warmup(const JsonNode& node, Duration length) {
  Warmup warmup{.length = length, .found = !is_null_at(node, "found_by")};
  if (warmup.found) warmup.at_limit = !flag_at(node, "enough");
  return warmup;
}

PrecisionResult read_precision(const JsonNode& node) {
  PrecisionResult precision{.path = text_at(node, "metric"),
                            .bound = number_or_null_at(node, "bound").value_or(0),
                            .reached = number_or_null_at(node, "reached"),
                            .met = flag_at(node, "met")};
  if (!is_null_at(node, "needed")) precision.needed = whole_at(node, "needed", std::uint64_t{2});
  return precision;
}

}  // namespace

ScenarioSummary read_origin(const JsonNode& manifest) {
  return {.path = text_at(manifest, "file"),
          .title = text_at(manifest, "title"),
          .seed = whole_at(manifest, "seed"),
          .replications = whole_at<std::uint32_t>(manifest, "replications", 1)};
}

Estimate read_estimate(const JsonNode& node) {
  return {.mean = number_or_null_at(node, "mean"),
          .half_width = number_or_null_at(node, "half_width"),
          .n = whole_at<std::uint32_t>(node, "n")};
}

ExpectationResult read_expectation(const JsonNode& node) {
  ExpectationResult expectation{.subject = text_at(node, "subject"),
                                .condition = text_at(node, "condition"),
                                .verdict = named_at(node, "verdict", Verdict::undecided),
                                .by_default = flag_at(node, "by_default")};
  if (!is_null_at(node, "unit")) {
    expectation.unit = named_at(node, "unit", Unit::number);
    expectation.measured = read_estimate(member_at(node, "measured"));
  }
  if (!is_null_at(node, "explanation")) expectation.explanation = text_at(node, "explanation");
  return expectation;
}

Results read_results_node(const JsonNode& origin, const JsonNode& root) {
  Results results{.scenario = read_scenario_summary(origin, member_at(root, "scenario"))};
  results.warmup = read_warmup(member_at(root, "warmup"), results.scenario.warmup);
  if (!is_null_at(root, "batches")) {
    results.batches = whole_at<std::uint32_t>(root, "batches", 2);
  }
  for (const JsonNode& node : list_at(root, "precision")) {
    results.precision.push_back(read_precision(node));
  }
  read_replications(results, root);
  read_totals(results, member_at(root, "totals"));
  read_metrics(results, member_at(root, "metrics"));
  for (const JsonNode& node : list_at(root, "expectations")) {
    results.expectations.push_back(read_expectation(node));
  }
  results.interrupted = flag_at(root, "interrupted");
  results.notes = texts_at(root, "notes");
  return results;
}

}  // namespace ipcsim
