#include "reports/read_findings.hpp"

#include "reports/json_names.hpp"
#include "reports/results_node.hpp"

namespace ipcsim {
namespace {

/// How many there are, of whom `named` are named.
std::uint64_t count_at(const JsonNode& object, std::string_view key, std::size_t named) {
  return whole_at<std::uint64_t>(object, key, named);
}

std::optional<std::uint32_t> read_capacity(const JsonNode& object) {
  const JsonNode& node = member_at(object, "capacity");
  if (node.kind == JsonKind::string && node.text == "unbounded") return std::nullopt;
  return whole_at<std::uint32_t>(object, "capacity");
}

ReportedAlternative read_alternative(const JsonNode& node) {
  ReportedAlternative alternative{.direction = named_at(node, "direction", Direction::receive),
                                  .mailbox = text_at(node, "mailbox"),
                                  .capacity = read_capacity(node),
                                  .depth = whole_at(node, "depth"),
                                  .waits_for = texts_at(node, "waits_for")};
  alternative.releasers = count_at(node, "releasers", alternative.waits_for.size());
  return alternative;
}

StuckOperation read_operation(const JsonNode& node) {
  if (is_null_at(node, "in")) return StuckOperation::none;
  return named_at(node, "in", StuckOperation::reply);
}

/// Receipts and replies are of one mailbox; whoever waits at some has the first of them listed.
void check_alternatives(const JsonNode& node, const ReportedProcess& process) {
  const bool awaits_one =
      process.in == StuckOperation::receipt || process.in == StuckOperation::reply;
  if (process.alternatives.empty() && (awaits_one || process.all_alternatives > 0)) {
    throw ResultsMistake(member_at(node, "alternatives").where,
                         "\"alternatives\" lacks the first of those that it waits in");
  }
}

ReportedProcess read_process(const JsonNode& node) {
  ReportedProcess process{.name = text_at(node, "process"),
                          .statement = text_at(node, "statement"),
                          .line = whole_at<std::uint32_t>(node, "line"),
                          .column = whole_at<std::uint32_t>(node, "column"),
                          .in = read_operation(node),
                          .polling = flag_at(node, "polling"),
                          .service = flag_at(node, "service"),
                          .since = {nanoseconds_at(node, "since")},
                          .waits_for = texts_at(node, "waits_for")};
  if (process.polling) process.poll = Duration{nanoseconds_at(node, "poll")};
  if (!is_null_at(node, "holder")) process.holder = text_at(node, "holder");
  process.releasers = count_at(node, "releasers", process.waits_for.size());
  for (const JsonNode& alternative : list_at(node, "alternatives")) {
    process.alternatives.push_back(read_alternative(alternative));
  }
  process.all_alternatives = count_at(node, "all_alternatives", process.alternatives.size());
  check_alternatives(node, process);
  return process;
}

std::vector<ReportedProcess> read_processes(const JsonNode& finding, std::string_view key) {
  std::vector<ReportedProcess> processes;
  for (const JsonNode& node : list_at(finding, key)) processes.push_back(read_process(node));
  return processes;
}

}  // namespace

ReportedFinding read_finding(const JsonNode& node) {
  ReportedFinding finding{.kind = named_at(node, "kind", FindingKind::program_error),
                          .cause = named_at(node, "cause", FindingCause::reply_without_call),
                          .since = {nanoseconds_at(node, "since")},
                          .complete = flag_at(node, "complete"),
                          .processes = read_processes(node, "processes"),
                          .behind = read_processes(node, "behind")};
  if (!is_null_at(node, "shape")) {
    finding.shape = named_at(node, "shape", FindingShape::orphan_wait);
  }
  if (!is_null_at(node, "doomed_since")) {
    finding.doomed_since = {nanoseconds_at(node, "doomed_since")};
  }
  if (finding.processes.empty()) {
    throw ResultsMistake(member_at(node, "processes").where, "\"processes\" of a finding is empty");
  }
  return finding;
}

}  // namespace ipcsim
