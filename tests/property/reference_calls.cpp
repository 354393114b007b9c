// What a sender awaits beyond the acceptance of its message: the receipt, or the reply to a call.
#include "tests/property/reference_state.hpp"

namespace ipcsim::testing::reference {

Go Interpreter::call(std::uint32_t p, const Statement& statement, const Call& call) {
  Sending sending{.priority = call.priority, .wants = Awaited::reply};
  sending.box = box_of(p, call.mailbox);
  draw(p, call.size);
  sending.timeout = draw(p, call.timeout);
  return send_one(p, statement, sending);
}

Go Interpreter::reply(std::uint32_t p, const Statement& statement, const Reply& reply) {
  Process& self = processes_[p];
  draw(p, reply.size);
  if (self.open_calls.empty()) {
    end(ReferenceEnd::program_error);
    return Go::away;
  }
  const OpenCall call = self.open_calls.front();
  self.open_calls.pop_front();
  const Process& caller = processes_[call.caller];
  const bool is_awaited = caller.awaits == Awaited::reply && caller.ticket == call.ticket;
  self.attempt = {.statement = &statement, .box = call.box};
  tell_of_box(is_awaited ? "replied" : "replied_late", p).partner = call.caller;
  bring_word({.ticket = call.ticket, .sender = call.caller}, Word::came);
  return Go::on;
}

void Interpreter::bring_word(const Letter& letter, Word word) {
  Process& sender = processes_[letter.sender];
  if (sender.awaits == Awaited::nothing || sender.ticket != letter.ticket) return;
  sender.word = word;
  if (sender.stand == Stand::awaits) wake(letter.sender);
}

Go Interpreter::await(std::uint32_t p) {
  Process& self = processes_[p];
  const bool is_call = self.awaits == Awaited::reply;
  if (self.word == Word::none) {
    self.stand = Stand::awaits;
    if (self.attempt.deadline) plan(p, *self.attempt.deadline, true);
    tell_of_box(is_call ? "waits_for_reply" : "waits_for_receipt", p);
    return Go::away;
  }
  self.awaits = Awaited::nothing;
  if (self.word == Word::dropped) {
    fail(p, "message_dropped");
  } else {
    tell_of_box(is_call ? "reply_came" : "receipt_came", p);
    succeed(p);
  }
  return Go::on;
}

}  // namespace ipcsim::testing::reference
