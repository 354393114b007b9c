// Where a process stands: all that the instructions of one process read and write of it. The
// timed and the untimed world keep it, each beside what it needs more.
#pragma once

#include <cstdint>

#include "sim/program/program.hpp"

namespace ipcsim {

/// What became of the message whose receipt or reply a process awaits.
enum class Delivery : std::uint8_t {
  none,       // it awaits none
  pending,    // not received, or not answered, yet
  delivered,  // received, or answered
  dropped,
};

/// Tickets are counted modulo this; a message keeps room for no more.
inline constexpr std::uint32_t kTickets = 1U << 30U;

struct ProcessState {
  CodeIndex at = 0;                    // the next instruction
  std::uint32_t replica = 0;           // number among the replicas of its group
  std::uint32_t first_register = 0;    // its registers begin here in the world's list of them
  std::uint32_t ticket = 0;            // of its last message with word to await; below kTickets
  Delivery delivery = Delivery::none;  // of that message
};

/// A process that waits, and in which alternative of its select (0 elsewhere); or nobody. One
/// number: what is written as two halves and soon read as a whole makes the processor wait.
class Waiter {
 public:
  /// Nobody.
  Waiter() = default;
  explicit Waiter(ProcessId process, std::uint32_t alternative = 0)
      : bits_(std::uint64_t{alternative} << 32U | process.value) {}

  explicit operator bool() const { return bits_ != kNobody; }
  /// REQUIRES, as the next: it is somebody.
  [[nodiscard]] ProcessId process() const { return {static_cast<std::uint32_t>(bits_)}; }
  [[nodiscard]] std::uint32_t alternative() const {
    return static_cast<std::uint32_t>(bits_ >> 32U);
  }

 private:
  static constexpr std::uint64_t kNobody = ~std::uint64_t{0};
  std::uint64_t bits_ = kNobody;
};

/// Whom to tell what became of a message. One number, like a Waiter.
class Envelope {
 public:
  /// There is nobody to tell.
  Envelope() = default;
  /// REQUIRES: ticket < kTickets.
  Envelope(ProcessId sender, std::uint32_t ticket, Awaits awaits)
      : bits_(std::uint64_t{static_cast<std::uint32_t>(awaits)} << 62U |
              std::uint64_t{ticket} << 32U | sender.value) {}

  [[nodiscard]] ProcessId sender() const { return {static_cast<std::uint32_t>(bits_)}; }
  [[nodiscard]] std::uint32_t ticket() const {
    return static_cast<std::uint32_t>(bits_ >> 32U) % kTickets;
  }
  /// What the sender waits for.
  [[nodiscard]] Awaits awaits() const { return static_cast<Awaits>(bits_ >> 62U); }

 private:
  static_assert(kTickets == 1U << 30U && static_cast<unsigned>(Awaits::acceptance) == 0 &&
                static_cast<unsigned>(Awaits::word) == 3);
  std::uint64_t bits_ = 0;
};

/// A call that was received and not yet answered.
struct OpenCall {
  ProcessId caller;
  std::uint32_t ticket = 0;
  MailboxId mailbox;  // that it was sent to
};

/// Which of the mailboxes that the operation may mean. REQUIRES: the addressing is not `fixed`.
template <class Registers>
std::uint64_t index_in(const Operation& operation, const ProcessState& process,
                       const Registers& registers) {
  switch (operation.addressing) {
    case Addressing::relative:
      return (std::uint64_t{process.replica} + operation.offset) % operation.count;
    case Addressing::drawn:
      return registers[process.first_register + operation.slot];
    case Addressing::counted:
      return operation.count - registers[process.first_register + operation.slot];
    case Addressing::fixed:
    case Addressing::several:
      break;
  }
  return operation.offset;
}

/// The mailbox that the operation means for this process, now. `registers`: the world's list.
/// REQUIRES: the addressing is not `several`.
template <class Registers>
[[gnu::always_inline]] inline MailboxId mailbox_of(const Operation& operation,
                                                   const ProcessState& process,
                                                   const Registers& registers) {
  if (operation.has_one_mailbox) [[likely]] {
    return operation.only_mailbox;
  }
  std::uint64_t index = operation.offset;
  if (operation.addressing != Addressing::fixed) index = index_in(operation, process, registers);
  return {static_cast<std::uint32_t>(operation.first.value + index * operation.stride +
                                     std::uint64_t{process.replica} * operation.own_stride)};
}

/// The source's first mailbox for this process.
inline MailboxId first_of(const Source& source, const ProcessState& process) {
  return {source.first.value + process.replica * source.own_stride};
}

/// The operation that a process waits or polls in: that of its instruction, or of the alternative
/// of its select.
inline const Operation& operation_at(const Program& program, const ProcessState& process,
                                     std::uint32_t alternative) {
  const Instruction instruction = program.code[process.at];
  if (instruction.opcode == Opcode::select) {
    const Selection& selection = program.selections[instruction.operand];
    return program.operations[selection.alternatives[alternative].operation];
  }
  return program.operations[instruction.operand];
}

/// An operation's success and failure, also where another process or the clock brings it about.
inline void succeed(const Program& program, ProcessState& process, std::uint32_t alternative) {
  const Instruction instruction = program.code[process.at];
  process.at = instruction.opcode == Opcode::select
                   ? program.selections[instruction.operand].alternatives[alternative].target
                   : process.at + 1;
}
inline void succeed(ProcessState& process) { ++process.at; }
inline void fail(const Operation& operation, ProcessState& process) {
  process.at = operation.otherwise;
}

}  // namespace ipcsim
