// How messages move in the timed world, and how processes wait for them.
#include <algorithm>

#include "sim/base/check.hpp"
#include "sim/engine/timed_world.hpp"

namespace ipcsim {

namespace {

/// What is told of a process that awaits word of its message.
struct AwaitKinds {
  TraceEvent::Kind waits;
  TraceEvent::Kind came;
};
AwaitKinds words_of(Awaits awaits) {
  using Kind = TraceEvent::Kind;
  if (awaits == Awaits::reply) return {Kind::waits_for_reply, Kind::reply_came};
  if (awaits == Awaits::word) return {Kind::waits_for_word, Kind::word_came};
  return {Kind::waits_for_receipt, Kind::receipt_came};
}

}  // namespace

bool TimedWorld::awaits_word(ProcessId p) const {
  return processes_[p.index()].activity == Activity::blocked_send &&
         instruction_of(p).opcode == Opcode::await;
}

void TimedWorld::look_again(ProcessId p, const Operation& operation) {
  Process& process = at(p);
  recorder_.look_in_vain(p);
  if (fruitless_looks_++ == 0) {
    ++epoch_;
    epoch_lookers_ = 0;
  }
  Looker& looker = lookers_[p.index()];
  if (looker.epoch != epoch_) ++epoch_lookers_;
  looker.epoch = epoch_;
  if (process.begun == kNotBegun) process.begun = now_;
  const Instant deadline = deadline_of_look(p, operation);
  looker.looked = now_;
  looker.skipped = looks_that_nobody_sees(p, deadline);
  const Instant next =
      std::min(now_ + looker.poll + Duration{looker.poll.ns * looker.skipped}, deadline);
  use_core(p, next - now_, Activity::polling);
  process.polls_without_end = !operation.timeout;
  if (process.polls_without_end) ++pollers_;
  if (trace_ != nullptr) {
    TraceEvent event = event_of(TraceEvent::Kind::looks, p, operation);
    event.until = next;
    trace_->record(event);
  }
}

/// Those behind the present one that come before anything else happens: they find nothing either.
std::int64_t TimedWorld::looks_that_nobody_sees(ProcessId p, Instant deadline) const {
  const bool only_pollers_are_left = events_.size() + cores_.ready() == pollers_;
  if (!skips_looks_ || trace_ != nullptr) return 0;
  if (only_pollers_are_left && deadline == kNever) return 0;  // the run ends soon
  if (at(p).shares_cores && !cores_.is_unrivalled(p)) return 0;
  Instant change = std::min(horizon_, deadline);
  if (!events_.empty()) change = std::min(change, events_.next_time());
  if (change == kNever) return 0;
  return std::max<std::int64_t>(0, (change - now_).ns - 1) / lookers_[p.index()].poll.ns;
}

void TimedWorld::count_skipped_looks(ProcessId p) {
  Looker& looker = lookers_[p.index()];
  if (looker.skipped == 0) return;
  const std::int64_t passed = ((now_ - looker.looked).ns - 1) / looker.poll.ns;
  recorder_.look_in_vain(
      p, static_cast<std::uint64_t>(std::clamp<std::int64_t>(passed, 0, looker.skipped)));
  looker.skipped = 0;
}

Instant TimedWorld::deadline_of_look(ProcessId p, const Operation& operation) const {
  const Process& process = processes_[p.index()];
  return operation.timeout ? process.begun + deadlines_[p.index()].timeout : kNever;
}

bool TimedWorld::out_of_time(ProcessId p, const Operation& operation) {
  return at(p).begun != kNotBegun && now_ >= deadline_of_look(p, operation);
}

void TimedWorld::give_up(ProcessId p, const Operation& operation) {
  recorder_.look_in_vain(p);
  tell(TraceEvent::Kind::timed_out, p, operation);
  const Duration taken = end_operation(p);
  if (operation.addressing == Addressing::several) return;
  const MailboxId m = mailbox_of(operation, at(p).state, registers_);
  if (direction_of(instruction_of(p).opcode) == Direction::send) {
    recorder_.end_send(m, taken);
  } else {
    recorder_.give_up_receive(m, taken);
  }
}

void TimedWorld::find_none(ProcessId p, const Operation& operation) {
  recorder_.look_in_vain(p);
  tell(TraceEvent::Kind::found_none, p, operation);
}

std::optional<MailboxId> TimedWorld::ready_source(ProcessId p, const Operation& operation) {
  std::optional<MailboxId> readiest;
  Instant since = kNever;
  for (std::uint32_t i = 0; i < operation.count; ++i) {
    const Source& source = program_.sources[operation.offset + i];
    MailboxId m = first_of(source, at(p).state);
    for (std::uint32_t k = 0; k < source.count; ++k, ++m.value) {
      Instant offered = kNever;
      if (holds_message(m)) {
        offered = at(m).messages.oldest_accepted();
      } else if (const Waiter sender = waiting_sender(m)) {
        offered = offered_since(sender.process());
      }
      if (offered >= since) continue;
      since = offered;
      readiest = m;
    }
  }
  return readiest;
}

void TimedWorld::lose(ProcessId p, MailboxId m, Loss loss) {
  if (loss == Loss::refused) {
    recorder_.refuse(m);
    tell(TraceEvent::Kind::refused, p, m);
  } else {
    recorder_.drop_on_arrival(m);
    tell(TraceEvent::Kind::lost, p, m);
  }
}

Envelope TimedWorld::drop_oldest(MailboxId m) {
  Mailbox& mailbox = at(m);
  const auto [message, number] = mailbox.messages.take_oldest();
  recorder_.set_depth(m, mailbox.messages.size(), now_);
  recorder_.drop(m, message, now_);
  if (!paid_calls_.empty()) take_size(m, number);
  tell(TraceEvent::Kind::dropped, message.envelope.sender(), m, number);
  return message.envelope;
}

void TimedWorld::end_await(ProcessId p, const Operation& operation, MailboxId m,
                           Delivery delivery) {
  const Duration taken = end_operation(p);
  if (delivery == Delivery::dropped) {
    tell(TraceEvent::Kind::message_dropped, p, m);
    return;
  }
  recorder_.end_send(m, taken);
  tell(words_of(operation.awaits).came, p, m);
}

std::optional<OpenCall> TimedWorld::oldest_call(ProcessId p) {
  if (calls_.empty() || calls_[p.index()].empty()) return std::nullopt;
  return calls_[p.index()][0];
}

void TimedWorld::close_oldest_call(ProcessId p, const Operation& reply, bool in_time) {
  const OpenCall call = calls_[p.index()].pop_front();
  if (!paid_calls_.empty() && in_time) {
    paid_calls_[call.caller.index()].received = size_of(p, reply);
  }
  if (!in_time) recorder_.discard_reply(call.mailbox);
  tell(in_time ? TraceEvent::Kind::replied : TraceEvent::Kind::replied_late, p, call.mailbox, 0,
       call.caller);
}

void TimedWorld::wait_otherwise(ProcessId p) {
  const Instruction instruction = instruction_of(p);
  if (instruction.opcode == Opcode::select) {
    wait_in(p, program_.selections[instruction.operand]);
    return;
  }
  const Operation& operation = program_.operations[instruction.operand];
  set_activity(p, Activity::blocked_send);
  tell(words_of(operation.awaits).waits, p, operation);
}

void TimedWorld::wait_in(ProcessId p, const Selection& selection) {
  bool receives = false;
  for (std::uint32_t i = 0; i < selection.alternatives.size(); ++i) {
    const Selection::Alternative& alternative = selection.alternatives[i];
    if (alternative.direction == Direction::receive) receives = true;
    if (!repeats_a_send(p, selection, i)) {
      join(Waiter{p, i}, program_.operations[alternative.operation], alternative.direction);
    }
  }
  set_activity(p, receives ? Activity::blocked_receive : Activity::blocked_send);
  tell(TraceEvent::Kind::waits_in_select, p);
}

/// Of sends to one mailbox the first in the list is meant; only a higher priority could let another
/// one overtake it in the queue.
bool TimedWorld::repeats_a_send(ProcessId p, const Selection& selection, std::uint32_t i) {
  const auto mailbox_of_alternative = [&](std::uint32_t k) {
    const Operation& operation = program_.operations[selection.alternatives[k].operation];
    return mailbox_of(operation, state(p), registers_);
  };
  if (selection.alternatives[i].direction != Direction::send) return false;
  const MailboxId m = mailbox_of_alternative(i);
  if (at(m).order != TakeOrder::priority) return false;
  for (std::uint32_t k = 0; k < i; ++k) {
    if (selection.alternatives[k].direction == Direction::send && mailbox_of_alternative(k) == m) {
      return true;
    }
  }
  return false;
}

void TimedWorld::join_in_other_ways(Waiter waiter, const Operation& operation,
                                    Direction direction) {
  const ProcessState& process = state(waiter.process());
  if (operation.addressing == Addressing::several) {
    for (std::uint32_t i = 0; i < operation.count; ++i) {
      const Source& source = program_.sources[operation.offset + i];
      MailboxId m = first_of(source, process);
      for (std::uint32_t k = 0; k < source.count; ++k, ++m.value) {
        waiting_.join(waiter, m, direction);
      }
    }
    return;
  }
  const MailboxId m = mailbox_of(operation, process, registers_);
  waiting_.join(waiter, m, direction, [&](Waiter other) {
    const Operation& theirs = operation_at(program_, state(other.process()), other.alternative());
    return theirs.priority >= operation.priority;
  });
}

void TimedWorld::time_out(ProcessId p) {
  --waits_;
  waiting_.leave(p);
  withdraw_parcel(p);
  Process& process = at(p);
  const Instruction instruction = instruction_of(p);
  if (instruction.opcode == Opcode::select) {
    tell(TraceEvent::Kind::after_passed, p);
    end_operation(p);
    process.state.at = deadlines_[p.index()].after_target;
    return;
  }
  const Operation& operation = program_.operations[instruction.operand];
  tell(TraceEvent::Kind::timed_out, p, operation);
  const Duration waited = end_operation(p);
  if (process.activity == Activity::blocked_send) {
    recorder_.end_send(mailbox_of(operation, process.state, registers_), waited);
  } else if (operation.addressing != Addressing::several) {
    recorder_.give_up_receive(mailbox_of(operation, process.state, registers_), waited);
  }
  process.state.delivery = Delivery::none;
  fail(operation, process.state);
}

}  // namespace ipcsim
