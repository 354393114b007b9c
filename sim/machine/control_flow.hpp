// Where a process can go from where it stands, whatever the others do: every timeout may fire,
// every operation may succeed or fail, every loop may end.
#pragma once

#include <vector>

#include "sim/machine/process_state.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// Where the instruction at `at` may go on; empty at `stop`.
std::vector<CodeIndex> successors(const Program& program, CodeIndex at);

/// Every instruction that may still be run after the one at `at` has been left, in order of code.
/// Time: linear in the program.
std::vector<CodeIndex> reachable_after(const Program& program, CodeIndex at);

enum class Direction : std::uint8_t { send, receive };

/// The mailboxes [first, first + count) that one operation may mean for a process: one, or with
/// M[any] all of the group.
struct MailboxSpan {
  MailboxId first;
  std::uint32_t count = 0;
  [[nodiscard]] bool contains(MailboxId m) const {
    return m.value >= first.value && m.value - first.value < count;
  }
};

/// The instruction's direction and mailboxes; `count` 0 if it is no send or receive.
struct Communication {
  Direction direction = Direction::send;
  MailboxSpan mailboxes;
};
Communication communication_at(const Program& program, CodeIndex at, const ProcessState& process);

}  // namespace ipcsim
