// What the steps of the untimed world do to messages and calls.
#include <algorithm>

#include "sim/check/untimed_world.hpp"
#include "sim/machine/transfer.hpp"

namespace ipcsim {

using Kind = Event::Kind;

void UntimedWorld::find_none(ProcessId p, const Operation& /*operation*/) {
  tell({.kind = Kind::none_found, .process = p});
}

std::uint32_t UntimedWorld::pick_branch(ProcessId p, const Choice& choice) {
  const std::uint32_t branch = odometer_->pick(static_cast<std::uint32_t>(choice.branches.size()));
  tell({.kind = Kind::branch, .process = p, .number = branch});
  return branch;
}

void UntimedWorld::take_else(ProcessId p) { tell({.kind = Kind::otherwise, .process = p}); }

void UntimedWorld::put(ProcessId p, const Operation& operation, MailboxId m) {
  touch(codec_.component_of(m));
  now_.mailboxes[m.index()].push_back(
      {{p, state(p).ticket, operation.awaits}, rank(m, operation.priority)});
  if (facts_ != nullptr) facts_->put(m, now_.mailboxes[m.index()].size());
  tell({.kind = Kind::put, .process = p, .mailbox = m});
}

void UntimedWorld::put(const Parcel& parcel, MailboxId m) {
  touch(codec_.component_of(m));
  now_.mailboxes[m.index()].push_back({parcel.envelope, rank(m, parcel.priority)});
  if (facts_ != nullptr) facts_->put(m, now_.mailboxes[m.index()].size());
  tell({.kind = Kind::put, .process = parcel.envelope.sender(), .mailbox = m});
}

Envelope UntimedWorld::take(ProcessId p, MailboxId m) {
  touch(codec_.component_of(m));
  std::vector<UntimedMessage>& messages = now_.mailboxes[m.index()];
  auto taken = messages.begin();
  if (groups_[m.index()]->order == TakeOrder::lifo) {
    taken = messages.end() - 1;
  } else if (groups_[m.index()]->order == TakeOrder::priority) {
    taken = std::max_element(
        messages.begin(), messages.end(),
        [](const UntimedMessage& a, const UntimedMessage& b) { return a.priority < b.priority; });
  }
  const Envelope envelope = taken->envelope;
  messages.erase(taken);
  if (facts_ != nullptr) facts_->take(m);
  tell({.kind = Kind::taken, .process = p, .mailbox = m});
  return envelope;
}

void UntimedWorld::hand_over(ProcessId p, const Operation& /*operation*/, MailboxId m,
                             ProcessId receiver) {
  if (facts_ != nullptr) facts_->pass_on(m);
  tell({.kind = Kind::handed_over, .process = p, .other = receiver, .mailbox = m});
}

void UntimedWorld::hand_over(const Parcel& parcel, MailboxId m, ProcessId receiver) {
  if (facts_ != nullptr) facts_->pass_on(m);
  tell({.kind = Kind::handed_over,
        .process = parcel.envelope.sender(),
        .other = receiver,
        .mailbox = m});
}

void UntimedWorld::lose(ProcessId p, MailboxId m, Loss loss) {
  const Kind kind = loss == Loss::refused ? Kind::refused : Kind::dropped;
  if (facts_ != nullptr) facts_->lose(m, loss);
  tell({.kind = kind, .process = p, .mailbox = m});
}

void UntimedWorld::lose(const Parcel& parcel, MailboxId m, Loss loss) {
  lose(parcel.envelope.sender(), m, loss);
}

Envelope UntimedWorld::drop_oldest(MailboxId m) {
  touch(codec_.component_of(m));
  std::vector<UntimedMessage>& messages = now_.mailboxes[m.index()];
  const Envelope envelope = messages.front().envelope;
  messages.erase(messages.begin());
  if (transfer::is_awaited(envelope, *this)) touch(codec_.component_of(envelope.sender()));
  if (facts_ != nullptr) facts_->lose(m, Loss::dropped);
  tell({.kind = Kind::oldest_dropped, .process = envelope.sender(), .mailbox = m});
  return envelope;
}

void UntimedWorld::transmit(ProcessId p, const Operation& operation, MailboxId m) {
  if (operation.awaits != Awaits::acceptance && !operation.timeout) {
    now_.stages[p.index()] = MessageStage::in_turn;
    return;
  }
  if (operation.awaits != Awaits::acceptance) now_.stages[p.index()] = MessageStage::under_way;
  const std::size_t lane = lanes_.lane_of(host_of(p), m);
  touch(codec_.lane(lane));
  std::vector<UntimedMessage>& messages = now_.under_way[lane];
  messages.push_back({{p, state(p).ticket, operation.awaits}, rank(m, operation.priority)});
  if (messages.size() > codec_.most_under_way(lane)) is_cut_ = true;
  tell({.kind = Kind::sets_out, .process = p, .mailbox = m});
}

void UntimedWorld::send_word(ProcessId p, Delivery delivery) {
  touch(codec_.component_of(p));
  transfer::bring_word(p, delivery, *this);
}

void UntimedWorld::wait_in_turn(const Parcel& parcel, MailboxId m) {
  const ProcessId sender = parcel.envelope.sender();
  touch(codec_.component_of(sender));
  now_.stages[sender.index()] = MessageStage::in_turn;
  waits_in_turn_ = true;
  tell({.kind = Kind::waits_in_turn, .process = sender, .mailbox = m});
}

UntimedWorld::Parcel UntimedWorld::fetch_parcel(ProcessId p) {
  touch(codec_.component_of(p));
  now_.stages[p.index()] = MessageStage::accepted;
  const Operation& operation = program_.operations[instruction_of(p).operand];
  return {{p, state(p).ticket, operation.awaits}, operation.priority};
}

void UntimedWorld::open_call(ProcessId p, const OpenCall& call) {
  touch(codec_.calls_of(p));
  now_.calls[p.index()].push_back(call);
  if (now_.calls[p.index()].size() > codec_.most_calls(p)) is_cut_ = true;
}

std::optional<OpenCall> UntimedWorld::oldest_call(ProcessId p) {
  const std::vector<OpenCall>& calls = now_.calls[p.index()];
  if (calls.empty()) return std::nullopt;
  return calls.front();
}

void UntimedWorld::close_oldest_call(ProcessId p, const Operation& /*operation*/, bool in_time) {
  touch(codec_.calls_of(p));
  std::vector<OpenCall>& calls = now_.calls[p.index()];
  if (in_time) {
    tell({.kind = Kind::replied, .process = p, .other = calls.front().caller});
  } else {
    tell({.kind = Kind::replied_late, .process = p});
  }
  if (in_time) touch(codec_.component_of(calls.front().caller));
  calls.erase(calls.begin());
}

void UntimedWorld::transmit_reply(ProcessId p, const Operation& operation,
                                  std::uint32_t /*route*/) {
  const OpenCall call = now_.calls[p.index()].front();
  const Envelope caller{call.caller, call.ticket, Awaits::reply};
  const bool in_time = transfer::tell_sender(program_, caller, Delivery::delivered, *this);
  close_oldest_call(p, operation, in_time);
}

}  // namespace ipcsim
