#include "sim/experiment/notes.hpp"

#include <algorithm>
#include <utility>

#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

/// How the statements that name a mailbox group are written, over all programs.
struct Usage {
  bool blocking = false;
  bool nonblocking = false;
};

struct GroupUsage {
  Usage send;
  Usage receive;
};

class GroupUsages {
 public:
  explicit GroupUsages(const Program& program)
      : program_(program), usages_(program.mailbox_groups.size()) {}

  std::vector<GroupUsage> read() && {
    for (const Instruction& instruction : program_.code) add(instruction);
    for (const Selection& selection : program_.selections) {
      for (const Selection::Alternative& it : selection.alternatives) {
        const bool sends = it.direction == Direction::send;
        add(it.operation, sends ? &GroupUsage::send : &GroupUsage::receive, &Usage::blocking);
      }
    }
    return std::move(usages_);
  }

 private:
  void add(Instruction instruction) {
    switch (instruction.opcode) {
      case Opcode::send:
        return add(instruction.operand, &GroupUsage::send, &Usage::blocking);
      case Opcode::try_send:
      case Opcode::poll_send:
        return add(instruction.operand, &GroupUsage::send, &Usage::nonblocking);
      case Opcode::transmit: {
        const bool waits = program_.operations[instruction.operand].awaits != Awaits::acceptance;
        return add(instruction.operand, &GroupUsage::send,
                   waits ? &Usage::blocking : &Usage::nonblocking);
      }
      case Opcode::receive:
        return add(instruction.operand, &GroupUsage::receive, &Usage::blocking);
      case Opcode::try_receive:
      case Opcode::poll_receive:
        return add(instruction.operand, &GroupUsage::receive, &Usage::nonblocking);
      default:
        return;
    }
  }

  void add(std::uint32_t operand, Usage GroupUsage::*side, bool Usage::*mode) {
    const Operation& operation = program_.operations[operand];
    const auto add_group = [&](MailboxId first) {
      usages_[group_of(program_, first).index()].*side.*mode = true;
    };
    if (operation.addressing != Addressing::several) return add_group(operation.first);
    for (std::uint32_t i = 0; i < operation.count; ++i) {
      add_group(program_.sources[operation.offset + i].first);
    }
  }

  const Program& program_;
  std::vector<GroupUsage> usages_;
};

void note_rendezvous_that_never_meet(const Program& program, std::vector<std::string>& notes) {
  const std::vector<GroupUsage> usage = GroupUsages(program).read();
  for (std::size_t g = 0; g < usage.size(); ++g) {
    const bool never_meet = program.mailbox_groups[g].capacity == 0 && usage[g].send.nonblocking &&
                            !usage[g].send.blocking && usage[g].receive.nonblocking &&
                            !usage[g].receive.blocking;
    if (!never_meet) continue;
    const MailboxGroupId group{static_cast<std::uint32_t>(g)};
    notes.push_back("Nothing can pass through " + name_of(program, group) +
                    ": its capacity is 0 and both sides are nonblocking. A nonblocking send is "
                    "accepted only while a receiver waits in a blocking receive, a nonblocking "
                    "receive gets only what a blocked sender holds out, so the two never meet. "
                    "Make one side blocking, or give the mailbox a capacity.");
  }
}

std::size_t count_ends(const Results& results, bool (*counts)(const ReplicationEnd&)) {
  return static_cast<std::size_t>(
      std::count_if(results.replications.begin(), results.replications.end(),
                    [&](const ReplicationEnd& end) { return counts(end); }));
}

void note_what_means_leave_out(const Results& results, std::vector<std::string>& notes) {
  const std::size_t all = results.replications.size();
  const std::size_t whole = count_ends(results, ended_whole);
  if (whole == all || all == 1) return;
  const std::size_t stuck = count_ends(results, is_stuck);
  const std::size_t stuck_entirely = count_ends(
      results, [](const ReplicationEnd& end) { return stuck_part(end) == StuckPart::all; });
  if (stuck == all) {
    notes.emplace_back(
        stuck_entirely == all
            ? "Every replication got stuck; the figures describe the time until each of them did."
            : "Every replication got stuck, at least in part; the figures are of all that happened "
              "until each of them ended.");
  } else if (whole == 0) {
    notes.emplace_back(
        "No replication came to an end of its own; the figures describe the time until each broke "
        "off.");
  } else if (whole + stuck == all) {
    notes.push_back("The figures are means over the " + grouped(whole) +
                    " replications that did not get stuck.");
  } else {
    notes.push_back("The figures are means over the " + grouped(whole) +
                    " replications that came to an end of their own.");
  }
}

/// Rates and fractions need time to pass.
void note_empty_window(const Results& results, std::vector<std::string>& notes) {
  const Duration warmup = results.scenario.warmup;
  const bool some_empty =
      std::any_of(results.replications.begin(), results.replications.end(),
                  [&](const ReplicationEnd& end) { return end.end.ns <= warmup.ns; });
  if (!some_empty) return;
  if (warmup.ns > 0) {
    notes.emplace_back(
        "A run ended before its warm-up did, so nothing was measured in it: shorten run.warmup.");
  } else {
    notes.emplace_back("A run ended at time 0, so there are no rates and fractions of time.");
  }
}

void note_limit_not_reached(const Results& results, std::vector<std::string>& notes) {
  const auto& limit = results.scenario.message_limit;
  const auto completed = [](const ReplicationEnd& end) {
    return end.reason == EndReason::completed;
  };
  if (!limit || count_ends(results, completed) == 0) return;
  notes.push_back("run.until asks for " + grouped(limit->messages) + " messages from " +
                  limit->mailbox + "; every process had finished before so many were received.");
}

}  // namespace

std::vector<std::string> notes_on(const Results& results, const Program& program) {
  std::vector<std::string> notes;
  note_rendezvous_that_never_meet(program, notes);
  note_what_means_leave_out(results, notes);
  note_empty_window(results, notes);
  note_limit_not_reached(results, notes);
  return notes;
}

}  // namespace ipcsim
