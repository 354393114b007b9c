#include "reports/check_names.hpp"
#include "reports/check_report.hpp"
#include "reports/finding_text.hpp"
#include "reports/json_names.hpp"
#include "reports/json_value.hpp"
#include "reports/schedule_text.hpp"

namespace ipcsim {
namespace {

/// Without the sender of a message that has forgotten him.
bool knows_process(const ScheduleStep& step, const Event& event) {
  if (event.kind == Event::Kind::oldest_dropped) return false;
  return step.at || event.kind == Event::Kind::waits_in_turn;
}

Json event_json(const Program& program, const ScheduleStep& step, const Event& event) {
  Json json;
  json["event"] = name_of(event.kind);
  if (knows_process(step, event)) json["process"] = name_of(program, event.process);
  if (event.other) json["other"] = name_of(program, *event.other);
  if (event.mailbox) json["mailbox"] = name_of(program, *event.mailbox);
  if (event.kind == Event::Kind::branch) json["branch"] = event.number + 1;
  return json;
}

/// Null for what a message under way does by itself.
void put_statement(Json& json, const Program& program, const ScheduleStep& step) {
  for (const char* key : {"process", "statement", "line", "column", "with"}) json[key] = nullptr;
  if (!step.at) return;
  const StatementSymbol& statement = statement_at(program, *step.at);
  json["process"] = name_of(program, step.step.process);
  json["statement"] = statement.text;
  json["line"] = statement.line;
  json["column"] = statement.column;
}

Json step_json(const Program& program, const ScheduleStep& step, std::size_t number) {
  Json json;
  json["number"] = number;
  json["kind"] = name_of(step.step.kind);
  put_statement(json, program, step);
  if (step.step.partner) json["with"] = name_of(program, *step.step.partner);
  json["which"] = step.step.number;
  json["choice"] = step.step.choice;
  json["does"] = step_in_words(program, step);
  json["events"] = Json::array();
  for (const Event& event : step.events) json["events"].push_back(event_json(program, step, event));
  json["mailboxes"] = Json::object();
  for (const ScheduleStep::Content& content : step.contents) {
    json["mailboxes"][name_of(program, content.mailbox)] = content.depth;
  }
  return json;
}

Json processes_json(const std::vector<ReportedProcess>& processes) {
  Json json = Json::array();
  for (const ReportedProcess& process : processes) {
    json.push_back({{"process", process.name},
                    {"statement", process.statement},
                    {"line", process.line},
                    {"column", process.column}});
  }
  return json;
}

Json finding_json(const Results& results, const ReportedFinding& finding) {
  Json json;
  json["kind"] = name_of(finding.kind);
  json["cause"] = name_of(finding.cause);
  json["shape"] =
      finding.shape == FindingShape::none ? Json(nullptr) : Json(name_of(finding.shape));
  json["headline"] = finding_headline(results, finding);
  json["processes"] = processes_json(finding.processes);
  json["behind"] = processes_json(finding.behind);
  return json;
}

Json schedule_json(const CheckOutcome& outcome, const Schedule& schedule) {
  const Program& program = *outcome.program;
  Json json;
  json["ends_in"] = name_of(schedule.end);
  json["start"] = schedule.start;
  json["steps_to_no_return"] = or_null(schedule.steps_to_no_return);
  json["steps"] = Json::array();
  for (std::size_t i = 0; i < schedule.steps.size(); ++i) {
    json["steps"].push_back(step_json(program, schedule.steps[i], i + 1));
  }
  json["stuck"] = Json::array();
  for (const ProcessId p : schedule.stuck) json["stuck"].push_back(name_of(program, p));
  json["findings"] = Json::array();
  const Results results = results_for_texts(*outcome.scenario, program);
  for (const ReportedFinding& finding : reported(program, schedule.findings)) {
    json["findings"].push_back(finding_json(results, finding));
  }
  return json;
}

Json search_json(const CheckResult& result) {
  Json json;
  json["end"] = name_of(result.end);
  json["bound"] = result.bound;
  json["was_cut"] = result.was_cut;
  json["states"] = result.progress.states;
  json["steps"] = result.progress.steps;
  json["depth"] = result.progress.depth;
  json["bytes"] = result.progress.bytes;
  return json;
}

Json facts_json(const Program& program, const Facts& facts) {
  Json json;
  json["proved"] = facts.proved;
  json["mailboxes"] = Json::object();
  for (std::uint32_t g = 0; g < facts.mailboxes.size(); ++g) {
    const MailboxFacts& seen = facts.mailboxes[g];
    json["mailboxes"][name_of(program, MailboxGroupId{g})] = {
        {"most", seen.peak},          {"left_at_an_end", seen.left}, {"put", seen.was_put},
        {"received", seen.was_taken}, {"refused", seen.refused},     {"dropped", seen.dropped}};
  }
  json["not_carried_out"] = Json::array();
  for (const UnusedStatement& unused : facts.unused) {
    const StatementSymbol& statement = statement_at(program, unused.at);
    json["not_carried_out"].push_back(
        {{"process", program.symbols.process_groups[unused.group.index()]},
         {"statement", statement.text},
         {"line", statement.line},
         {"column", statement.column}});
  }
  return json;
}

}  // namespace

std::string check_json(const CheckOutcome& outcome, const Manifest& manifest) {
  const CheckResult& result = outcome.result;
  Json json;
  json["ipcsim_check"] = 1;
  json["manifest"] =
      manifest_without_seed_json(summary_of(*outcome.scenario, *outcome.program), manifest);
  json["verdict"] = name_of(result.verdict);
  json["partial"] = name_of(result.partial);
  const auto& expected = outcome.scenario->expect.check;
  json["expected"] = expected ? Json(name_of(*expected)) : Json(nullptr);
  json["met"] = name_of(verdict_on(outcome));
  json["search"] = search_json(result);
  json["facts"] = facts_json(*outcome.program, result.facts);
  const Schedule* schedule = result.told();
  json["schedule"] = schedule != nullptr ? schedule_json(outcome, *schedule) : Json(nullptr);
  return json_text(json);
}

}  // namespace ipcsim
