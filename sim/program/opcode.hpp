// The one list of opcodes: name, operands, effect. The step function, the disassembler and the
// control flow read it; a new statement begins here.
#pragma once

#include <cstdint>
#include <string_view>

namespace ipcsim {

/// What an instruction's fields mean.
enum class Operands : std::uint8_t {
  none,
  distribution,  // operand: index into Program::distributions
  operation,     // operand: index into Program::operations
  choice,        // operand: index into Program::choices
  selection,     // operand: index into Program::selections
  payment,       // operand: index into Program::payments
  target,        // operand: where to go on
  slot_count,    // slot: a register; operand: how many rounds
  slot_target,   // slot: a register; operand: where to go on
};

// Unless it says otherwise, an instruction goes on with the one behind it. "Fails" means: goes on
// at the operation's `otherwise`.
// clang-format off
#define IPCSIM_OPCODES(X)                                                                          \
  X(compute,      distribution, "uses a core for a drawn time")                                    \
  X(sleep,        distribution, "lets a drawn time pass without a core")                           \
  X(draw,         operation,    "draws the operation's index, size and timeout; no time passes")   \
  X(draw_after,   selection,    "draws the times of the selection's afters; no time passes")       \
  X(send,         operation,    "blocking: waits until the message is accepted; fails on timeout") \
  X(try_send,     operation,    "nonblocking: fails if the message is refused")                    \
  X(transmit,     operation,    "puts the message on its way to another host")                     \
  X(poll_send,    operation,    "looks for room again and again; fails on timeout")                \
  X(receive,      operation,    "blocking: waits for a message; fails on timeout")                 \
  X(try_receive,  operation,    "nonblocking: fails if there is no message")                       \
  X(poll_receive, operation,    "nonblocking: looks again and again; fails on timeout")            \
  X(await,        operation,    "waits for word of the message; fails if it is dropped")           \
  X(reply,        operation,    "answers the oldest open call")                                    \
  X(pay,          payment,      "uses a core for a call and a copy of its message")                \
  X(select,       selection,    "waits until an alternative can go; goes on behind it")            \
  X(choose,       choice,       "goes on at a branch drawn by weight")                             \
  X(jump,         target,       "goes on at the target")                                           \
  X(begin_loop,   slot_count,   "sets the counter to the number of rounds, at least 1")            \
  X(end_round,    slot_target,  "takes 1 off the counter; goes on at the target while it is not 0") \
  X(stop,         none,         "ends the process")
// clang-format on

enum class Opcode : std::uint8_t {
#define IPCSIM_ENUMERATOR(name, operands, effect) name,
  IPCSIM_OPCODES(IPCSIM_ENUMERATOR)
#undef IPCSIM_ENUMERATOR
};

enum class Direction : std::uint8_t { send, receive };

/// Of an instruction that sends or receives one message.
constexpr Direction direction_of(Opcode opcode) {
  const bool sends = opcode == Opcode::send || opcode == Opcode::try_send ||
                     opcode == Opcode::transmit || opcode == Opcode::poll_send;
  return sends ? Direction::send : Direction::receive;
}

struct OpcodeRow {
  std::string_view name;
  Operands operands;
  std::string_view effect;
};

/// The opcode's row of the list.
constexpr OpcodeRow row_of(Opcode opcode) {
  constexpr OpcodeRow kRows[] = {
#define IPCSIM_ROW(name, operands, effect) {#name, Operands::operands, effect},
      IPCSIM_OPCODES(IPCSIM_ROW)
#undef IPCSIM_ROW
  };
  return kRows[static_cast<std::uint8_t>(opcode)];
}

}  // namespace ipcsim
