// All processes and mailboxes at one moment, as the search for deadlocks looks at them. The world
// fills it in. Knows nothing of events, random streams or measurements.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/base/ids.hpp"
#include "sim/base/time.hpp"
#include "sim/machine/process_state.hpp"

namespace ipcsim {

enum class Standing : std::uint8_t {
  going,    // goes on by itself: now, when time has passed, or when it is started
  waiting,  // was blocked in the instruction at which it stands
  polling,  // looks again and again in the operation at which it stands
  finished,
};

struct ProcessSituation {
  ProcessState state;
  Standing standing = Standing::going;
  Instant since;                    // of waiting and polling: when the statement began
  std::uint32_t open_calls = 0;     // received and not answered
  std::optional<ProcessId> holder;  // who has received the call whose reply it awaits
  /// What it awaits word of is under way to another host, or waits at the mailbox there.
  bool awaits_acceptance = false;
};

struct Situation {
  std::vector<ProcessSituation> processes;  // by ProcessId
  std::vector<std::uint64_t> depths;        // by MailboxId: messages in it
  /// By MailboxId: messages that come from another host, and have not been accepted yet; empty if
  /// none ever does.
  std::vector<std::uint64_t> under_way;
  std::vector<std::uint64_t> awaited_under_way;  // those whose senders wait for word, likewise
  const std::vector<std::uint32_t>* registers = nullptr;  // of all processes
};

}  // namespace ipcsim
