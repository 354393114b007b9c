// One run of a program in virtual time.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/engine/measurements.hpp"
#include "sim/engine/trace.hpp"
#include "sim/machine/finding.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// The run ends when `messages` were received since time 0 from [first, first + count) together.
struct MessageGoal {
  MailboxSpan mailboxes;
  std::uint64_t messages = 0;
};

/// Takes what was measured up to each cut, one window after another.
class WindowSink {
 public:
  WindowSink() = default;
  WindowSink(const WindowSink&) = delete;
  WindowSink& operator=(const WindowSink&) = delete;
  virtual ~WindowSink() = default;
  virtual void take(Measurements window) = 0;
};

struct RunOptions {
  Instant until = kNever;  // what falls on it does not happen; kNever: no limit
  std::optional<MessageGoal> goal;
  Instant warmup;
  /// At each of these a window of measuring ends, goes to `windows`, and the next one begins, as at
  /// the end of the warm-up. The run itself goes the same way as without. A cut takes
  /// O(processes + mailboxes + messages in them). REQUIRES: ascending, all after `warmup` and
  /// before `until`; `windows` is there if any is.
  std::vector<Instant> cuts;
  WindowSink* windows = nullptr;
  std::uint64_t seed = 1;
  std::uint64_t replication = 0;
  /// Instructions that one process may run while no time passes; empty, or 2^32 - 1 and more: any
  /// number.
  std::optional<std::uint64_t> zero_time_limit = 1'000'000;
  /// End the run when some processes can never go on, and all who wait among them are there.
  bool stop_on_deadlock = false;
  /// Seek partial deadlocks while the run goes on; otherwise only at its end.
  bool seek_partial_deadlocks = true;
  /// How many events may pay for this search before they have happened: then it is spaced out.
  /// Changes no date, unless dates_of_getting_stuck ends early.
  std::uint64_t search_credit = 1'000'000;
  /// Counts looks that find nothing before anything can change, instead of making them one by one.
  /// Changes nothing in the results. With a trace each is made, and told.
  bool skip_vain_looks = true;
  TraceSink* trace = nullptr;
  /// Looked at now and then; once true, the run ends as `interrupted`.
  const std::atomic<bool>* interrupt = nullptr;
};

enum class EndReason : std::uint8_t {
  completed,  // every process that is no service finished
  time_limit,
  message_limit,
  program_error,        // a statement that cannot be carried out; in `findings`
  deadlock,             // nothing can ever happen again; in `findings`
  livelock,             // only polling, or steps without time, for ever; in `findings`
  stopped_on_deadlock,  // some processes can never go on; in `findings`
  interrupted,
};

struct RunResult {
  EndReason reason = EndReason::completed;
  Instant end;
  Measurements measurements;      // from the warm-up, or the last cut, on
  std::vector<Finding> findings;  // also those that did not end the run
  std::uint64_t events = 0;       // that have begun; also where a process went on without one
};

/// Runs `program` to its end. One seed and replication give one result, on every machine.
/// Throws InternalError if a self-check of the measurements fails, in whichever window.
RunResult simulate(const Program& program, const RunOptions& options);

}  // namespace ipcsim
