#include "sim/check/untimed_state.hpp"

#include <algorithm>

#include "sim/machine/control_flow.hpp"

namespace ipcsim {
namespace {

/// The process as it stands before its first step; its registers do not matter.
ProcessState replica_of(const ProcessGroup& group, std::uint32_t replica) {
  return {.at = group.entry, .replica = replica};
}

bool loses_messages(const Program& program, std::uint32_t route) {
  const Route& hops = program.routes[route];
  return std::any_of(hops.begin(), hops.end(),
                     [&](const Hop& hop) { return program.links[hop.link.index()].loss > 0; });
}

Standing standing_of(const Program& program, const ProcessState& state, bool enabled) {
  const Opcode opcode = program.code[state.at].opcode;
  if (opcode == Opcode::stop) return Standing::finished;
  if (enabled) return Standing::going;
  const bool polls = opcode == Opcode::poll_receive || opcode == Opcode::poll_send;
  return polls ? Standing::polling : Standing::waiting;
}

}  // namespace

Lanes::Lanes(const Program& program) {
  for (const ProcessGroup& group : program.process_groups) {
    for (CodeIndex at = group.entry; at < group.end; ++at) {
      const Instruction instruction = program.code[at];
      if (instruction.opcode != Opcode::transmit || !is_step(program, instruction)) continue;
      const Operation& operation = program.operations[instruction.operand];
      const bool loses = loses_messages(program, *operation.route);
      for (std::uint32_t replica = 0; replica < group.count; ++replica) {
        visit_mailboxes(program, operation, replica_of(group, replica), [&](MailboxSpan span) {
          for (std::uint32_t i = 0; i < span.count; ++i) {
            const Lane lane{group.host, {span.first.value + i}, loses};
            const auto [_, is_new] = numbers_.try_emplace({lane.from, lane.to}, lanes_.size());
            if (is_new) lanes_.push_back(lane);
          }
        });
      }
    }
  }
}

Situation situation_of(const Program& program, const Lanes& lanes, const UntimedState& state,
                       const std::vector<bool>& enabled) {
  Situation situation;
  situation.processes.resize(state.processes.size());
  for (std::uint32_t i = 0; i < state.processes.size(); ++i) {
    ProcessSituation& process = situation.processes[i];
    process.state = state.processes[i];
    process.standing = standing_of(program, state.processes[i], enabled[i]);
    process.since = kNever;
    process.open_calls = static_cast<std::uint32_t>(state.calls[i].size());
    process.awaits_acceptance = program.code[process.state.at].opcode == Opcode::await &&
                                state.stages[i] != MessageStage::accepted;
    for (const OpenCall& call : state.calls[i]) {
      if (call.ticket != kAwaitedTicket) continue;
      situation.processes[call.caller.index()].holder = ProcessId{i};
    }
  }
  for (const auto& messages : state.mailboxes) situation.depths.push_back(messages.size());
  situation.registers = &state.registers;
  if (program.routes.empty()) return situation;
  situation.under_way.resize(state.mailboxes.size());
  situation.awaited_under_way.resize(state.mailboxes.size());
  for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
    const std::size_t m = lanes[lane].to.index();
    for (const UntimedMessage& message : state.under_way[lane]) {
      ++situation.under_way[m];
      if (message.envelope.ticket() == kAwaitedTicket) ++situation.awaited_under_way[m];
    }
  }
  for (std::uint32_t i = 0; i < state.processes.size(); ++i) {
    const ProcessState& process = state.processes[i];
    if (state.stages[i] != MessageStage::in_turn) continue;
    if (program.code[process.at].opcode != Opcode::await) continue;
    const Operation& operation = program.operations[program.code[process.at].operand];
    const std::size_t m = mailbox_of(operation, process, state.registers).index();
    ++situation.under_way[m];
    ++situation.awaited_under_way[m];
  }
  return situation;
}

}  // namespace ipcsim
