#include "sim/experiment/reported_finding.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace ipcsim {
namespace {

std::vector<std::string> names_of(const Program& program, const std::vector<ProcessId>& processes) {
  std::vector<std::string> names;
  names.reserve(processes.size());
  for (const ProcessId process : processes) names.push_back(name_of(program, process));
  return names;
}

std::optional<std::uint32_t> capacity_of(const Program& program, MailboxId mailbox) {
  const std::uint32_t capacity =
      program.mailbox_groups[group_of(program, mailbox).index()].capacity;
  return capacity == kUnbounded ? std::nullopt : std::optional(capacity);
}

ReportedAlternative reported(const Program& program, const StuckAlternative& alternative) {
  return {.direction = alternative.direction,
          .mailbox = name_of(program, alternative.mailbox),
          .capacity = capacity_of(program, alternative.mailbox),
          .depth = alternative.depth,
          .waits_for = names_of(program, alternative.waits_for),
          .releasers = std::max(alternative.releasers, alternative.waits_for.size())};
}

StuckOperation operation_of(const Program& program, const StuckProcess& process) {
  switch (process.in) {
    case StuckIn::nothing:
      return StuckOperation::none;
    case StuckIn::operation:
      return direction_of(program.code[process.at].opcode) == Direction::send
                 ? StuckOperation::send
                 : StuckOperation::receive;
    case StuckIn::select:
      return StuckOperation::select;
    case StuckIn::receipt:
      return StuckOperation::receipt;
    case StuckIn::reply:
      return StuckOperation::reply;
  }
  fail_check("every way to be stuck is reported");
}

ReportedProcess reported(const Program& program, const StuckProcess& process) {
  const StatementSymbol& statement = statement_at(program, process.at);
  ReportedProcess told{.name = name_of(program, process.process),
                       .statement = statement.text,
                       .line = statement.line,
                       .column = statement.column,
                       .in = operation_of(program, process),
                       .polling = process.polling,
                       .service = process.service,
                       .since = process.since,
                       .waits_for = names_of(program, process.waits_for)};
  if (process.polling) told.poll = host_of(program, process.process).poll;
  if (process.holder) told.holder = name_of(program, *process.holder);
  told.releasers = std::max(process.releasers, process.waits_for.size());
  told.alternatives.reserve(process.alternatives.size());
  for (const StuckAlternative& alternative : process.alternatives) {
    told.alternatives.push_back(reported(program, alternative));
  }
  told.all_alternatives = std::max(process.all_alternatives, process.alternatives.size());
  return told;
}

std::vector<ReportedProcess> reported(const Program& program,
                                      const std::vector<StuckProcess>& processes) {
  std::vector<ReportedProcess> told;
  told.reserve(processes.size());
  for (const StuckProcess& process : processes) told.push_back(reported(program, process));
  return told;
}

}  // namespace

ReportedFinding reported(const Program& program, const Finding& finding) {
  return {.kind = finding.kind,
          .cause = finding.cause,
          .shape = finding.shape,
          .since = finding.since,
          .doomed_since = finding.doomed_since,
          .complete = finding.complete,
          .processes = reported(program, finding.processes),
          .behind = reported(program, finding.behind)};
}

std::vector<ReportedFinding> reported(const Program& program,
                                      const std::vector<Finding>& findings) {
  std::vector<ReportedFinding> told;
  told.reserve(findings.size());
  for (const Finding& finding : findings) told.push_back(reported(program, finding));
  return told;
}

}  // namespace ipcsim
