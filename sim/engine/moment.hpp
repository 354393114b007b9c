// All of a run that what happens next depends on, and nothing else: a copy of it is a way back to
// that moment. What has been measured is no part of it.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "sim/base/random.hpp"
#include "sim/base/time.hpp"
#include "sim/engine/cores.hpp"
#include "sim/engine/event_list.hpp"
#include "sim/engine/links.hpp"
#include "sim/engine/measurements.hpp"
#include "sim/engine/message_store.hpp"
#include "sim/engine/ring_buffer.hpp"
#include "sim/engine/wait_room.hpp"
#include "sim/machine/process_state.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

class Moment {
 public:
  /// A message that was sent to another host.
  struct Parcel {
    Envelope envelope;
    Instant begun;    // when its send began
    Instant set_out;  // at last
    Instant arrived;  // at its mailbox
    CodeIndex sent_at = 0;
    std::int32_t priority = 0;
    std::int64_t bytes = 0;
  };

  /// The memory that a copy takes, about, in bytes. O(mailboxes).
  [[nodiscard]] std::uint64_t size() const {
    std::uint64_t messages = 0;
    for (const Mailbox& mailbox : mailboxes_) messages += mailbox.messages.size();
    const std::uint64_t process = sizeof(Process) + kBesideEach;
    const std::uint64_t mailbox = sizeof(Mailbox) + kBesideEach;
    return processes_.size() * process + mailboxes_.size() * mailbox + messages * sizeof(Message) +
           flights_.size() * (sizeof(Flight) + kBesideEach);
  }

 protected:
  explicit Moment(const Program& program)
      : cores_(program),
        events_(program.processes + cores_.size()),
        processes_(program.processes),
        mailboxes_(program.mailboxes),
        waiting_(program.mailboxes, program.processes) {}

  static constexpr Instant kNotBegun = kNever;
  static constexpr std::uint64_t kBesideEach = 64;  // bytes in event list, queues and registers

  /// What a step reads and writes of its process, in one line of the cache.
  struct alignas(64) Process {
    ProcessState state;
    Activity activity = Activity::not_started;
    Activity wants = Activity::computing;  // or polling: for what it has a core or wants one
    bool shares_cores = false;             // its host has a limited number of them
    bool polls_without_end = false;        // it looks without a timeout
    std::uint32_t zero_time_steps = 0;  // made since time last passed for it, or goal_left_ changed
    std::uint32_t zero_time_goal = 0;   // what goal_left_ was then, modulo 2^32
    RandomStream stream;
    Instant activity_since;     // within the window
    Instant begun = kNotBegun;  // when the operation began in which it waits or polls
  };
  static_assert(sizeof(Process) == 64);

  /// What a process needs beside whose operations may have timeouts.
  struct Deadline {
    Duration timeout;            // of the operation, as drawn; of a select its first `after`
    CodeIndex after_target = 0;  // where a select goes on when its first `after` has passed
  };

  /// What a process that looks in vain needs beside.
  struct Looker {
    Duration poll;             // core time of a look
    Instant looked;            // when it last found nothing
    std::int64_t skipped = 0;  // looks behind that one, not made and not counted yet
    std::uint64_t epoch = 0;   // the epoch_ of its last one
  };

  /// What a process needs beside where calls are paid for.
  struct Call {
    Instant begun = kNotBegun;  // of the send whose call was paid for last
    CodeIndex send = 0;         // where that send stands
    std::int64_t received = 0;  // bytes of the message received last
  };

  /// Where the message is that a process awaits word of, if it was sent to another host.
  enum class Stage : std::uint8_t {
    none,          // there is none, or it was accepted
    to_mailbox,    // under way
    at_mailbox,    // it waits there for room, or for a receiver
    reply_is_out,  // the reply to it is under way
  };

  /// What a process needs beside that sends to other hosts.
  struct Correspondence {
    Parcel waiting;  // `at_mailbox`: the message
    Stage stage = Stage::none;
    Delivery word = Delivery::none;  // that is on its way to it
  };

  /// A message or reply on its way. Its event is its arrival at the next host, or that it sets out
  /// again; the event's owner is behind those of processes and cores.
  struct Flight {
    Parcel parcel;  // of a reply the caller's envelope: whom it is for
    MailboxId mailbox;
    ProcessId replier;  // of a reply
    std::uint32_t route = 0;
    std::uint32_t hops = 0;  // of the route, that it has begun
    bool in_use = false;     // else the place is free
    bool is_reply = false;   // goes back over the route
    bool is_lost = false;    // by the link that it passes; its event is the end of the transmission
    bool sets_out_again = false;
  };

  struct Mailbox {
    MessageStore messages;
    std::uint64_t capacity = 0;
    std::uint64_t numbered = 0;  // messages that got a number
    FullPolicy when_full = FullPolicy::refuse;
    TakeOrder order = TakeOrder::fifo;
    bool counts_for_goal = false;
  };

  Instant now_;
  Cores cores_;
  EventList events_;  // of the processes by number, then of the cores, then of the flights
  std::vector<Process> processes_;
  std::vector<Call> paid_calls_;  // by process; empty if no call is paid for
  /// By mailbox, the sizes in bytes of its messages by their numbers; empty if nobody pays for a
  /// copy of what was received.
  std::vector<std::unordered_map<std::uint64_t, std::int64_t>> sizes_;
  std::vector<Deadline> deadlines_;  // by process; empty if nothing has a timeout
  std::vector<Looker> lookers_;      // by process; empty if nobody polls
  std::vector<Mailbox> mailboxes_;
  WaitRoom waiting_;
  Links links_;
  std::vector<Correspondence> correspondence_;  // by process; empty if there is no route
  std::vector<std::uint64_t> under_way_;  // by mailbox: messages from other hosts that have not
                                          // been accepted; empty if there is no route
  std::vector<Flight> flights_;
  std::vector<std::uint32_t> free_flights_;  // places in flights_
  std::vector<std::uint32_t> registers_;
  std::vector<RingBuffer<OpenCall>> calls_;  // by process; empty if nobody calls
  std::unordered_map<std::uint64_t, std::uint32_t> trace_cursors_;  // by process and distribution
  std::uint64_t unfinished_ = 0;                                    // processes that are no service
  bool only_services_ = false;
  std::uint64_t pollers_ = 0;                    // processes that look without a timeout
  std::uint64_t fruitless_looks_ = 0;            // since anything else last happened
  std::uint64_t epoch_ = 0;                      // grows at the first of these looks
  std::uint64_t epoch_lookers_ = 0;              // processes that have made at least one of them
  std::uint64_t waits_ = 0;                      // processes that wait
  std::uint64_t goal_left_ = ~std::uint64_t{0};  // messages; without a goal always so many
};

}  // namespace ipcsim
