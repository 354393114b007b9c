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
  deadlock,          // nothing can ever happen again, and somebody is neither finished nor a
                     // service that waits for work
  partial_deadlock,  // these processes can never go on, while others still do
  livelock,          // the same as one of these, but somebody of them polls for ever, or steps for
                     // ever while no time passes
  program_error,     // a statement that cannot be carried out
};

/// What the finding rests on.
enum class FindingCause : std::uint8_t {
  waiting,             // they wait for what can never come; `shape` says how
  zero_time_loop,      // one process ran more than `run.zero_time_limit` steps while no time passed
  clock_overflow,      // the next event lies beyond the 292 years of the clock
  reply_without_call,  // a `reply` of a process that holds no unanswered call
};

/// The shape of the waiting, from the wait-for graph.
enum class FindingShape : std::uint8_t {
  none,         // the cause is not waiting
  cycle,        // each waits for the next, and for no other
  knot,         // each waits for some of the others, in more than one circle
  self_wait,    // a process that only it itself could release
  orphan_wait,  // nobody is left who could ever do what it waits for
};

inline constexpr std::size_t kMostReleasersNamed = 16;
inline constexpr std::size_t kMostAlternativesNamed = 16;

/// One mailbox at which a stuck process waits.
struct StuckAlternative {
  Direction direction = Direction::receive;  // what it wants to do there
  MailboxId mailbox;
  std::uint64_t depth = 0;  // messages in it
  /// Who could release it here if they themselves could go on; the first kMostReleasersNamed of
  /// `releasers`.
  std::vector<ProcessId> waits_for;
  std::size_t releasers = 0;
};

/// In what a process is stuck.
enum class StuckIn : std::uint8_t {
  nothing,    // it does not wait: the cause is another
  operation,  // a send or receive; several alternatives: a receive from several mailboxes
  select,     // its alternatives are those of the statement, in order
  receipt,    // its message was accepted, and it waits until it is received
  reply,      // its call was accepted, and it waits for the reply
};

/// One process that can never go on.
struct StuckProcess {
  ProcessId process;
  CodeIndex at = 0;  // where it stands
  StuckIn in = StuckIn::nothing;
  bool polling = false;  // looks again and again instead of waiting
  bool service = false;
  Instant since;  // when the statement began; kNever where there is no time
  /// Where it waits; of `receipt` and `reply` the mailbox that the message was sent to. The first
  /// kMostAlternativesNamed of `all_alternatives`.
  std::vector<StuckAlternative> alternatives;
  std::size_t all_alternatives = 0;
  std::optional<ProcessId> holder;  // of `reply`: who has received the call and not answered
  /// Of all alternatives together, each process once; the first kMostReleasersNamed of `releasers`.
  std::vector<ProcessId> waits_for;
  std::size_t releasers = 0;
};

struct Finding {
  FindingKind kind = FindingKind::deadlock;
  FindingCause cause = FindingCause::waiting;
  FindingShape shape = FindingShape::none;
  Instant since;         // from then on all of `processes` wait and none can be released; kNever
                         // where there is no time
  Instant doomed_since;  // when the first of `processes` could no longer be released by anybody
  /// No process that still goes on will come to wait among them: `shape` is final.
  bool complete = true;
  std::vector<StuckProcess> processes;  // who is stuck; along the cycle if it is one
  std::vector<StuckProcess> behind;     // who merely waits for one of them
};

}  // namespace ipcsim
