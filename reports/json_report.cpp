#include "reports/json_report.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "reports/measured_subjects.hpp"
#include "sim/base/check.hpp"

namespace ipcsim {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kIndent = 2;

template <class Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json estimate_json(const Estimate& estimate) {
  Json json;
  json["mean"] = or_null(estimate.mean);
  json["half_width"] = or_null(estimate.half_width);
  json["n"] = estimate.n;
  return json;
}

Json manifest_json(const Results& results, const Manifest& manifest) {
  Json json;
  json["ipcsim"] = manifest.version;
  json["compiler"] = manifest.compiler;
  json["build_type"] = manifest.build_type;
  json["command_line"] = manifest.command_line;
  json["repeat_command"] = manifest.repeat_command;
  json["file"] = results.scenario.path;
  json["title"] = results.scenario.title;
  json["seed"] = results.scenario.seed;
  json["replications"] = results.scenario.replications;
  return json;
}

Json alternative_json(const ReportedAlternative& alternative) {
  Json json;
  json["direction"] = alternative.direction == Direction::send ? "send" : "receive";
  json["mailbox"] = alternative.mailbox;
  json["capacity"] = alternative.capacity ? Json(*alternative.capacity) : Json("unbounded");
  json["depth"] = alternative.depth;
  json["waits_for"] = alternative.waits_for;
  json["releasers"] = alternative.releasers;
  return json;
}

/// In what it is stuck, or null.
Json operation_json(StuckOperation operation) {
  switch (operation) {
    case StuckOperation::none:
      return nullptr;
    case StuckOperation::send:
      return "send";
    case StuckOperation::receive:
      return "receive";
    case StuckOperation::select:
      return "select";
    case StuckOperation::receipt:
      return "receipt";
    case StuckOperation::reply:
      return "reply";
  }
  fail_check("every way to be stuck has a name");
}

Json stuck_process_json(const ReportedProcess& process) {
  Json json;
  json["process"] = process.name;
  json["statement"] = process.statement;
  json["line"] = process.line;
  json["column"] = process.column;
  json["since"] = seconds(process.since);
  json["service"] = process.service;
  json["polling"] = process.polling;
  json["in"] = operation_json(process.in);
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

std::string_view name_of_cause(FindingCause cause) {
  switch (cause) {
    case FindingCause::waiting:
      return "waiting";
    case FindingCause::zero_time_loop:
      return "zero-time loop";
    case FindingCause::clock_overflow:
      return "clock overflow";
    case FindingCause::reply_without_call:
      return "reply without call";
  }
  fail_check("every cause has a name");
}

Json finding_json(const ReplicationEnd& end, const ReportedFinding& finding) {
  const bool is_waiting = finding.cause == FindingCause::waiting;
  const bool has_shape = finding.shape != FindingShape::none;
  Json json;
  json["replication"] = end.replication + 1;
  json["kind"] = name_of(finding.kind);
  json["partial"] = is_partial(end, finding);
  json["cause"] = name_of_cause(finding.cause);
  json["shape"] = has_shape ? Json(name_of(finding.shape)) : Json(nullptr);
  json["since"] = seconds(finding.since);
  json["doomed_since"] = is_waiting ? Json(seconds(finding.doomed_since)) : Json(nullptr);
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
    row["time"] = seconds(end.end);
    row["stuck"] = is_stuck(end) ? Json(stuck_kind(end)) : Json(nullptr);
    json.push_back(std::move(row));
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

const std::string& suffix_of(const MetricPath& metric) {
  const bool is_direct = metric.subject == MetricSubject::direct;
  for (const MetricName& name : metric_names()) {
    if (name.subject == (is_direct ? MetricSubject::mailbox : metric.subject) &&
        name.metric == metric.metric && name.statistic == metric.statistic) {
      return name.suffix;
    }
  }
  fail_check("every measured metric has a name");
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
      put_at(metrics, suffix_of(metric->metric), estimate_json(metric->estimate));
    }
    place_of_subject(json, results.scenario, subject) = std::move(metrics);
  }
  return json;
}

std::string_view name_of_verdict(Verdict verdict) {
  switch (verdict) {
    case Verdict::met:
      return "met";
    case Verdict::failed:
      return "failed";
    case Verdict::undecided:
      return "undecided";
  }
  fail_check("every verdict has a name");
}

Json expectations_json(const Results& results) {
  Json json = Json::array();
  for (const ExpectationResult& expectation : results.expectations) {
    Json row;
    row["subject"] = expectation.subject;
    row["condition"] = expectation.condition;
    row["verdict"] = name_of_verdict(expectation.verdict);
    row["measured"] = expectation.unit ? estimate_json(expectation.measured) : Json(nullptr);
    row["explanation"] =
        expectation.explanation.empty() ? Json(nullptr) : Json(expectation.explanation);
    json.push_back(std::move(row));
  }
  return json;
}

}  // namespace

std::string json_report(const Results& results, const Manifest& manifest) {
  Json json;
  json["ipcsim_results"] = 1;
  json["manifest"] = manifest_json(results, manifest);
  json["end"] = end_json(results);
  json["findings"] = findings_json(results);
  json["metrics"] = metrics_json(results);
  json["expectations"] = expectations_json(results);
  json["replications"] = replications_json(results);
  json["notes"] = results.notes;
  return json.dump(kIndent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace ipcsim
