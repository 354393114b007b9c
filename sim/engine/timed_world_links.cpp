// How messages, replies and word travel between hosts in the timed world.
#include <algorithm>

#include "sim/base/check.hpp"
#include "sim/engine/timed_world.hpp"
#include "sim/machine/transfer.hpp"

namespace ipcsim {

void TimedWorld::set_up_links(const RunOptions& options) {
  if (program_.links.empty()) return;
  links_ = Links(program_, options.seed, options.replication);
  if (program_.routes.empty()) return;
  correspondence_.resize(processes_.size());
  under_way_.resize(mailboxes_.size());
}

std::uint32_t TimedWorld::new_flight(const Flight& flight) {
  if (free_flights_.empty()) {
    flights_.push_back(flight);
    events_.add_owner();
    return static_cast<std::uint32_t>(flights_.size() - 1);
  }
  const std::uint32_t place = free_flights_.back();
  free_flights_.pop_back();
  flights_[place] = flight;
  return place;
}

void TimedWorld::end_flight(std::uint32_t place) {
  flights_[place].in_use = false;
  free_flights_.push_back(place);
}

void TimedWorld::lose_for_good(std::uint32_t place) {
  const MailboxId m = flights_[place].mailbox;
  recorder_.lose_for_good(m);
  --under_way_[m.index()];
  end_flight(place);
}

void TimedWorld::transmit(ProcessId p, const Operation& operation, MailboxId m) {
  const ProcessState& sender = state(p);
  const Instant begun = std::min(now_, begin_of_paid_send(p));
  if (operation.awaits == Awaits::acceptance) {
    recorder_.end_send(m, {0});
  } else {
    at(p).begun = now_;
    correspondence_[p.index()].stage = Stage::to_mailbox;
  }
  ++under_way_[m.index()];
  tell(TraceEvent::Kind::sets_out, p, m);
  set_out(new_flight({.parcel = {.envelope = {p, sender.ticket, operation.awaits},
                                 .begun = begun,
                                 .sent_at = sender.at,
                                 .priority = operation.priority,
                                 .bytes = size_of(p, operation)},
                      .mailbox = m,
                      .route = *operation.route,
                      .in_use = true}));
}

void TimedWorld::transmit_reply(ProcessId p, const Operation& reply, std::uint32_t route) {
  const OpenCall call = calls_[p.index()].pop_front();
  if (trace_ != nullptr) {
    TraceEvent event = event_of(TraceEvent::Kind::reply_sets_out, p, call.mailbox);
    event.partner = call.caller;
    trace_->record(event);
  }
  if (transfer::is_awaited({call.caller, call.ticket, Awaits::reply}, *this)) {
    correspondence_[call.caller.index()].stage = Stage::reply_is_out;
  }
  set_out(new_flight({.parcel = {.envelope = {call.caller, call.ticket, Awaits::reply},
                                 .sent_at = state(p).at,
                                 .bytes = size_of(p, reply)},
                      .mailbox = call.mailbox,
                      .replier = p,
                      .route = route,
                      .in_use = true,
                      .is_reply = true}));
}

void TimedWorld::set_out(std::uint32_t place) {
  flights_[place].parcel.set_out = now_;
  flights_[place].hops = 0;
  flights_[place].sets_out_again = false;
  fly_on(place);
}

Hop TimedWorld::hop_of(const Flight& flight) const {
  const Route& route = program_.routes[flight.route];
  if (!flight.is_reply) return route[flight.hops - 1];
  const Hop there = route[route.size() - flight.hops];
  return {there.link, !there.forward};
}

void TimedWorld::fly_on(std::uint32_t place) {
  Flight& flight = flights_[place];
  ++flight.hops;
  const Hop hop = hop_of(flight);
  const Links::Passage passage = links_.send(program_, hop, flight.parcel.bytes, now_);
  flight.is_lost = passage.lost;
  if (trace_ != nullptr) {
    trace_->record_passage(
        {.hop = hop,
         .sender = flight.is_reply ? flight.replier : flight.parcel.envelope.sender(),
         .begins = passage.begins,
         .sent = passage.sent,
         .arrival = passage.arrival,
         .lost = passage.lost});
  }
  events_.schedule(first_flight() + place, passage.arrival, Urgency::prompt);
}

void TimedWorld::be_lost(std::uint32_t place) {
  Flight& flight = flights_[place];
  flight.is_lost = false;
  const Hop hop = hop_of(flight);
  recorder_.lose_under_way(hop.link);
  const bool repeats = flight.is_reply || transfer::is_awaited(flight.parcel.envelope, *this);
  Instant again = kNever;
  if (repeats) {
    const Duration round_trip =
        mean_round_trip(program_, program_.routes[flight.route], flight.parcel.bytes);
    again = std::max(now_, flight.parcel.set_out + round_trip + round_trip);
  }
  if (trace_ != nullptr) {
    const auto kind =
        flight.is_reply ? TraceEvent::Kind::reply_lost : TraceEvent::Kind::lost_under_way;
    const ProcessId process = flight.is_reply ? flight.replier : flight.parcel.envelope.sender();
    trace_->record({.time = now_,
                    .kind = kind,
                    .process = process,
                    .at = flight.parcel.sent_at,
                    .mailbox = flight.mailbox,
                    .until = again,
                    .link = hop.link,
                    .set_out = flight.parcel.set_out,
                    .from_afar = true});
  }
  if (repeats) {
    flight.sets_out_again = true;
    events_.schedule(first_flight() + place, again, Urgency::prompt);
  } else {
    lose_for_good(place);
  }
}

void TimedWorld::go_on_with_flight(std::uint32_t place) {
  fruitless_looks_ = 0;
  const Flight flight = flights_[place];
  if (flight.is_lost) {
    be_lost(place);
  } else if (flight.sets_out_again) {
    if (flight.is_reply || transfer::is_awaited(flight.parcel.envelope, *this)) {
      set_out(place);
    } else {
      tell_of(TraceEvent::Kind::not_repeated, flight.parcel, flight.mailbox);
      lose_for_good(place);
    }
  } else if (flight.hops < program_.routes[flight.route].size()) {
    fly_on(place);
  } else {
    end_flight(place);
    if (flight.is_reply) {
      land_reply(flight);
    } else {
      transfer::land(program_, flight.parcel, flight.mailbox, *this);
    }
  }
}

void TimedWorld::land_reply(const Flight& flight) {
  const Envelope& caller = flight.parcel.envelope;
  if (transfer::is_awaited(caller, *this)) {
    correspondence_[caller.sender().index()].stage = Stage::none;
    if (!paid_calls_.empty()) paid_calls_[caller.sender().index()].received = flight.parcel.bytes;
    transfer::bring_word(caller.sender(), Delivery::delivered, *this);
    return;
  }
  recorder_.discard_reply(flight.mailbox);
  if (trace_ == nullptr) return;
  trace_->record({.time = now_,
                  .kind = TraceEvent::Kind::replied_late,
                  .process = flight.replier,
                  .at = flight.parcel.sent_at,
                  .mailbox = flight.mailbox,
                  .depth = at(flight.mailbox).messages.size(),
                  .partner = caller.sender(),
                  .set_out = flight.parcel.set_out,
                  .from_afar = true});
}

void TimedWorld::send_word(ProcessId p, Delivery delivery) {
  const Operation& operation = program_.operations[instruction_of(p).operand];
  const Instant arrival = now_ + links_.word_latency(program_, program_.routes[*operation.route]);
  if (has_deadline(p)) {
    if (arrival > at(p).begun + deadlines_[p.index()].timeout) return;  // p will have given up
    events_.cancel(p.value);
  }
  correspondence_[p.index()].word = delivery;
  events_.schedule(p.value, arrival, Urgency::prompt);
}

bool TimedWorld::take_word(ProcessId p) {
  if (correspondence_.empty()) return false;
  Delivery& word = correspondence_[p.index()].word;
  if (word == Delivery::none) return false;
  --waits_;
  state(p).delivery = word;
  word = Delivery::none;
  return true;
}

Message TimedWorld::message_of(const Parcel& parcel, MailboxId m) {
  ++at(m).numbered;
  --under_way_[m.index()];
  if (transfer::is_awaited(parcel.envelope, *this)) {
    correspondence_[parcel.envelope.sender().index()].stage = Stage::none;
  }
  return {.begun = parcel.begun, .accepted = now_, .envelope = parcel.envelope};
}

void TimedWorld::put(const Parcel& parcel, MailboxId m) {
  Mailbox& mailbox = at(m);
  const Message message = message_of(parcel, m);
  keep_size(m, mailbox.numbered, parcel.bytes);
  mailbox.messages.put(message, mailbox.numbered, parcel.priority, mailbox.order);
  recorder_.raise_depth(m, mailbox.messages.size(), now_);
  tell_of(TraceEvent::Kind::sent, parcel, m, mailbox.numbered);
}

void TimedWorld::hand_over(const Parcel& parcel, MailboxId m, ProcessId receiver) {
  const Message message = message_of(parcel, m);
  if (!paid_calls_.empty()) paid_calls_[receiver.index()].received = parcel.bytes;
  const bool receiver_acts = at(receiver).activity == Activity::stepping;
  recorder_.receive(m, message, now_, end_operation(receiver));
  if (!receiver_acts) {
    tell_of(TraceEvent::Kind::handed_over, parcel, m, at(m).numbered, receiver);
  } else if (trace_ != nullptr) {
    TraceEvent event = event_of(TraceEvent::Kind::taken_over, receiver, m);
    event.message = at(m).numbered;
    event.partner = parcel.envelope.sender();
    event.set_out = parcel.set_out;
    event.from_afar = true;
    trace_->record(event);
  }
  count_received(m);
}

void TimedWorld::lose(const Parcel& parcel, MailboxId m, Loss loss) {
  --under_way_[m.index()];
  if (loss == Loss::refused) {
    recorder_.refuse(m);
    tell_of(TraceEvent::Kind::refused, parcel, m);
  } else {
    recorder_.drop_on_arrival(m);
    tell_of(TraceEvent::Kind::lost, parcel, m);
  }
}

void TimedWorld::wait_in_turn(const Parcel& parcel, MailboxId m) {
  const ProcessId p = parcel.envelope.sender();
  Correspondence& correspondence = correspondence_[p.index()];
  correspondence.stage = Stage::at_mailbox;
  correspondence.waiting = parcel;
  correspondence.waiting.arrived = now_;
  join(Waiter{p}, program_.operations[instruction_of(p).operand], Direction::send);
  tell_of(TraceEvent::Kind::waits_to_send, parcel, m);
}

TimedWorld::Parcel TimedWorld::fetch_parcel(ProcessId p) {
  waiting_.leave(p);
  return correspondence_[p.index()].waiting;
}

void TimedWorld::withdraw_parcel(ProcessId p) {
  if (correspondence_.empty()) return;
  Stage& stage = correspondence_[p.index()].stage;
  if (stage == Stage::at_mailbox) {
    const Operation& operation = program_.operations[instruction_of(p).operand];
    --under_way_[mailbox_of(operation, state(p), registers_).index()];
  }
  stage = Stage::none;
}

Instant TimedWorld::offered_since(ProcessId sender) const {
  const bool is_afar =
      !correspondence_.empty() && correspondence_[sender.index()].stage == Stage::at_mailbox;
  return is_afar ? correspondence_[sender.index()].waiting.arrived
                 : processes_[sender.index()].begun;
}

void TimedWorld::describe_correspondence(Situation& situation) const {
  situation.under_way = under_way_;
  situation.awaited_under_way.assign(under_way_.size(), 0);
  for (std::size_t i = 0; i < correspondence_.size(); ++i) {
    const auto& [waiting, stage, word] = correspondence_[i];
    ProcessSituation& process = situation.processes[i];
    process.awaits_acceptance = stage == Stage::to_mailbox || stage == Stage::at_mailbox;
    if (process.awaits_acceptance) {
      const ProcessId p{static_cast<std::uint32_t>(i)};
      const Operation& operation = program_.operations[instruction_of(p).operand];
      const MailboxId m = mailbox_of(operation, process.state, registers_);
      ++situation.awaited_under_way[m.index()];
    }
    const Delivery to_come = stage == Stage::reply_is_out ? Delivery::delivered : word;
    if (to_come == Delivery::none) continue;
    process.standing = Standing::going;
    process.state.delivery = to_come;
  }
}

void TimedWorld::check_under_way() const {
  std::vector<std::uint64_t> found(under_way_.size());
  for (const Flight& flight : flights_) {
    if (flight.in_use && !flight.is_reply) ++found[flight.mailbox.index()];
  }
  for (std::uint32_t i = 0; i < correspondence_.size(); ++i) {
    if (correspondence_[i].stage != Stage::at_mailbox) continue;
    const ProcessState& process = processes_[i].state;
    const Operation& operation = program_.operations[instruction_of(ProcessId{i}).operand];
    ++found[mailbox_of(operation, process, registers_).index()];
  }
  check(found == under_way_, "what is under way to a mailbox set out and did not arrive");
}

void TimedWorld::tell_of(TraceEvent::Kind kind, const Parcel& parcel, MailboxId m,
                         std::uint64_t message, std::optional<ProcessId> partner) {
  if (trace_ == nullptr) return;
  trace_->record({.time = now_,
                  .kind = kind,
                  .process = parcel.envelope.sender(),
                  .at = parcel.sent_at,
                  .mailbox = m,
                  .message = message,
                  .depth = at(m).messages.size(),
                  .partner = partner,
                  .set_out = parcel.set_out,
                  .from_afar = true});
}

}  // namespace ipcsim
