// What happens in a run, event by event, for whoever wants to watch: narration, recorded traces.
// Watching changes nothing. Knows nothing of how an event is shown.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/base/ids.hpp"
#include "sim/base/time.hpp"
#include "sim/engine/measurements.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

struct TraceEvent {
  enum class Kind : std::uint8_t {
    started,            // the process begins its program
    computes,           // until `until`
    sleeps,             // until `until`
    pays,               // for a call and a copy, until `until`
    sent,               // the mailbox accepted the process's message
    handed_over,        // the process's message went straight to `partner`, who waited for it
    waits_to_send,      // the mailbox has no room, or with capacity 0 no receiver
    refused,            // the process was told that its message was not accepted
    lost,               // the process's message was dropped on arrival; it was not told
    dropped,            // an accepted message was dropped; `process` is its sender
    received,           // the process took a message out of the mailbox
    taken_over,         // the process took the message from the hands of `partner`
    waits_to_receive,   // no message there
    found_none,         // a nonblocking receive went on without a message
    looks,              // a poller found no message and looks again at `until`
    timed_out,          // the operation was given up
    waits_in_select,    // no alternative can go; no mailbox
    took_else,          // a select went on without waiting; no mailbox
    after_passed,       // a select waited until the time of an `after`; no mailbox
    waits_for_receipt,  // the process's message was accepted; waits until it is received
    waits_for_reply,    // the process's call was accepted; waits until it is answered
    receipt_came,       // the process goes on: its message was received
    reply_came,         // the process goes on: its call was answered
    message_dropped,    // the process goes on: the message whose receipt or reply it awaits was
                        // dropped
    sets_out,           // the process's message, on its way to another host
    lost_under_way,     // it, by `link`; sets out again at `until`; kNever: not at all
    not_repeated,       // it was lost, and does not set out again: its sender has given up
    waits_for_word,     // the process waits until it hears that its message was accepted
    word_came,          // the process goes on: its message was accepted
    reply_sets_out,     // the process's answer, on its way to the host of `partner`
    reply_lost,         // it, by `link`; sets out again at `until`
    replied,            // the process answered the call of `partner`
    replied_late,       // the same, but `partner` had given up: the reply is discarded
    finished,           // the program has ended
  };
  Instant time;
  Kind kind = Kind::started;
  ProcessId process;
  CodeIndex at = 0;           // the instruction concerned
  MailboxId mailbox;          // where the kind speaks of a message or a mailbox, unless `several`
  bool several = false;       // it waits for, or found nothing in, any of several mailboxes
  std::uint64_t message = 0;  // its number at this mailbox; 0: not accepted
  std::uint64_t depth = 0;    // messages in the mailbox afterwards
  std::optional<ProcessId> partner;
  Instant until;
  LinkId link;
  Instant set_out;  // of a message from another host, or lost on the way: when it did, at last
  /// The message came from another host: `process` has sent it, and does not act now. Of
  /// `taken_over`: `partner` has.
  bool from_afar = false;
};

/// A core of a host with a limited number of them takes something up: the only way to see who of
/// the processes that want one has it.
struct CoreTurn {
  Instant time;
  std::uint32_t core = 0;               // see Cores::Core
  std::optional<ProcessId> process;     // empty: the core is idle
  Activity activity = Activity::ready;  // of the process; `ready` while the core changes to it
};

/// A message takes its turn on a link, in one direction; told when it comes to the link.
struct Passage {
  Hop hop;
  ProcessId sender;
  Instant begins;  // to hold the link
  Instant sent;    // as a whole: holds the link no longer
  Instant arrival;
  bool lost = false;  // nothing arrives
};

class TraceSink {
 public:
  TraceSink() = default;
  TraceSink(const TraceSink&) = delete;
  TraceSink& operator=(const TraceSink&) = delete;
  virtual ~TraceSink() = default;
  virtual void record(const TraceEvent& event) = 0;
  virtual void record_turn(const CoreTurn&) {}
  virtual void record_passage(const Passage&) {}
};

}  // namespace ipcsim
