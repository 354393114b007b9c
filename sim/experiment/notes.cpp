#include "sim/experiment/notes.hpp"

#include <algorithm>

#include "sim/machine/control_flow.hpp"

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

std::vector<GroupUsage> usage_of_groups(const Program& program) {
  std::vector<GroupUsage> usage(program.mailbox_groups.size());
  for (const Instruction& instruction : program.code) {
    if (row_of(instruction.opcode).operands != Operands::operation) continue;
    GroupUsage& group =
        usage[group_of(program, program.operations[instruction.operand].first).index()];
    switch (instruction.opcode) {
      case Opcode::send:
        group.send.blocking = true;
        break;
      case Opcode::try_send:
        group.send.nonblocking = true;
        break;
      case Opcode::receive:
        group.receive.blocking = true;
        break;
      case Opcode::try_receive:
      case Opcode::poll_receive:
        group.receive.nonblocking = true;
        break;
      default:
        break;  // `draw` alone: the operation behind it counts
    }
  }
  return usage;
}

void note_rendezvous_that_never_meet(const Results& results, std::vector<std::string>& notes) {
  const Program& program = *results.program;
  const std::vector<GroupUsage> usage = usage_of_groups(program);
  for (std::size_t g = 0; g < usage.size(); ++g) {
    const bool never_meet = program.mailbox_groups[g].capacity == 0 && usage[g].send.nonblocking &&
                            !usage[g].send.blocking && usage[g].receive.nonblocking &&
                            !usage[g].receive.blocking;
    if (!never_meet) continue;
    notes.push_back("Nothing can pass through " + program.symbols.mailbox_groups[g] +
                    ": its capacity is 0 and both sides are nonblocking. A nonblocking send is "
                    "accepted only while a receiver waits in a blocking receive, a nonblocking "
                    "receive gets only what a blocked sender holds out, so the two never meet. "
                    "Make one side blocking, or give the mailbox a capacity.");
  }
}

void note_stuck_replications(const Results& results, std::vector<std::string>& notes) {
  const auto stuck = static_cast<std::size_t>(
      std::count_if(results.replications.begin(), results.replications.end(),
                    [](const ReplicationEnd& end) { return is_stuck(end.reason); }));
  const std::size_t all = results.replications.size();
  if (stuck == 0 || all == 1) return;
  if (stuck == all) {
    notes.emplace_back(
        "Every replication got stuck; the figures describe the time until each of them did.");
  } else {
    notes.push_back("The figures are means over the " + std::to_string(all - stuck) +
                    " replications that did not get stuck.");
  }
}

void note_empty_window(const Results& results, std::vector<std::string>& notes) {
  const Duration warmup = results.scenario->run.warmup;
  const bool ended_in_warmup =
      std::any_of(results.replications.begin(), results.replications.end(),
                  [&](const ReplicationEnd& end) { return end.end.ns <= warmup.ns; });
  if (warmup.ns > 0 && ended_in_warmup) {
    notes.emplace_back(
        "A run ended before its warm-up did, so nothing was measured in it: shorten run.warmup.");
  }
}

}  // namespace

std::vector<std::string> notes_on(const Results& results) {
  std::vector<std::string> notes;
  note_rendezvous_that_never_meet(results, notes);
  note_stuck_replications(results, notes);
  note_empty_window(results, notes);
  return notes;
}

}  // namespace ipcsim
