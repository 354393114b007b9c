#include "sim/check/local_states.hpp"

#include <algorithm>
#include <limits>

#include "sim/machine/control_flow.hpp"

namespace ipcsim {
namespace {

constexpr std::uint64_t kMostQuick = 1U << 14U;
constexpr std::size_t kSetSize = 64;  // registers that have a bit of their own in a set

std::uint64_t bit_of(std::uint16_t slot) { return slot < kSetSize ? std::uint64_t{1} << slot : 0; }

/// Saturate: LocalStates::size says whether there are too many.
std::uint64_t times(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  return a > kMost / b ? kMost : a * b;
}
std::uint64_t plus(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  return a > kMost - b ? kMost : a + b;
}

bool reads_register(const Operation& operation) {
  return operation.addressing == Addressing::drawn || operation.addressing == Addressing::counted;
}

/// Registers that an instruction reads, and those that it writes: bit k stands for register k.
struct RegisterUse {
  std::uint64_t reads = 0;
  std::uint64_t writes = 0;
};

/// Of sizes nothing is kept: they take time, and there is none.
RegisterUse register_use(const Program& program, const Instruction& instruction) {
  const auto read_by = [&](std::uint32_t index) -> std::uint64_t {
    const Operation& operation = program.operations[index];
    return reads_register(operation) ? bit_of(operation.slot) : 0;
  };
  switch (row_of(instruction.opcode).operands) {
    case Operands::slot_count:
      return {0, bit_of(instruction.slot)};
    case Operands::slot_target:
      return {bit_of(instruction.slot), 0};
    case Operands::operation: {
      if (instruction.opcode != Opcode::draw) return {read_by(instruction.operand), 0};
      const Operation& operation = program.operations[instruction.operand];
      const bool draws = operation.addressing == Addressing::drawn;
      return {0, draws ? bit_of(operation.slot) : 0};
    }
    case Operands::selection: {
      RegisterUse use;
      for (const auto& alternative : program.selections[instruction.operand].alternatives) {
        use.reads |= read_by(alternative.operation);
      }
      return use;
    }
    default:
      return {};
  }
}

/// By instruction of the group: the registers that may still be read before they are written.
std::vector<std::uint64_t> live_slots(const Program& program, const ProcessGroup& group) {
  std::vector<std::uint64_t> live(group.end - group.entry, 0);
  for (bool changed = true; changed;) {
    changed = false;
    for (CodeIndex at = group.end; at-- > group.entry;) {
      const RegisterUse use = register_use(program, program.code[at]);
      std::uint64_t behind = 0;
      for (const CodeIndex next : successors(program, at)) behind |= live[next - group.entry];
      const std::uint64_t before = use.reads | (behind & ~use.writes);
      if (before == live[at - group.entry]) continue;
      live[at - group.entry] = before;
      changed = true;
    }
  }
  return live;
}

/// By register: the largest value that it is ever given.
std::vector<std::uint32_t> largest_values(const Program& program, const ProcessGroup& group) {
  std::vector<std::uint32_t> most(group.registers, 0);
  for (CodeIndex at = group.entry; at < group.end; ++at) {
    const Instruction instruction = program.code[at];
    if (instruction.opcode == Opcode::begin_loop) {
      most[instruction.slot] = std::max(most[instruction.slot], instruction.operand);
    } else if (instruction.opcode == Opcode::draw) {
      const Operation& operation = program.operations[instruction.operand];
      if (operation.addressing != Addressing::drawn) continue;
      most[operation.slot] = std::max(most[operation.slot], operation.count - 1);
    }
  }
  return most;
}

}  // namespace

bool is_step(const Program& program, const Instruction& instruction) {
  switch (instruction.opcode) {
    case Opcode::draw:
    case Opcode::draw_after:
    case Opcode::pay:
    case Opcode::jump:
    case Opcode::begin_loop:
    case Opcode::end_round:
      return false;
    case Opcode::transmit: {
      // Without a timeout a blocking send to another host is one step, as on the same host.
      const Operation& operation = program.operations[instruction.operand];
      return operation.awaits == Awaits::acceptance || operation.timeout.has_value();
    }
    default:
      return true;
  }
}

LocalStates::LocalStates(const Program& program, const ProcessGroup& group)
    : entry_(group.entry), registers_(group.registers) {
  const std::vector<std::uint64_t> live = live_slots(program, group);
  const std::vector<std::uint32_t> most = largest_values(program, group);
  add_place(group.end - 1, MessageStage::accepted, 0, {});  // all ends are alike
  for (CodeIndex at = group.entry; at < group.end; ++at) {
    const Instruction instruction = program.code[at];
    place_at_.push_back(0);
    if (instruction.opcode == Opcode::stop || !is_step(program, instruction)) continue;
    place_at_.back() = static_cast<std::uint32_t>(places_.size());
    add_place(at, MessageStage::accepted, live[at - entry_], most);
    const bool goes_far = instruction.opcode == Opcode::await &&
                          program.operations[instruction.operand].route.has_value();
    if (!goes_far) continue;
    add_place(at, MessageStage::under_way, live[at - entry_], most);
    add_place(at, MessageStage::in_turn, live[at - entry_], most);
  }
  if (size_ > kMostQuick) return;
  for (std::uint64_t number = 0; number < size_; ++number) {
    quick_.push_back(static_cast<std::uint16_t>(search(number)));
  }
}

/// `live_slots`: what is read from there on. A register without a bit of its own is always kept.
void LocalStates::add_place(CodeIndex at, MessageStage stage, std::uint64_t live_slots,
                            const std::vector<std::uint32_t>& most) {
  Place place{at, stage, size_, static_cast<std::uint32_t>(live_.size())};
  std::uint64_t combinations = 1;
  for (std::size_t slot = 0; slot < most.size(); ++slot) {
    const bool is_live = slot >= kSetSize || (live_slots >> slot & 1U) != 0;
    if (!is_live || most[slot] == 0) continue;
    live_.push_back({static_cast<std::uint16_t>(slot), combinations});
    combinations = times(combinations, std::uint64_t{most[slot]} + 1);
  }
  place.end_live = static_cast<std::uint32_t>(live_.size());
  places_.push_back(place);
  size_ = plus(size_, combinations);
}

std::size_t LocalStates::search(std::uint64_t number) const {
  const auto behind =
      std::upper_bound(places_.begin(), places_.end(), number,
                       [](std::uint64_t n, const Place& place) { return n < place.base; });
  return static_cast<std::size_t>(behind - places_.begin() - 1);
}

}  // namespace ipcsim
