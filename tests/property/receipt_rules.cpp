#include "tests/property/receipt_rules.hpp"

namespace ipcsim::testing {

std::string ReceiptRules::broken_by(const TraceEvent& event) {
  using Kind = TraceEvent::Kind;
  const MessageKey key{event.mailbox.value, event.message};
  if (event.kind == Kind::dropped) {
    bring_word(key, Word::dropped);
    return broken_;
  }
  await(event);
  Sender& self = senders_[event.process.index()];
  switch (event.kind) {
    case Kind::waits_to_send:
    case Kind::waits_in_select:
      self.waits_in = &statements_.of(event);
      break;
    case Kind::sent:
      accept(event, event.process, statements_.of(event));
      break;
    case Kind::handed_over:
      accept(event, event.process, statements_.of(event));
      receive(key, *event.partner);
      break;
    case Kind::taken_over: {
      const Statement* waited_in = senders_[event.partner->index()].waits_in;
      rule(waited_in != nullptr, "a message is taken over from who waits to send");
      if (waited_in != nullptr) accept(event, *event.partner, *waited_in);
      receive(key, event.process);
      break;
    }
    case Kind::received:
      receive(key, event.process);
      break;
    case Kind::replied:
    case Kind::replied_late:
      reply(event);
      break;
    default:
      break;
  }
  return broken_;
}

/// Between the acceptance of its message and word of it a sender does nothing else.
void ReceiptRules::await(const TraceEvent& event) {
  using Kind = TraceEvent::Kind;
  Sender& self = senders_[event.process.index()];
  const auto ends = [&](Awaited awaited, Word word) {
    rule(self.awaits == awaited, "only who awaits it is told of a receipt or a reply");
    rule(self.word == word, "who goes on has had word");
    self.awaits = Awaited::nothing;
  };
  const auto begins = [&](Awaited awaited) {
    rule(self.awaits == awaited && !self.waits, "who waits for word has had a message accepted");
    rule(self.word == Word::none, "nobody waits for word that is there");
    self.waits = true;
  };
  if (event.kind >= Kind::waits_for_receipt && event.kind <= Kind::message_dropped) {
    rule(event.mailbox.value == self.message.first, "word is of the mailbox of the send");
  }
  switch (event.kind) {
    case Kind::waits_for_receipt:
      return begins(Awaited::receipt);
    case Kind::waits_for_reply:
      return begins(Awaited::reply);
    case Kind::receipt_came:
      return ends(Awaited::receipt, Word::came);
    case Kind::reply_came:
      return ends(Awaited::reply, Word::came);
    case Kind::message_dropped:
      return ends(self.awaits == Awaited::nothing ? Awaited::receipt : self.awaits, Word::dropped);
    case Kind::timed_out:
      rule(self.awaits == Awaited::nothing || (self.waits && self.word == Word::none),
           "nobody gives up who has had word");
      self.awaits = Awaited::nothing;
      return;
    default:
      rule(self.awaits == Awaited::nothing, "who awaits word does nothing before");
  }
}

void ReceiptRules::accept(const TraceEvent& event, ProcessId process, const Statement& statement) {
  Sender& sender = senders_[process.index()];
  sender.waits_in = nullptr;
  sender.waits = false;
  sender.word = Word::none;
  sender.awaits = statements_.awaited(statement);
  sender.message = {event.mailbox.value, event.message};
  messages_[sender.message] = {process.value, sender.awaits == Awaited::reply};
}

void ReceiptRules::receive(MessageKey key, ProcessId receiver) {
  const auto message = messages_.find(key);
  if (message == messages_.end()) return;  // was there initially
  if (message->second.is_call) {
    senders_[receiver.index()].open_calls.push_back(key);
  } else {
    bring_word(key, Word::came);
  }
}

void ReceiptRules::bring_word(MessageKey key, Word word) {
  const auto message = messages_.find(key);
  if (message == messages_.end()) return;
  Sender& sender = senders_[message->second.sender];
  if (sender.awaits != Awaited::nothing && sender.message == key) sender.word = word;
}

void ReceiptRules::reply(const TraceEvent& event) {
  std::deque<MessageKey>& open_calls = senders_[event.process.index()].open_calls;
  if (open_calls.empty()) return rule(false, "only a call that was received is answered");
  const MessageKey call = open_calls.front();
  open_calls.pop_front();
  const std::uint32_t caller = messages_[call].sender;
  rule(event.partner && event.partner->value == caller && event.mailbox.value == call.first,
       "the oldest open call is answered");
  const bool is_awaited =
      senders_[caller].awaits == Awaited::reply && senders_[caller].message == call;
  rule(is_awaited == (event.kind == TraceEvent::Kind::replied),
       "a reply is late exactly if its caller has given up");
  bring_word(call, Word::came);
}

}  // namespace ipcsim::testing
