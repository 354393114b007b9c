#include "sim/machine/control_flow.hpp"

namespace ipcsim {

std::vector<CodeIndex> successors(const Program& program, CodeIndex at) {
  const Instruction instruction = program.code[at];
  switch (instruction.opcode) {
    case Opcode::compute:
    case Opcode::sleep:
    case Opcode::draw:
    case Opcode::begin_loop:
      return {at + 1};
    case Opcode::send:
    case Opcode::receive:
    case Opcode::poll_receive: {
      const Operation& operation = program.operations[instruction.operand];
      if (!operation.timeout) return {at + 1};
      return {at + 1, operation.otherwise};
    }
    case Opcode::try_send:
    case Opcode::try_receive:
      return {at + 1, program.operations[instruction.operand].otherwise};
    case Opcode::choose: {
      std::vector<CodeIndex> targets;
      for (const auto& branch : program.choices[instruction.operand].branches) {
        targets.push_back(branch.target);
      }
      return targets;
    }
    case Opcode::jump:
      return {instruction.operand};
    case Opcode::end_round:
      return {at + 1, instruction.operand};
    case Opcode::stop:
      return {};
  }
  return {};
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

Communication communication_at(const Program& program, CodeIndex at, const ProcessState& process) {
  const Instruction instruction = program.code[at];
  Communication result;
  switch (instruction.opcode) {
    case Opcode::send:
    case Opcode::try_send:
      result.direction = Direction::send;
      break;
    case Opcode::receive:
    case Opcode::try_receive:
    case Opcode::poll_receive:
      result.direction = Direction::receive;
      break;
    case Opcode::compute:
    case Opcode::sleep:
    case Opcode::draw:
    case Opcode::choose:
    case Opcode::jump:
    case Opcode::begin_loop:
    case Opcode::end_round:
    case Opcode::stop:
      return result;
  }
  const Operation& operation = program.operations[instruction.operand];
  if (operation.addressing == Addressing::drawn) {
    result.mailboxes = {operation.first, operation.count};
  } else {
    result.mailboxes = {mailbox_of(operation, process), 1};
  }
  return result;
}

}  // namespace ipcsim
