// The statements send, receive and multicast.
#include "tests/property/reference_state.hpp"

namespace ipcsim::testing::reference {

std::uint32_t Interpreter::index_of(std::uint32_t p, IndexForm form, std::uint32_t offset,
                                    std::uint32_t count) {
  switch (form) {
    case IndexForm::whole:
    case IndexForm::all:
      break;
    case IndexForm::fixed:
      return offset;
    case IndexForm::self:
      return processes_[p].replica;
    case IndexForm::relative:
      return (processes_[p].replica + offset) % count;
    case IndexForm::any:
      return static_cast<std::uint32_t>(processes_[p].stream.below(count));
  }
  return 0;
}

std::uint32_t Interpreter::box_of(std::uint32_t p, const MailboxRef& ref) {
  const std::uint32_t count = scenario_.mailboxes[ref.group.index()].elements();
  return first_box_[ref.group.index()] + index_of(p, ref.form, ref.offset, count);
}

Go Interpreter::send(std::uint32_t p, const Statement& statement, const Send& send) {
  Sending sending{.priority = send.priority,
                  .blocking = send.pinned.value_or(scenario_.send) == Mode::blocking};
  sending.box = std::visit([&](const auto& to) { return box_of(p, to); }, send.to);
  if (send.until == SendUntil::received) sending.wants = Awaited::receipt;
  draw(p, send.size);
  sending.timeout = draw(p, send.timeout);
  return send_one(p, statement, sending);
}

Go Interpreter::send_one(std::uint32_t p, const Statement& statement, const Sending& sending) {
  Attempt& attempt = processes_[p].attempt;
  attempt = {.statement = &statement,
             .offers = {{.way = Way::send, .box = sending.box, .priority = sending.priority}}};
  speak_of(attempt, attempt.offers.front());
  // What is drawn for a nonblocking send is drawn in vain: the same draws in each mode.
  if (sending.blocking) {
    attempt.wants = sending.wants;
    if (sending.timeout) attempt.deadline = later(now_, *sending.timeout);
  }
  if (place(p)) {
    succeed(p);
  } else if (sending.blocking) {
    wait(p, Stand::waits_to_send, "waits_to_send");
    return Go::away;
  } else if (boxes_[sending.box].spec->when_full == WhenFull::refuse) {
    fail(p, "refused");
  } else {
    tell_of_box("lost", p);
    succeed(p);
  }
  return Go::on;
}

void Interpreter::multicast(std::uint32_t p, const Statement& statement,
                            const Multicast& multicast) {
  Round& round = processes_[p].round;
  round = {.statement = &statement};
  for (const MailboxRef& ref : multicast.targets) {
    const std::uint32_t first = box_of(p, ref);
    const bool is_all = ref.form == IndexForm::all;
    const std::uint32_t count = is_all ? scenario_.mailboxes[ref.group.index()].elements() : 1;
    for (std::uint32_t e = 0; e < count; ++e) round.targets.push_back(first + e);
  }
  draw(p, multicast.size);
  round.timeout = draw(p, multicast.timeout);
}

Go Interpreter::next_of_multicast(std::uint32_t p) {
  Round& round = processes_[p].round;
  const auto& multicast = std::get<Multicast>(round.statement->what);
  const Sending sending{
      .box = round.targets.front(),
      .priority = multicast.priority,
      .blocking = multicast.pinned.value_or(scenario_.send) == Mode::blocking,
      .wants = multicast.until == SendUntil::received ? Awaited::receipt : Awaited::nothing,
      .timeout = round.timeout};
  round.targets.pop_front();
  return send_one(p, *round.statement, sending);
}

Go Interpreter::receive(std::uint32_t p, const Statement& statement, const Receive& receive) {
  Process& self = processes_[p];
  self.attempt = {.statement = &statement, .offers = sources(p, receive)};
  if (self.attempt.offers.size() == 1) speak_of(self.attempt, self.attempt.offers.front());
  if (const auto timeout = draw(p, receive.timeout)) self.attempt.deadline = later(now_, *timeout);
  if (receive.pinned.value_or(scenario_.receive) == Mode::nonblocking) {
    if (receive.timeout || !receive.otherwise) {
      self.stand = Stand::running;  // its first look is no last one, even with a timeout of 0
      return look(p);
    }
    if (take(p)) {
      succeed(p);
    } else {
      fail(p, "found_none");
    }
    return Go::on;
  }
  if (take(p)) {
    succeed(p);
    return Go::on;
  }
  wait(p, Stand::waits_to_receive, "waits_to_receive");
  return Go::away;
}

Go Interpreter::look(std::uint32_t p) {
  Process& self = processes_[p];
  const bool is_first = self.stand != Stand::polls;
  if (take(p)) {
    succeed(p);
    return Go::on;
  }
  if (!is_first && self.attempt.deadline && now_ >= *self.attempt.deadline) {
    fail(p, "timed_out");
    return Go::on;
  }
  self.stand = Stand::polls;
  const std::int64_t next = later(now_, scenario_.poll.ns);
  const bool is_last = self.attempt.deadline && next >= *self.attempt.deadline;
  plan(p, is_last ? *self.attempt.deadline : next, is_last);
  tell_of_box("looks", p).until = is_last ? *self.attempt.deadline : next;
  return Go::away;
}

void Interpreter::succeed(std::uint32_t p) {
  Process& self = processes_[p];
  if (self.awaits != Awaited::nothing) return;
  const Block* block = nullptr;
  const Statement& statement = *self.attempt.statement;
  if (const auto* send = std::get_if<Send>(&statement.what)) block = &send->then;
  if (const auto* receive = std::get_if<Receive>(&statement.what)) block = &receive->then;
  if (const auto* call = std::get_if<Call>(&statement.what)) block = &call->then;
  if (self.attempt.alternative != nullptr) block = &self.attempt.alternative->body;
  if (block != nullptr) self.stack.push_back({block});
}

void Interpreter::fail(std::uint32_t p, std::string_view kind) {
  Process& self = processes_[p];
  tell_of_box(kind, p);
  const std::optional<Block>* block = nullptr;
  const Statement& statement = *self.attempt.statement;
  if (const auto* send = std::get_if<Send>(&statement.what)) block = &send->otherwise;
  if (const auto* receive = std::get_if<Receive>(&statement.what)) block = &receive->otherwise;
  if (const auto* call = std::get_if<Call>(&statement.what)) block = &call->otherwise;
  if (block != nullptr && *block) self.stack.push_back({&**block});
}

}  // namespace ipcsim::testing::reference
