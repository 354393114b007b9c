// What became of every message and reply, read off the trace of a run: who sent it and when, and
// when and how it ended. Keeps what is in the mailboxes, so its memory is in proportion to that,
// and not to the length of the run. Knows nothing of who watches.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

#include "sim/engine/trace.hpp"

namespace ipcsim {

enum class MessageEnd : std::uint8_t {
  received,
  in_mailbox,  // it has not ended: it lies there
  dropped,     // by the mailbox, on arrival or later to make room
  refused,
  lost,      // by a link; one that sets out again is another message here
  too_late,  // a reply to a call that had been given up
};

struct MessageFate {
  std::optional<ProcessId> sender;    // empty: it was there at time 0
  std::optional<ProcessId> receiver;  // of one that was received
  MailboxId mailbox;                  // that it was sent to; of a reply, that its call was
  std::uint64_t number = 0;           // at its mailbox; 0: it was not accepted, or is a reply
  bool is_reply = false;
  MessageEnd end = MessageEnd::received;
  Instant sent;  // when it left its sender: it was accepted, refused or dropped at once, or set out
  std::optional<Instant> accepted;
  Instant ended;
};

class MessageFates {
 public:
  MessageFates() = default;

  /// The message that the event puts an end to.
  std::optional<MessageFate> after(const TraceEvent& event);

  /// Visits those that lie in mailboxes and were sent by somebody, in no particular order.
  template <class Visit>
  void for_each_in_mailbox(Visit visit) const {
    for (const auto& [key, fate] : inside_) visit(fate);
  }

 private:
  struct Key {
    MailboxId mailbox;
    std::uint64_t number = 0;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const {
      return static_cast<std::size_t>(key.number * 0x9E37'79B9'7F4A'7C15U) ^ key.mailbox.index();
    }
  };
  struct OpenReply {
    ProcessId replier;
    Instant sent;
  };

  /// Of a message that is in the mailbox no longer.
  MessageFate take_out(const TraceEvent& event);
  std::optional<MessageFate> after_reply(const TraceEvent& event);

  std::unordered_map<Key, MessageFate, Hash> inside_;
  std::unordered_map<ProcessId, OpenReply> replies_;  // under way, by who awaits them
};

}  // namespace ipcsim
