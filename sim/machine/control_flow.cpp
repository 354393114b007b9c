#include "sim/machine/control_flow.hpp"

namespace ipcsim {
namespace {

WayOn by_message(CodeIndex target, Direction direction, bool waits, std::uint32_t operation) {
  return {target, Guard::message, direction, waits, operation};
}

std::vector<WayOn> ways_on_from_select(const Selection& selection) {
  std::vector<WayOn> ways;
  for (const Selection::Alternative& alternative : selection.alternatives) {
    ways.push_back(by_message(alternative.target, alternative.direction,
                              !selection.otherwise.has_value(), alternative.operation));
  }
  for (const Selection::After& after : selection.afters) ways.push_back({after.target});
  if (selection.otherwise) ways.push_back({*selection.otherwise});
  return ways;
}

std::vector<WayOn> ways_on_from_await(const Program& program, CodeIndex at) {
  const std::uint32_t index = program.code[at].operand;
  const Operation& operation = program.operations[index];
  std::vector<WayOn> ways = {{at + 1, Guard::word, Direction::send, false, index}};
  if (operation.awaits == Awaits::word) ways = {by_message(at + 1, Direction::send, true, index)};
  if (operation.timeout) {
    ways.push_back({operation.otherwise});
  } else if (operation.awaits != Awaits::word) {
    ways.push_back({operation.otherwise, Guard::drop, Direction::send, false, index});
  }
  return ways;
}

}  // namespace

std::vector<WayOn> ways_on(const Program& program, CodeIndex at) {
  const Instruction instruction = program.code[at];
  const std::uint32_t operand = instruction.operand;
  switch (instruction.opcode) {
    case Opcode::compute:
    case Opcode::sleep:
    case Opcode::draw:
    case Opcode::draw_after:
    case Opcode::reply:
    case Opcode::pay:
    case Opcode::begin_loop:
      return {{at + 1}};
    case Opcode::send:
    case Opcode::poll_send:
    case Opcode::receive:
    case Opcode::poll_receive: {
      const Direction direction = direction_of(instruction.opcode);
      const bool waits =
          instruction.opcode == Opcode::send || instruction.opcode == Opcode::receive;
      const Operation& operation = program.operations[operand];
      std::vector<WayOn> ways = {by_message(at + 1, direction, waits, operand)};
      if (operation.timeout) ways.push_back({operation.otherwise});
      return ways;
    }
    case Opcode::try_send: {
      const Operation& operation = program.operations[operand];
      std::vector<WayOn> ways = {by_message(at + 1, Direction::send, false, operand)};
      const MailboxGroupId group = group_of(program, operation.first);
      const MailboxGroup& mailboxes = program.mailbox_groups[group.index()];
      const bool may_refuse =
          mailboxes.when_full == FullPolicy::refuse && mailboxes.capacity != kUnbounded;
      if (may_refuse) ways.push_back({operation.otherwise});
      return ways;
    }
    case Opcode::transmit: {
      // It may come to a receiver; its sender goes on, whatever becomes of it.
      const bool waits = program.operations[operand].awaits != Awaits::acceptance;
      return {by_message(at + 1, Direction::send, waits, operand), {at + 1}};
    }
    case Opcode::try_receive:
      return {by_message(at + 1, Direction::receive, false, operand),
              {program.operations[operand].otherwise}};
    case Opcode::await:
      return ways_on_from_await(program, at);
    case Opcode::select:
      return ways_on_from_select(program.selections[operand]);
    case Opcode::choose: {
      std::vector<WayOn> ways;
      for (const auto& branch : program.choices[operand].branches) ways.push_back({branch.target});
      return ways;
    }
    case Opcode::jump:
      return {{operand}};
    case Opcode::end_round:
      return {{at + 1}, {operand, Guard::rounds}};
    case Opcode::stop:
      return {};
  }
  return {};
}

std::vector<CodeIndex> successors(const Program& program, CodeIndex at) {
  std::vector<CodeIndex> targets;
  for (const WayOn& way : ways_on(program, at)) targets.push_back(way.target);
  return targets;
}

std::vector<CodeIndex> reachable_after(const Program& program, CodeIndex at) {
  std::vector<bool> seen(program.code.size(), false);
  std::vector<CodeIndex> open = successors(program, at);
  while (!open.empty()) {
    const CodeIndex next = open.back();
    open.pop_back();
    if (seen[next]) continue;
    seen[next] = true;
    for (const CodeIndex target : successors(program, next)) open.push_back(target);
  }
  std::vector<CodeIndex> result;
  for (CodeIndex i = 0; i < seen.size(); ++i) {
    if (seen[i]) result.push_back(i);
  }
  return result;
}

}  // namespace ipcsim
