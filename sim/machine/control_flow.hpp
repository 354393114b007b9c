// Where a process can go from where it stands, and what must come about for it: read off the
// program alone, without a world.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/machine/process_state.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// What must come about before a process can take a way on.
enum class Guard : std::uint8_t {
  none,     // nothing: time, chance, or the process alone decides
  message,  // the operation's message is sent or received
  word,     // the receipt or reply that the operation awaits comes
  drop,     // the message that the operation awaits word of is dropped
  rounds,   // the loop that begins at the target has rounds left
};

/// One way on from an instruction.
struct WayOn {
  CodeIndex target = 0;
  Guard guard = Guard::none;
  Direction direction = Direction::send;  // of `message`
  bool waits = false;                     // of `message`: the process can be found waiting for it
  std::uint32_t operation = 0;            // of all but `none`; index into Program::operations
};

/// Every way on from the instruction at `at`; none from `stop`. A process that polls without a
/// timeout has one way on, the message.
std::vector<WayOn> ways_on(const Program& program, CodeIndex at);

/// Where the instruction at `at` may go on, whatever the others do: every timeout may fire, every
/// operation may succeed or fail, every loop may end.
std::vector<CodeIndex> successors(const Program& program, CodeIndex at);

/// Every instruction that may still be run after the one at `at` has been left, in order of code.
/// Time: linear in the program.
std::vector<CodeIndex> reachable_after(const Program& program, CodeIndex at);

/// Mailboxes in a row: [first, first + count).
struct MailboxSpan {
  MailboxId first;
  std::uint32_t count = 0;
  [[nodiscard]] bool contains(MailboxId m) const {
    return m.value >= first.value && m.value - first.value < count;
  }
};

/// Calls visit(span) for the mailboxes that the operation may mean for this process: whenever it
/// comes to it, M[any] and M[*] standing for the whole array. Spans do not overlap.
template <class Visit>
void visit_mailboxes(const Program& program, const Operation& operation,
                     const ProcessState& process, Visit visit) {
  const std::uint32_t own = process.replica * operation.own_stride;
  switch (operation.addressing) {
    case Addressing::fixed:
      visit(MailboxSpan{{operation.first.value + operation.offset * operation.stride + own}, 1});
      return;
    case Addressing::relative: {
      const auto index = static_cast<std::uint32_t>(
          (std::uint64_t{process.replica} + operation.offset) % operation.count);
      visit(MailboxSpan{{operation.first.value + index * operation.stride + own}, 1});
      return;
    }
    case Addressing::drawn:
    case Addressing::counted:
      if (operation.stride == 1) {
        visit(MailboxSpan{{operation.first.value + own}, operation.count});
        return;
      }
      for (std::uint32_t i = 0; i < operation.count; ++i) {
        visit(MailboxSpan{{operation.first.value + i * operation.stride + own}, 1});
      }
      return;
    case Addressing::several:
      for (std::uint32_t i = 0; i < operation.count; ++i) {
        const Source& source = program.sources[operation.offset + i];
        visit(MailboxSpan{first_of(source, process), source.count});
      }
      return;
  }
}

/// The same for a process that stands in the operation: what is drawn has been drawn.
template <class Registers, class Visit>
void visit_mailboxes_now(const Program& program, const Operation& operation,
                         const ProcessState& process, const Registers& registers, Visit visit) {
  if (operation.addressing == Addressing::several) {
    visit_mailboxes(program, operation, process, visit);
  } else {
    visit(MailboxSpan{mailbox_of(operation, process, registers), 1});
  }
}

}  // namespace ipcsim
