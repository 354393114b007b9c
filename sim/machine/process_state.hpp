// Where a process stands: all that the instructions of one process read and write of it. The
// timed and the untimed world keep it, each beside what it needs more.
#pragma once

#include <cstdint>

#include "sim/program/program.hpp"

namespace ipcsim {

struct ProcessState {
  CodeIndex at = 0;                 // the next instruction
  std::uint32_t drawn_index = 0;    // what the last `draw` chose for M[any]
  std::uint32_t replica = 0;        // number among the replicas of its group
  std::uint32_t first_counter = 0;  // its loop counters begin here in the world's list of them
};

/// The mailbox that the operation means for this process, now.
inline MailboxId mailbox_of(const Operation& operation, const ProcessState& process) {
  switch (operation.addressing) {
    case Addressing::fixed:
      return {operation.first.value + operation.offset};
    case Addressing::relative: {
      const auto index = (std::uint64_t{process.replica} + operation.offset) % operation.count;
      return {operation.first.value + static_cast<std::uint32_t>(index)};
    }
    case Addressing::drawn:
      return {operation.first.value + process.drawn_index};
  }
  return operation.first;
}

/// An operation's success and failure, also where another process or the clock brings it about.
inline void succeed(ProcessState& process) { ++process.at; }
inline void fail(const Operation& operation, ProcessState& process) {
  process.at = operation.otherwise;
}

}  // namespace ipcsim
