#include "reports/stuck_process_text.hpp"

#include <algorithm>

#include "reports/format_value.hpp"
#include "reports/paragraph.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr std::size_t kMostReleasers = 4;  // named in one sentence

std::uint32_t capacity_of(const Program& program, MailboxId mailbox) {
  return program.mailbox_groups[group_of(program, mailbox).index()].capacity;
}

std::string statement_and_place(const Program& program, CodeIndex at) {
  return quote(statement_at(program, at).text) + " (" + place_of(program, at) + ")";
}

/// "A, B and C", or the first few "… and 997 more".
std::string releaser_names(const Program& program, const StuckProcess& process) {
  std::vector<std::string> names;
  for (const ProcessId releaser : process.waits_for) names.push_back(name_of(program, releaser));
  const std::size_t all = std::max(process.releasers, names.size());
  return joined_names(names, kMostReleasers, all - names.size());
}

/// "to_B has capacity 0", "buffer holds 5 of 5 messages", "buffer is empty".
std::string mailbox_state(const Program& program, const StuckProcess& process) {
  const std::string name = name_of(program, process.alternatives.front().mailbox);
  if (capacity_of(program, process.alternatives.front().mailbox) == 0)
    return name + " has capacity 0";
  if (process.alternatives.front().depth == 0) return name + " is empty";
  return name + " holds " +
         holding_of(program, process.alternatives.front().mailbox,
                    process.alternatives.front().depth) +
         " messages";
}

std::string mailbox_sentence(const Program& program, const StuckProcess& process) {
  const std::string state = mailbox_state(program, process);
  const bool rendezvous = capacity_of(program, process.alternatives.front().mailbox) == 0;
  if (process.polling) {
    const std::string again = "it looks again and again, every " + format_exactly(program.poll);
    return state + ": " + again +
           (rendezvous ? ", for a sender that waits there." : ", for a message.");
  }
  if (process.alternatives.front().direction == Direction::send) {
    if (rendezvous) return state + ": a send waits there until somebody receives.";
    return state + ": a send waits there until one is received.";
  }
  return state + ": a receive waits there until somebody sends.";
}

/// The process as one of the stuck ones; null if it is none.
const StuckProcess* find_stuck(const std::vector<Finding>& findings, ProcessId process) {
  for (const Finding& finding : findings) {
    for (const auto* list : {&finding.processes, &finding.behind}) {
      const auto found = std::find_if(list->begin(), list->end(), [&](const StuckProcess& it) {
        return it.process == process;
      });
      if (found != list->end()) return &*found;
    }
  }
  return nullptr;
}

std::string releaser_sentence(const Program& program, const std::vector<Finding>& findings,
                              const StuckProcess& process) {
  const bool sends = process.alternatives.front().direction == Direction::send;
  const std::string deed = (sends ? "receive from " : "send to ") +
                           name_of(program, process.alternatives.front().mailbox);
  if (process.waits_for.empty()) return "Nobody is left who could ever " + deed + ".";
  if (process.waits_for.size() == 1 && process.waits_for.front() == process.process) {
    return "Only it itself could " + deed + ", later in its program, and it never comes that far.";
  }
  const std::string who = releaser_names(program, process);
  if (process.waits_for.size() > 1)
    return "Only " + who + " could " + deed + ", and they are stuck as well.";
  const StuckProcess* releaser = find_stuck(findings, process.waits_for.front());
  const std::string stands =
      releaser == nullptr ? "" : " at " + quote(statement_at(program, releaser->at).text);
  return "Only " + who + " could " + deed + ", and " + who + " itself is stuck" + stands + ".";
}

}  // namespace

std::string holding_of(const Program& program, MailboxId mailbox, std::uint64_t depth) {
  const std::uint32_t capacity = capacity_of(program, mailbox);
  if (capacity == kUnbounded) return grouped(depth);
  return grouped(depth) + " of " + grouped(capacity);
}

std::string where_it_stands(const Program& program, const StuckProcess& process) {
  return name_of(program, process.process) + " stands at " +
         statement_and_place(program, process.at) + " since " + format_exactly(process.since) + ".";
}

std::vector<std::string> why_it_waits(const Program& program, const std::vector<Finding>& findings,
                                      const StuckProcess& process) {
  if (process.alternatives.empty()) return {};
  return {mailbox_sentence(program, process), releaser_sentence(program, findings, process)};
}

std::string how_it_waits_behind(const Program& program, const StuckProcess& process) {
  std::string text = name_of(program, process.process);
  if (process.service) text += " (a service)";
  text += " at " + statement_and_place(program, process.at);
  if (!process.alternatives.empty()) text += ", where " + mailbox_state(program, process);
  if (process.waits_for.empty()) return text;
  return text + "; it waits for " + releaser_names(program, process);
}

}  // namespace ipcsim
