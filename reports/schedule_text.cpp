#include "reports/schedule_text.hpp"

#include <algorithm>

#include "reports/finding_text.hpp"
#include "reports/stuck_process_text.hpp"
#include "sim/base/check.hpp"
#include "sim/base/display_width.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr std::size_t kMostSteps = 60;      // told of a schedule that is not told whole
constexpr std::size_t kStepsAtTheEnd = 40;  // of those

/// "which now holds 2 of 5", "which is now empty"; nothing of a mailbox that never holds any.
std::string content_after(const Program& program, const ScheduleStep& step, MailboxId mailbox) {
  const MailboxGroup& group = program.mailbox_groups[group_of(program, mailbox).index()];
  if (group.capacity == 0) return {};
  for (const ScheduleStep::Content& content : step.contents) {
    if (content.mailbox != mailbox) continue;
    if (content.depth == 0) return ", which is now empty";
    const bool bounded = group.capacity != kUnbounded;
    return ", which now holds " +
           holding_of(bounded ? std::optional(group.capacity) : std::nullopt, content.depth);
  }
  return {};
}

/// One event, told by the process whose step it is.
std::string event_in_words(const Program& program, const ScheduleStep& step, const Event& event) {
  using Kind = Event::Kind;
  const std::string mailbox = event.mailbox ? name_of(program, *event.mailbox) : std::string();
  const std::string content = event.mailbox ? content_after(program, step, *event.mailbox) : "";
  const std::string who = name_of(program, event.process);
  const std::string other = event.other ? name_of(program, *event.other) : std::string();
  switch (event.kind) {
    case Kind::put:
      return "puts a message into " + mailbox + content;
    case Kind::taken:
      return "takes a message from " + mailbox + content;
    case Kind::handed_over:
      if (event.process == step.step.process)
        return "hands a message to " + other + " at " + mailbox;
      return "takes a message from " + who + " at " + mailbox;
    case Kind::refused:
      return "finds no place for its message at " + mailbox + " and is refused" + content;
    case Kind::dropped:
      return "finds no place for its message at " + mailbox + ": it is dropped";
    case Kind::oldest_dropped:
      return "has the oldest message of " + mailbox + " dropped";
    case Kind::none_found:
      return "finds no message and goes on";
    case Kind::sets_out:
      return "sends a message on its way to " + mailbox;
    case Kind::waits_in_turn:
      return "has its message come to " + mailbox + ", where it waits" + content;
    case Kind::branch:
      return "takes branch " + std::to_string(event.number + 1);
    case Kind::otherwise:
      return "can do none of it at once and takes the else";
    case Kind::replied:
      return "replies to " + other;
    case Kind::replied_late:
      return "replies too late: its caller does not wait any more";
  }
  fail_check("every event is told");
}

std::string timeout_in_words(const Program& program, const ScheduleStep& step) {
  const Instruction instruction = program.code[*step.at];
  if (instruction.opcode != Opcode::select) return "gives up: its time is up";
  const std::size_t afters = program.selections[instruction.operand].afters.size();
  if (afters == 1) return "takes the after: its time is up";
  return "takes after " + std::to_string(step.step.number + 1) + " of " + std::to_string(afters) +
         ": its time is up";
}

std::string without_events(const Program& program, const ScheduleStep& step) {
  switch (program.code[*step.at].opcode) {
    case Opcode::compute:
      return "computes";
    case Opcode::sleep:
      return "sleeps";
    default:
      return "goes on";
  }
}

/// Whose message it is does not matter any more.
std::string arrival_in_words(const Program& program, const ScheduleStep& step) {
  using Kind = Event::Kind;
  std::string text;
  for (const Event& event : step.events) {
    const std::string mailbox = name_of(program, *event.mailbox);
    const std::string content = content_after(program, step, *event.mailbox);
    if (event.kind == Kind::oldest_dropped) {
      text += "the oldest message of " + mailbox + " is dropped; ";
    } else if (event.kind == Kind::put) {
      text += "a message arrives in " + mailbox + content;
    } else if (event.kind == Kind::handed_over) {
      text += "a message arrives at " + mailbox + " and goes to " + name_of(program, *event.other);
    } else if (event.kind == Kind::waits_in_turn) {
      text += "a message arrives at " + mailbox + " and waits there for room";
    } else {
      text += "a message arrives at " + mailbox + ", finds no place and is lost";
    }
  }
  return text;
}

/// `A  hands a message to B at to_B   (both_send_first.json:8, :10)`
struct Line {
  std::string number;
  std::string who;
  std::string what;
  std::string where;
};

Line line_of(const Program& program, const ScheduleStep& step, std::size_t number) {
  Line line{std::to_string(number), step.at ? name_of(program, step.step.process) : "–",
            step_in_words(program, step)};
  if (!step.at) return line;
  line.where = "  (" + short_place(program, *step.at);
  if (step.partner_at) {
    line.where += ", :" + std::to_string(statement_at(program, *step.partner_at).line);
  }
  line.where += ")";
  return line;
}

}  // namespace

std::string short_place(const Program& program, CodeIndex at) {
  const std::string& file = program.symbols.file;
  const std::size_t slash = file.rfind('/');
  return (slash == std::string::npos ? file : file.substr(slash + 1)) + ":" +
         std::to_string(statement_at(program, at).line);
}

std::string step_in_words(const Program& program, const ScheduleStep& step) {
  if (step.step.kind == Step::Kind::timeout) return timeout_in_words(program, step);
  if (step.step.kind == Step::Kind::loss) return "a message is lost on its way";
  if (step.step.kind == Step::Kind::arrival) return arrival_in_words(program, step);
  if (step.events.empty()) return without_events(program, step);
  std::string text;
  for (const Event& event : step.events) {
    if (!text.empty()) text += "; ";
    text += event_in_words(program, step, event);
  }
  return text;
}

std::vector<std::string> schedule_lines(const Program& program, const Schedule& schedule,
                                        bool whole) {
  const std::size_t steps = schedule.steps.size();
  const bool is_cut = !whole && steps > kMostSteps;
  const std::size_t first_end = is_cut ? kMostSteps - kStepsAtTheEnd : steps;
  std::vector<Line> lines;
  std::size_t who_width = 0;
  std::size_t what_width = 0;
  for (std::size_t i = 0; i < steps; ++i) {
    lines.push_back(line_of(program, schedule.steps[i], i + 1));
    who_width = std::max(who_width, display_width(lines.back().who));
    constexpr std::size_t kWidest = 60;
    what_width = std::max(what_width, std::min(kWidest, display_width(lines.back().what)));
  }
  const std::size_t number_width = std::to_string(steps).size();
  std::vector<std::string> text;
  for (std::size_t i = 0; i < steps; ++i) {
    if (i == first_end) {
      const std::size_t left_out = kMostSteps - first_end;
      text.push_back("  … " + counted(steps - first_end - left_out, "step") + " left out …");
      i = steps - left_out;
    }
    const Line& line = lines[i];
    text.push_back("  " + std::string(number_width - line.number.size(), ' ') + line.number + "  " +
                   padded_right(line.who, who_width) + "  " +
                   (line.where.empty() ? line.what : padded_right(line.what, what_width)) +
                   line.where);
    if (schedule.steps_to_no_return == i + 1 && i + 1 < steps) {
      text.push_back("  " + std::string(number_width, ' ') +
                     "  ── no escape from here on: every way on ends so ──");
    }
  }
  return text;
}

Results results_for_texts(const Scenario& scenario, const Program& program) {
  Results results;
  results.scenario = summary_of(scenario, program);
  return results;
}

std::vector<std::string> schedule_and_explanation(const Scenario& scenario, const Program& program,
                                                  const Schedule& schedule, bool whole,
                                                  std::size_t width) {
  std::vector<std::string> lines = schedule_lines(program, schedule, whole);
  if (schedule.steps_to_no_return == 0 && !schedule.steps.empty()) {
    lines.emplace_back("  Every way from the beginning ends so.");
  }
  if (!lines.empty()) lines.emplace_back();
  for (const std::string& line : explained(results_for_texts(scenario, program),
                                           reported(program, schedule.findings), width)) {
    lines.push_back(line);
  }
  return lines;
}

}  // namespace ipcsim
