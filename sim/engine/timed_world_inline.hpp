// What nearly every event of a run passes through, where the compiler sees it while it compiles
// the run loop. docs/performance.md has what that gave.
#pragma once

#include <algorithm>

#include "sim/engine/timed_world.hpp"

namespace ipcsim {

[[gnu::always_inline]] inline bool TimedWorld::spend_time(ProcessId p) {
  Process& process = at(p);
  if (process.activity_since == now_) return false;
  recorder_.spend(p, process.activity, now_ - process.activity_since);
  process.activity_since = now_;
  return true;
}

[[gnu::always_inline]] inline void TimedWorld::set_activity(ProcessId p, Activity activity) {
  Process& process = at(p);
  if (spend_time(p)) process.zero_time_steps = 0;
  process.activity = activity;
}

[[gnu::always_inline]] inline const Instruction& TimedWorld::instruction_of(ProcessId p) const {
  return program_.code[processes_[p.index()].state.at];
}

[[gnu::always_inline]] inline std::int64_t TimedWorld::draw(ProcessId p,
                                                            std::uint32_t distribution) {
  const Distribution& law = program_.distributions[distribution];
  if (!law.draws_at_once()) [[unlikely]] {
    return draw_otherwise(p, distribution);
  }
  return law.draw_at_once(at(p).stream);
}

[[gnu::always_inline]] inline bool TimedWorld::let_time_pass(ProcessId p, Pastime pastime,
                                                             std::uint32_t distribution) {
  Process& process = at(p);
  if (process.shares_cores) [[unlikely]] {
    let_time_pass_on_cores(p, pastime, distribution);
    return false;
  }
  const bool computing = pastime == Pastime::computing;
  const Activity activity = computing ? Activity::computing : Activity::sleeping;
  const Instant until = now_ + Duration{draw(p, distribution)};
  if (trace_ != nullptr) [[unlikely]] {
    tell(computing ? TraceEvent::Kind::computes : TraceEvent::Kind::sleeps, p, until);
  }
  if (until < passes_before_ && until > now_ && events_.would_be_next(until)) {
    events_.pass_to(until);
    recorder_.spend(p, activity, until - now_);
    now_ = until;
    process.activity_since = until;  // it was stepping, and is
    fruitless_looks_ = 0;
    return true;
  }
  process.activity = activity;  // it was stepping, now
  events_.schedule(p.value, until, Urgency::prompt);
  return false;
}

inline void TimedWorld::end_look(Process& process) {
  if (process.polls_without_end) {
    process.polls_without_end = false;
    --pollers_;
  } else {
    fruitless_looks_ = 0;
  }
}

[[gnu::always_inline]] inline bool TimedWorld::bring_near() {
  if (events_.is_nothing_near()) [[unlikely]] {
    if (events_.empty()) return false;
    events_.bring_near();
    fetch_near();
  }
  return true;
}

inline ProcessId TimedWorld::next_event() {
  if (goes_on_at_once()) return begin_present_event().process;
  bring_near();
  return begin_near_event().process;
}

[[gnu::always_inline]] inline TimedWorld::Actor TimedWorld::begin_present_event() {
  return begin(events_.pop());
}

[[gnu::always_inline]] inline TimedWorld::Actor TimedWorld::begin_near_event() {
  return begin(events_.pop_near());
}

[[gnu::always_inline]] inline TimedWorld::Actor TimedWorld::begin(EventList::Event event) {
  now_ = event.time;
  if (event.owner >= program_.processes) [[unlikely]] {
    return actor(next_event_of_nobody(event.owner));
  }
  const ProcessId p{event.owner};
  Process& process = at(p);
  const Activity activity = process.activity;
  if (activity == Activity::computing || activity == Activity::sleeping) [[likely]] {
    fruitless_looks_ = 0;
    const bool has_time_passed = spend_time(p);
    process.activity = Activity::stepping;
    if (!has_time_passed) return actor(p);
    return {p, 0};  // what the process keeps itself is put right when this turn ends
  }
  if (activity == Activity::polling) [[unlikely]] {
    end_look(process);
  } else {
    fruitless_looks_ = 0;
  }
  if (activity != Activity::stepping) [[unlikely]] {  // else it was woken
    resume(p);
  }
  return actor(p);
}

[[gnu::always_inline]] inline TimedWorld::Actor TimedWorld::actor(ProcessId p) const {
  if (p == kNobody) return {p, 0};
  const Process& process = at(p);
  const bool goal_is_nearer = process.zero_time_goal != static_cast<std::uint32_t>(goal_left_);
  return {p, goal_is_nearer ? 0 : process.zero_time_steps};
}

[[gnu::always_inline]] inline void TimedWorld::keep_zero_time_steps(ProcessId p,
                                                                    std::uint32_t steps) {
  Process& process = at(p);
  process.zero_time_steps = steps;
  process.zero_time_goal = static_cast<std::uint32_t>(goal_left_);
}

inline void TimedWorld::go_to(Instant time) { now_ = time; }

[[gnu::always_inline]] inline Duration TimedWorld::end_operation(ProcessId p) {
  Process& process = at(p);
  if (process.begun == kNotBegun) return {0};
  const Duration taken = now_ - process.begun;
  process.begun = kNotBegun;
  return taken;
}

[[gnu::always_inline]] inline Instant TimedWorld::begin_of_send(ProcessId p) const {
  return std::min(processes_[p.index()].begun, now_);  // kNotBegun is later than now
}

[[gnu::always_inline]] inline Message TimedWorld::message_from(ProcessId p,
                                                               const Operation& operation) const {
  return {.begun = begin_of_send(p),
          .accepted = now_,
          .envelope = {p, processes_[p.index()].state.ticket, operation.awaits}};
}

[[gnu::always_inline]] inline void TimedWorld::accept(ProcessId p, const Operation& operation,
                                                      MailboxId m) {
  if (operation.awaits == Awaits::acceptance) [[likely]] {
    recorder_.end_send(m, end_operation(p));
  } else if (at(p).begun == kNotBegun) {
    at(p).begun = now_;
  }
}

[[gnu::always_inline]] inline void TimedWorld::put(ProcessId p, const Operation& operation,
                                                   MailboxId m) {
  Mailbox& mailbox = at(m);
  Message message = message_from(p, operation);
  const std::uint64_t number = ++mailbox.numbered;
  if (!paid_calls_.empty()) [[unlikely]] {
    message.begun = std::min(message.begun, begin_of_paid_send(p));
    keep_size(m, number, size_of(p, operation));
  }
  mailbox.messages.put(message, number, operation.priority, mailbox.order);
  fruitless_looks_ = 0;
  accept(p, operation, m);
  recorder_.raise_depth(m, mailbox.messages.size(), now_);
  tell(TraceEvent::Kind::sent, p, m, number);
}

[[gnu::always_inline]] inline Envelope TimedWorld::take(ProcessId p, MailboxId m) {
  Mailbox& mailbox = at(m);
  const Message& message = mailbox.messages.next(mailbox.order);
  const Envelope envelope = message.envelope;
  recorder_.receive(m, message, now_, end_operation(p));
  const std::uint64_t number = mailbox.messages.drop_next(mailbox.order);
  recorder_.set_depth(m, mailbox.messages.size(), now_);
  if (!paid_calls_.empty()) [[unlikely]] {
    paid_calls_[p.index()].received = take_size(m, number);
  }
  tell(TraceEvent::Kind::received, p, m, number);
  count_received(m);
  return envelope;
}

inline void TimedWorld::hand_over(ProcessId sender, const Operation& operation, MailboxId m,
                                  ProcessId receiver) {
  Instant begun = begin_of_send(sender);
  const std::uint64_t number = ++at(m).numbered;
  if (!paid_calls_.empty()) [[unlikely]] {
    begun = std::min(begun, begin_of_paid_send(sender));
    paid_calls_[receiver.index()].received = size_of(sender, operation);
  }
  accept(sender, operation, m);
  recorder_.receive_directly(m, now_ - begun, end_operation(receiver));
  if (trace_ != nullptr) [[unlikely]] {
    tell_of_hand_over(sender, m, number, receiver);
  }
  count_received(m);
}

[[gnu::always_inline]] inline void TimedWorld::count_received(MailboxId m) {
  fruitless_looks_ = 0;
  if (!at(m).counts_for_goal) return;
  --goal_left_;
  goal_has_changed_ = true;
}

[[gnu::always_inline]] inline bool TimedWorld::has_deadline(ProcessId p) const {
  if (deadlines_.empty()) return false;
  const Instruction instruction = instruction_of(p);
  if (instruction.opcode == Opcode::select) {
    return !program_.selections[instruction.operand].afters.empty();
  }
  return program_.operations[instruction.operand].timeout.has_value();
}

inline void TimedWorld::wake(ProcessId p) {
  --waits_;
  waiting_.leave(p);
  if (has_deadline(p)) [[unlikely]] {
    events_.cancel(p.value);
  }
  set_activity(p, Activity::stepping);
  events_.schedule_now(p.value);
}

inline void TimedWorld::wait(ProcessId p) {
  ++waits_;
  Process& process = at(p);
  if (process.begun == kNotBegun) process.begun = now_;
  const Instruction& instruction = instruction_of(p);
  if (instruction.opcode == Opcode::send || instruction.opcode == Opcode::receive) [[likely]] {
    wait_in(p, program_.operations[instruction.operand], direction_of(instruction.opcode));
  } else {
    wait_otherwise(p);
  }
  if (has_deadline(p)) [[unlikely]] {
    events_.schedule(p.value, process.begun + deadlines_[p.index()].timeout, Urgency::late);
  }
  if (process.shares_cores) [[unlikely]] {
    leave_core(p);
  }
}

[[gnu::always_inline]] inline void TimedWorld::wait_in(ProcessId p, const Operation& operation,
                                                       Direction direction) {
  const bool sends = direction == Direction::send;
  set_activity(p, sends ? Activity::blocked_send : Activity::blocked_receive);
  join(Waiter{p}, operation, direction);
  if (trace_ != nullptr) [[unlikely]] {
    tell(sends ? TraceEvent::Kind::waits_to_send : TraceEvent::Kind::waits_to_receive, p,
         operation);
  }
}

[[gnu::always_inline]] inline void TimedWorld::join(Waiter waiter, const Operation& operation,
                                                    Direction direction) {
  const bool in_turn = operation.addressing != Addressing::several;
  if (in_turn) {
    const MailboxId m = mailbox_of(operation, state(waiter.process()), registers_);
    if (direction == Direction::receive || at(m).order != TakeOrder::priority) [[likely]] {
      waiting_.join(waiter, m, direction);
      return;
    }
  }
  join_in_other_ways(waiter, operation, direction);
}

[[gnu::always_inline]] inline void TimedWorld::tell(TraceEvent::Kind kind, ProcessId p, MailboxId m,
                                                    std::uint64_t message,
                                                    std::optional<ProcessId> partner) {
  if (trace_ != nullptr) [[unlikely]] {
    record(kind, p, m, message, partner);
  }
}

}  // namespace ipcsim
