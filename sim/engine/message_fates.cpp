#include "sim/engine/message_fates.hpp"

#include <utility>

namespace ipcsim {
namespace {

/// Of a message that the event is about, with the event's process as its sender.
MessageFate fate_of(const TraceEvent& event, MessageEnd end) {
  return {.sender = event.process,
          .mailbox = event.mailbox,
          .number = event.message,
          .end = end,
          .sent = event.from_afar ? event.set_out : event.time,
          .ended = event.time};
}

}  // namespace

MessageFate MessageFates::take_out(const TraceEvent& event) {
  const auto found = inside_.find({event.mailbox, event.message});
  if (found == inside_.end()) {  // it was there at time 0
    return {.mailbox = event.mailbox,
            .number = event.message,
            .accepted = Instant{},
            .ended = event.time};
  }
  MessageFate fate = found->second;
  inside_.erase(found);
  fate.ended = event.time;
  return fate;
}

std::optional<MessageFate> MessageFates::after(const TraceEvent& event) {
  using Kind = TraceEvent::Kind;
  switch (event.kind) {
    case Kind::sent: {
      MessageFate fate = fate_of(event, MessageEnd::in_mailbox);
      fate.accepted = event.time;
      inside_.insert_or_assign({event.mailbox, event.message}, fate);
      return std::nullopt;
    }
    case Kind::handed_over:
    case Kind::taken_over: {
      MessageFate fate = fate_of(event, MessageEnd::received);
      fate.accepted = event.time;
      fate.receiver = event.partner;
      if (event.kind == Kind::taken_over) std::swap(fate.sender, fate.receiver);
      return fate;
    }
    case Kind::received: {
      MessageFate fate = take_out(event);
      fate.end = MessageEnd::received;
      fate.receiver = event.process;
      return fate;
    }
    case Kind::dropped: {
      MessageFate fate = take_out(event);
      fate.end = MessageEnd::dropped;
      return fate;
    }
    case Kind::lost:
      return fate_of(event, MessageEnd::dropped);
    case Kind::refused:
      return fate_of(event, MessageEnd::refused);
    case Kind::lost_under_way:
      return fate_of(event, MessageEnd::lost);
    default:
      return after_reply(event);
  }
}

std::optional<MessageFate> MessageFates::after_reply(const TraceEvent& event) {
  using Kind = TraceEvent::Kind;
  std::optional<MessageFate> fate;
  switch (event.kind) {
    case Kind::replied:
      fate = fate_of(event, MessageEnd::received);
      fate->receiver = event.partner;
      break;
    case Kind::reply_sets_out:
      replies_.insert_or_assign(*event.partner, OpenReply{event.process, event.time});
      return std::nullopt;
    case Kind::reply_came: {
      const auto reply = replies_.find(event.process);
      if (reply == replies_.end()) return std::nullopt;  // from the same host: `replied` told it
      fate = fate_of(event, MessageEnd::received);
      fate->receiver = event.process;
      fate->sender = reply->second.replier;
      fate->sent = reply->second.sent;
      replies_.erase(reply);
      break;
    }
    case Kind::reply_lost:
      fate = fate_of(event, MessageEnd::lost);
      break;
    case Kind::replied_late:
      fate = fate_of(event, MessageEnd::too_late);
      break;
    default:
      return std::nullopt;
  }
  fate->is_reply = true;
  fate->number = 0;
  return fate;
}

}  // namespace ipcsim
