// What went wrong in a run, as a value: who is stuck, where, and why it can never end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/base/ids.hpp"
#include "sim/base/time.hpp"
#include "sim/machine/control_flow.hpp"

namespace ipcsim {

enum class FindingKind : std::uint8_t {
  deadlock,       // nothing can ever happen again, and somebody is neither finished nor a
                  // service that waits for work
  livelock,       // the same, but somebody polls for ever, or steps for ever while no time passes
  program_error,  // a statement that cannot be carried out
};

/// What the finding rests on.
enum class FindingCause : std::uint8_t {
  waiting,         // they wait for what can never come; `shape` says how
  zero_time_loop,  // one process ran more than `run.zero_time_limit` steps while no time passed
  clock_overflow,  // the next event lies beyond the 292 years of the clock
};

/// The shape of the waiting, from the wait-for graph.
enum class FindingShape : std::uint8_t {
  none,         // the cause is not waiting
  cycle,        // each waits for the next, and for no other
  knot,         // each waits for some of the others, in more than one circle
  self_wait,    // a process that only it itself could release
  orphan_wait,  // nobody is left who could ever send or receive there
};

inline constexpr std::size_t kMostReleasersNamed = 16;

/// One process that can never go on.
struct StuckProcess {
  ProcessId process;
  CodeIndex at = 0;  // where it stands
  Direction direction = Direction::receive;
  bool polling = false;  // looks again and again instead of waiting
  bool service = false;
  std::optional<MailboxId> mailbox;  // where it wants to send or receive
  std::uint64_t depth = 0;           // messages in that mailbox
  Instant since;                     // when the operation began
  /// Who could release it if they themselves could go on; the first kMostReleasersNamed of
  /// `releasers`.
  std::vector<ProcessId> waits_for;
  std::size_t releasers = 0;
};

struct Finding {
  FindingKind kind = FindingKind::deadlock;
  FindingCause cause = FindingCause::waiting;
  FindingShape shape = FindingShape::none;
  Instant since;                        // when the last of `processes` got stuck
  std::vector<StuckProcess> processes;  // who is stuck; along the cycle if it is one
  std::vector<StuckProcess> behind;     // who merely waits for one of them
};

}  // namespace ipcsim
