#include "reports/json_value.hpp"

#include <string_view>
#include <utility>

#include "reports/check_names.hpp"
#include "reports/json_names.hpp"
#include "reports/measured_subjects.hpp"

namespace ipcsim {
namespace {

constexpr int kIndent = 2;

/// In seconds, and exactly beside it: a double holds no more than 104 days of nanoseconds.
void put_time(Json& json, const std::string& key, std::optional<Instant> time) {
  json[key] = time ? Json(seconds(*time)) : Json(nullptr);
  json[key + "_ns"] = time ? Json(time->ns) : Json(nullptr);
}

Json alternative_json(const ReportedAlternative& alternative) {
  Json json;
  json["direction"] = name_of(alternative.direction);
  json["mailbox"] = alternative.mailbox;
  json["capacity"] = alternative.capacity ? Json(*alternative.capacity) : Json("unbounded");
  json["depth"] = alternative.depth;
  json["waits_for"] = alternative.waits_for;
  json["releasers"] = alternative.releasers;
  return json;
}

Json stuck_process_json(const ReportedProcess& process) {
  Json json;
  json["process"] = process.name;
  json["statement"] = process.statement;
  json["line"] = process.line;
  json["column"] = process.column;
  put_time(json, "since", process.since);
  json["service"] = process.service;
  json["polling"] = process.polling;
  json["poll_ns"] = process.polling ? Json(process.poll.ns) : Json(nullptr);
  json["in"] = process.in == StuckOperation::none ? Json(nullptr) : Json(name_of(process.in));
  json["alternatives"] = Json::array();
  for (const ReportedAlternative& alternative : process.alternatives) {
    json["alternatives"].push_back(alternative_json(alternative));
  }
  json["all_alternatives"] = process.all_alternatives;
  json["holder"] = or_null(process.holder);
  json["waits_for"] = process.waits_for;
  json["releasers"] = process.releasers;
  return json;
}

Json finding_json(const ReplicationEnd& end, const ReportedFinding& finding) {
  const bool is_waiting = finding.cause == FindingCause::waiting;
  const bool has_shape = finding.shape != FindingShape::none;
  Json json;
  json["replication"] = end.replication + 1;
  json["kind"] = name_of(finding.kind);
  json["partial"] = is_partial(end, finding);
  json["cause"] = name_of(finding.cause);
  json["shape"] = has_shape ? Json(name_of(finding.shape)) : Json(nullptr);
  put_time(json, "since", finding.since);
  put_time(json, "doomed_since", is_waiting ? std::optional(finding.doomed_since) : std::nullopt);
  json["complete"] = finding.complete;
  json["processes"] = Json::array();
  for (const ReportedProcess& process : finding.processes) {
    json["processes"].push_back(stuck_process_json(process));
  }
  json["behind"] = Json::array();
  for (const ReportedProcess& process : finding.behind) {
    json["behind"].push_back(stuck_process_json(process));
  }
  return json;
}

Json findings_json(const Results& results) {
  Json json = Json::array();
  for (const ReplicationEnd& end : results.replications) {
    for (const ReportedFinding& finding : end.findings) {
      json.push_back(finding_json(end, finding));
    }
  }
  return json;
}

Json groups_json(const ScenarioSummary& scenario) {
  Json json;
  for (const char* key : {"mailboxes", "direct", "processes", "hosts"}) json[key] = Json::array();
  for (const MailboxSummary& it : scenario.mailboxes) {
    json["mailboxes"].push_back({{"name", it.name}, {"count", it.count}, {"array", it.is_array}});
  }
  for (const DirectLinkSummary& it : scenario.direct_links) {
    json["direct"].push_back({{"from", it.from}, {"to", it.to}, {"count", it.count}});
  }
  for (const ProcessSummary& it : scenario.processes) {
    json["processes"].push_back({{"name", it.name}, {"count", it.count}, {"service", it.service}});
  }
  for (const HostSummary& it : scenario.hosts) {
    json["hosts"].push_back({{"name", it.name}, {"cores", or_null(it.cores)}});
  }
  json["links"] = scenario.links;
  return json;
}

/// What reports say of the scenario, but for what is in the manifest.
Json scenario_json(const ScenarioSummary& scenario) {
  Json json;
  put_time(json, "warmup", Instant{scenario.warmup.ns});
  json["message_limit"] = nullptr;
  if (const auto& limit = scenario.message_limit) {
    json["message_limit"] = {{"messages", limit->messages}, {"mailbox", limit->mailbox}};
  }
  json["zero_time_limit"] = or_null(scenario.zero_time_limit);
  json.update(groups_json(scenario));
  return json;
}

Json end_json(const Results& results) {
  Json json;
  if (results.replications.empty()) {
    json["reason"] = name_of(EndReason::interrupted);
    json["time"] = nullptr;
    return json;
  }
  const ReplicationEnd& leading = results.replications[results.leading];
  json["reason"] = name_of(leading.reason);
  json["time"] = seconds(leading.end);
  json["replication"] = leading.replication + 1;
  return json;
}

Json replications_json(const Results& results) {
  Json json = Json::array();
  for (const ReplicationEnd& end : results.replications) {
    Json row;
    row["replication"] = end.replication + 1;
    row["reason"] = name_of(end.reason);
    put_time(row, "time", end.end);
    row["stuck"] = is_stuck(end) ? Json(name_of(stuck_kind(end))) : Json(nullptr);
    json.push_back(std::move(row));
  }
  return json;
}

/// The estimate, and the values it is of where there is one for each replication.
Json values_json(const Estimate& estimate, const std::vector<std::optional<double>>& all,
                 const Results& results) {
  Json json = estimate_json(estimate);
  if (all.size() != results.replications.size()) return json;
  Json values = Json::array();
  for (const std::optional<double>& value : all) values.push_back(or_null(value));
  json["values"] = std::move(values);
  return json;
}

Json totals_json(const Results& results) {
  Json json;
  for (const TotalRow& row : kTotals) {
    const TotalResult& total = results.totals[static_cast<std::size_t>(row.total)];
    json[std::string(row.name)] = values_json(total.estimate, total.values, results);
  }
  return json;
}

/// Puts the value where the dots of "wait.p95" lead.
void put_at(Json& json, std::string_view suffix, Json value) {
  const std::size_t dot = suffix.find('.');
  if (dot == std::string_view::npos) {
    json[std::string(suffix)] = std::move(value);
  } else {
    put_at(json[std::string(suffix.substr(0, dot))], suffix.substr(dot + 1), std::move(value));
  }
}

/// Of a direct link `metrics.direct.P.Q`, as its paths are.
Json& place_of_subject(Json& metrics, const ScenarioSummary& scenario,
                       const MeasuredSubject& subject) {
  switch (subject.subject) {
    case MetricSubject::mailbox:
      return metrics["mailboxes"][subject.name];
    case MetricSubject::process:
      return metrics["processes"][subject.name];
    case MetricSubject::host:
      return metrics["hosts"][subject.name];
    case MetricSubject::link:
      return metrics["links"][subject.name];
    case MetricSubject::direct:
      break;
  }
  const DirectLinkSummary& link = scenario.direct_links[subject.group];
  return metrics["direct"][link.from][link.to];
}

Json metrics_json(const Results& results) {
  Json json;
  json["mailboxes"] = Json::object();
  json["direct"] = Json::object();
  json["processes"] = Json::object();
  json["hosts"] = Json::object();
  json["links"] = Json::object();
  for (const MeasuredSubject& subject : measured_subjects(results)) {
    Json metrics;
    for (const MetricResult* metric : subject.metrics) {
      put_at(metrics, suffix_of(metric->metric),
             values_json(metric->estimate, metric->values, results));
    }
    place_of_subject(json, results.scenario, subject) = std::move(metrics);
  }
  return json;
}

Json expectations_json(const Results& results) {
  Json json = Json::array();
  for (const ExpectationResult& expectation : results.expectations) {
    json.push_back(expectation_json(expectation));
  }
  return json;
}

Json warmup_json(const Results& results) {
  const Warmup& warmup = results.warmup;
  Json json;
  put_time(json, "time", Instant{} + results.scenario.warmup);
  json["found_by"] = warmup.found ? Json("MSER-5") : Json(nullptr);
  json["enough"] = warmup.found ? Json(!warmup.at_limit) : Json(nullptr);
  return json;
}

Json precision_json(const Results& results) {
  Json json = Json::array();
  for (const PrecisionResult& precision : results.precision) {
    Json row;
    row["metric"] = precision.path;
    row["bound"] = precision.bound;
    row["reached"] = or_null(precision.reached);
    row["met"] = precision.met;
    row["needed"] = or_null(precision.needed);
    json.push_back(std::move(row));
  }
  return json;
}

}  // namespace

Json manifest_json(const ScenarioSummary& scenario, const Manifest& manifest) {
  Json json;
  json["ipcsim"] = manifest.version;
  json["compiler"] = manifest.compiler;
  json["build_type"] = manifest.build_type;
  json["command_line"] = manifest.command_line;
  json["repeat_command"] = manifest.repeat_command;
  json["file"] = scenario.path;
  json["scenario_hash"] = manifest.scenario_hash;
  json["title"] = scenario.title;
  json["seed"] = scenario.seed;
  json["replications"] = scenario.replications;
  json["options"] = manifest.options;
  return json;
}

Json manifest_without_seed_json(const ScenarioSummary& scenario, const Manifest& manifest) {
  Json json = manifest_json(scenario, manifest);
  json.erase("seed");
  json.erase("replications");
  return json;
}

Json check_summary_json(const CheckSummary& summary) {
  Json json;
  json["verdict"] = name_of(summary.verdict);
  json["partial"] = name_of(summary.partial);
  json["end"] = name_of(summary.end);
  json["steps"] = or_null(summary.steps);
  json["states"] = summary.states;
  json["bound"] = or_null(summary.bound);
  return json;
}

Json estimate_json(const Estimate& estimate) {
  Json json;
  json["mean"] = or_null(estimate.mean);
  json["half_width"] = or_null(estimate.half_width);
  json["n"] = estimate.n;
  return json;
}

Json expectation_json(const ExpectationResult& expectation) {
  Json json;
  json["subject"] = expectation.subject;
  json["condition"] = expectation.condition;
  json["verdict"] = name_of(expectation.verdict);
  json["unit"] = expectation.unit ? Json(name_of(*expectation.unit)) : Json(nullptr);
  json["measured"] = expectation.unit ? estimate_json(expectation.measured) : Json(nullptr);
  json["explanation"] =
      expectation.explanation.empty() ? Json(nullptr) : Json(expectation.explanation);
  json["by_default"] = expectation.by_default;
  return json;
}

void put_results(Json& json, const Results& results) {
  json["scenario"] = scenario_json(results.scenario);
  json["end"] = end_json(results);
  json["warmup"] = warmup_json(results);
  json["batches"] = results.batches > 0 ? Json(results.batches) : Json(nullptr);
  json["precision"] = precision_json(results);
  json["findings"] = findings_json(results);
  json["totals"] = totals_json(results);
  json["metrics"] = metrics_json(results);
  json["expectations"] = expectations_json(results);
  json["replications"] = replications_json(results);
  json["interrupted"] = results.interrupted;
  json["notes"] = results.notes;
}

std::string json_text(const Json& json) {
  return json.dump(kIndent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace ipcsim
