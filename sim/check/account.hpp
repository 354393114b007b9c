// What happened in one step, for those who are to read it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/base/ids.hpp"

namespace ipcsim {

struct Event {
  enum class Kind : std::uint8_t {
    put,             // a message into the mailbox
    taken,           // a message out of the mailbox
    handed_over,     // from `process`, who sent it, to `other`
    refused,         // the message of `process`
    dropped,         // the new message of `process`
    oldest_dropped,  // to make room
    none_found,      // by `process`, which goes on without a message
    sets_out,        // a message of `process` to another host
    waits_in_turn,   // it has come to a mailbox that has no room
    branch,          // `number` of a `choose`, from 0
    otherwise,       // the `else` of a select
    replied,         // `process` to `other`, who has waited for it
    replied_late,    // to somebody who does not wait any more
  };
  Kind kind = Kind::put;
  ProcessId process;  // of an arrival: who awaits word of the message; of another one anybody
  std::optional<ProcessId> other;
  std::optional<MailboxId> mailbox;
  std::uint32_t number = 0;
};

/// In the order in which it happened.
struct Account {
  std::vector<Event> events;
};

}  // namespace ipcsim
