#include "tests/property/comparison.hpp"

#include <exception>
#include <functional>
#include <sstream>
#include <stdexcept>

#include "tests/property/recorded_run.hpp"
#include "tests/property/reference_interpreter.hpp"
#include "tests/support/json.hpp"

namespace ipcsim::testing {
namespace {

/// The sender of an initial message is nobody; a program's end has no statement, and neither has
/// the loss of a message that lay in a mailbox.
bool same_event(const Program& program, const TraceEvent& event, const ReferenceEvent& reference) {
  if (event.time.ns != reference.time || name_of(event.kind) != reference.kind) return false;
  const bool speaks_of_message = reference.mailbox.has_value();
  if (speaks_of_message != speaks_of_mailbox(event)) return false;
  const bool was_initial =
      event.kind == TraceEvent::Kind::dropped &&
      event.message <= program.mailbox_groups[group_of(program, event.mailbox).index()].initial;
  if (!was_initial && event.process.value != reference.process) return false;
  if (speaks_of_message && (event.mailbox.value != *reference.mailbox ||
                            event.message != reference.message || event.depth != reference.depth)) {
    return false;
  }
  const auto partner = event.partner ? std::optional(event.partner->value) : std::nullopt;
  if (partner != reference.partner) return false;
  if (event.until.ns != reference.until) return false;
  if (event.kind == TraceEvent::Kind::dropped || reference.statement == nullptr) return true;
  const SourceRange& where = reference.statement->where;
  const LineColumn place = where.text->line_column(where.begin);
  const StatementSymbol& symbol = statement_at(program, event.at);
  return symbol.line == place.line && symbol.column == place.column;
}

std::string describe_reference(const ReferenceEvent& event) {
  std::ostringstream out;
  out << event.time << "ns process " << event.process << " " << event.kind;
  if (event.statement != nullptr) {
    const SourceRange& where = event.statement->where;
    const LineColumn place = where.text->line_column(where.begin);
    out << " " << place.line << ":" << place.column;
  }
  if (event.mailbox) {
    out << " mailbox " << *event.mailbox << " #" << event.message << " depth " << event.depth;
  }
  if (event.partner) out << " partner " << *event.partner;
  if (event.until != 0) out << " until " << event.until << "ns";
  return out.str();
}

std::string first_difference(const RecordedRun& run, const ReferenceResult& reference) {
  for (std::size_t i = 0; i < run.events.size(); ++i) {
    const bool there = i < reference.events.size();
    if (there && same_event(run.program, run.events[i], reference.events[i])) continue;
    std::ostringstream out;
    for (std::size_t k = i < 8 ? 0 : i - 8; k < i; ++k) {
      out << "  both:      " << describe(run.program, run.events[k]) << "\n";
    }
    out << "event " << i << "\n  engine:    " << describe(run.program, run.events[i])
        << "\n  reference: " << (there ? describe_reference(reference.events[i]) : "nothing more")
        << "\n";
    return out.str();
  }
  return "";
}

bool waits_only(const RunResult& result) {
  return !result.findings.empty() && result.findings[0].cause == FindingCause::waiting;
}

/// A step of the reference is never more than so many instructions of the engine.
constexpr std::uint64_t kInstructionsOfStep = 10;

/// Livelocks are found a few looks later than they form, and zero-time loops are counted in
/// instructions there and in steps here; else the two ends must be the same.
std::string end_difference(const RecordedRun& run, const ReferenceResult& reference) {
  const RunResult& engine = run.result;
  const std::size_t told = run.events.size();
  const bool zero_time_loop = engine.reason == EndReason::livelock && !waits_only(engine);
  if (zero_time_loop) {
    const std::uint64_t limit = run.options.zero_time_limit.value_or(0);
    return reference.most_steps >= limit / kInstructionsOfStep
               ? ""
               : "only the engine loops in zero time";
  }
  if (reference.only_polling_since) {
    const std::size_t looks = told - *reference.only_polling_since;
    const bool ended_early = engine.reason == EndReason::livelock ||
                             engine.reason == EndReason::deadlock ||
                             engine.reason == EndReason::completed;
    if (looks > 3U * reference.pollers + 3) return "a livelock is found late";
    if (ended_early || engine.reason == EndReason::time_limit) return "";
    return "a livelock is missed";
  }
  const auto expected = [&] {
    switch (engine.reason) {
      case EndReason::completed:
        return ReferenceEnd::completed;
      case EndReason::time_limit:
        return ReferenceEnd::time_limit;
      case EndReason::message_limit:
        return ReferenceEnd::message_limit;
      case EndReason::deadlock:
        return ReferenceEnd::deadlock;
      case EndReason::program_error:
        return ReferenceEnd::program_error;
      default:
        return ReferenceEnd::cut;
    }
  }();
  if (expected != reference.end) {
    return "engine's end " + std::to_string(static_cast<int>(engine.reason)) + ", reference's " +
           std::to_string(static_cast<int>(reference.end));
  }
  if (told != reference.events.size()) return "the reference tells more events";
  if (engine.end.ns != reference.end_time) return "the ends are at different times";
  return "";
}

bool still_differs(const Json& scenario) {
  if (!scenario.contains("run") || !scenario["run"].contains("zero_time_limit")) return false;
  try {
    return !difference_from_reference(scenario.dump(1)).empty();
  } catch (const std::runtime_error&) {
    return false;  // it is no valid scenario any more
  }
}

/// Leaves out one entry of some array or object below `node`, if `root` then still differs.
bool leave_one_out(Json& root, const Json::json_pointer& at) {
  const Json before = root;
  if (!before[at].is_structured()) return false;
  for (const auto& [key, value] : before[at].items()) {
    Json& whole = root[at];
    if (whole.is_object()) {
      whole.erase(key);
    } else {
      whole.erase(std::stoul(key));
    }
    if (still_differs(root)) return true;
    root = before;
  }
  for (const auto& [key, value] : before[at].items()) {
    if (leave_one_out(root, at / key)) return true;
  }
  return false;
}

}  // namespace

std::string difference_from_reference(const std::string& scenario_text) {
  const RecordedRun run = record_run(scenario_text);
  const std::uint64_t limit = run.options.zero_time_limit.value_or(1'000'000);
  const ReferenceResult reference =
      interpret(*run.scenario, {.until = run.options.until.ns,
                                .zero_time_steps = limit * 3,
                                .most_events = run.events.size() + limit * 20});
  const std::string difference = first_difference(run, reference);
  return difference.empty() ? end_difference(run, reference) : difference;
}

std::string shrunk(const std::string& scenario_text) {
  Json scenario = json_of(scenario_text);
  while (leave_one_out(scenario, Json::json_pointer())) {
  }
  return scenario.dump(1);
}

}  // namespace ipcsim::testing
