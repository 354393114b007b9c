#include "reports/read_results.hpp"

#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>

#include "reports/json_names.hpp"
#include "reports/read_findings.hpp"
#include "reports/results_node.hpp"
#include "sim/base/utf8.hpp"
#include "sim/experiment/metric_layout.hpp"
#include "sim/model/input_file.hpp"
#include "sim/model/json_node.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr std::uint64_t kFormatVersion = 1;
constexpr const char* kHowToWrite = "ipcsim run FILE.json -o report.json writes such a file";

/// What is no JSON. Nobody wrote it by hand, so how to write JSON is not the advice.
void report_no_json(const Diagnostics& mistakes, Diagnostics& diagnostics) {
  constexpr std::string_view kScenario = "the scenario";  // as the parser calls what it reads
  for (Diagnostic mistake : mistakes.in_order()) {
    const std::size_t at = mistake.message.find(kScenario);
    if (at != std::string::npos) mistake.message.replace(at, kScenario.size(), "the results");
    if (mistake.where.text == nullptr) {
      diagnostics.error_in_file(mistake.file, mistake.message, {kHowToWrite});
    } else {
      diagnostics.error(mistake.where, mistake.message, {kHowToWrite});
    }
  }
}

void check_version(const JsonNode& root) {
  if (root.kind == JsonKind::object && root.find("ipcsim_results") == nullptr) {
    const JsonMember* scenario = root.find("ipcsim");
    const SourceRange begin{root.where.text, root.where.begin, root.where.begin + 1};
    throw ResultsMistake(scenario == nullptr ? begin : scenario->key_where,
                         scenario == nullptr ? "these are no results of ipcsim: the key "
                                               "\"ipcsim_results\" is missing"
                                             : "this is a scenario, and no results");
  }
  const auto version = whole_at<std::uint64_t>(root, "ipcsim_results", 1);
  if (version == kFormatVersion) return;
  throw ResultsMistake(member_at(root, "ipcsim_results").where,
                       "the results have format version " + std::to_string(version) +
                           ", and this ipcsim reads version 1");
}

Manifest read_manifest(const JsonNode& node) {
  return {.version = text_at(node, "ipcsim"),
          .compiler = text_at(node, "compiler"),
          .build_type = text_at(node, "build_type"),
          .command_line = text_at(node, "command_line"),
          .repeat_command = text_at(node, "repeat_command"),
          .scenario_hash = text_at(node, "scenario_hash"),
          .options = texts_at(node, "options")};
}

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

ScenarioSummary read_scenario_summary(const JsonNode& manifest, const JsonNode& node) {
  ScenarioSummary scenario{.path = text_at(manifest, "file"),
                           .title = text_at(manifest, "title"),
                           .seed = whole_at(manifest, "seed"),
                           .replications = whole_at<std::uint32_t>(manifest, "replications", 1),
                           .warmup = {nanoseconds_at(node, "warmup")}};
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

Estimate read_estimate(const JsonNode& node) {
  return {.mean = number_or_null_at(node, "mean"),
          .half_width = number_or_null_at(node, "half_width"),
          .n = whole_at<std::uint32_t>(node, "n")};
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

Results read_root(const JsonNode& root) {
  Results results{
      .scenario = read_scenario_summary(member_at(root, "manifest"), member_at(root, "scenario"))};
  read_replications(results, root);
  read_totals(results, member_at(root, "totals"));
  read_metrics(results, member_at(root, "metrics"));
  for (const JsonNode& node : list_at(root, "expectations")) {
    results.expectations.push_back(read_expectation(node));
  }
  results.notes = texts_at(root, "notes");
  return results;
}

}  // namespace

ReadResults read_results(std::string name, std::string text) {
  ReadResults read;
  if (text.size() > kLargestFile) {
    read.diagnostics.error_in_file(std::move(name), "the file is larger than 256 MB",
                                   {"is it the right one?"});
    return read;
  }
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  read.text = std::make_shared<const SourceText>(std::move(name), std::move(text));
  Diagnostics mistakes;
  const std::optional<JsonNode> root = parse_json(*read.text, mistakes);
  if (!root || mistakes.has_errors()) {
    report_no_json(mistakes, read.diagnostics);
    return read;
  }
  try {
    check_version(*root);
    read.manifest = read_manifest(member_at(*root, "manifest"));
    read.results = read_root(*root);
  } catch (const ResultsMistake& mistake) {
    read.diagnostics.error(mistake.where(), mistake.what(), {kHowToWrite});
  }
  return read;
}

ReadResults read_results_file(const std::string& path) {
  const std::string name = path == "-" ? "<stdin>" : path;
  auto file = read_file(path);
  if (auto* problem = std::get_if<FileProblem>(&file)) {
    ReadResults read;
    read.diagnostics.error_in_file(name, std::move(problem->message), std::move(problem->hints));
    return read;
  }
  return read_results(name, std::get<std::string>(std::move(file)));
}

}  // namespace ipcsim
