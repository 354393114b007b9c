#include "sim/engine/timed_world.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace ipcsim {

TimedWorld::TimedWorld(const Program& program, const RunOptions& options)
    : program_(program),
      trace_(options.trace),
      events_(program.processes),
      processes_(program.processes),
      mailboxes_(program.mailboxes),
      recorder_(program.mailboxes, program.processes) {
  set_up_mailboxes(options);
  set_up_processes(options);
}

void TimedWorld::set_up_mailboxes(const RunOptions& options) {
  for (const MailboxGroup& group : program_.mailbox_groups) {
    for (std::uint32_t i = 0; i < group.count; ++i) {
      const MailboxId m{group.first.value + i};
      Mailbox& mailbox = at(m);
      mailbox.capacity = group.capacity == kUnbounded ? ~std::uint64_t{0} : group.capacity;
      mailbox.when_full = group.when_full;
      mailbox.order = group.order;
      mailbox.counts_for_goal = options.goal && options.goal->mailboxes.contains(m);
      for (std::uint32_t k = 0; k < group.initial; ++k) {
        mailbox.messages.put({.number = ++mailbox.numbered}, mailbox.order);
      }
      recorder_.set_initial(m, group.initial);
    }
  }
  if (options.goal) goal_left_ = options.goal->messages;
}

void TimedWorld::set_up_processes(const RunOptions& options) {
  for (std::size_t g = 0; g < program_.process_groups.size(); ++g) {
    const ProcessGroup& group = program_.process_groups[g];
    const std::string& name = program_.symbols.process_groups[g];
    for (std::uint32_t replica = 0; replica < group.count; ++replica) {
      const ProcessId p{group.first.value + replica};
      Process& process = at(p);
      process.state = {.at = group.entry,
                       .replica = replica,
                       .first_counter = static_cast<std::uint32_t>(counters_.size())};
      process.paused_at = group.entry;
      counters_.resize(counters_.size() + group.counters);
      process.stream = make_stream(options.seed, options.replication, name, replica);
      process.service = group.service;
      if (!group.service) ++unfinished_;
      events_.schedule(p.value, now_ + Duration{draw(p, group.start)}, Urgency::prompt);
    }
  }
  only_services_ = unfinished_ == 0;
}

std::int64_t TimedWorld::draw(ProcessId p, std::uint32_t distribution) {
  const Distribution& law = program_.distributions[distribution];
  if (law.kind() == Distribution::Kind::trace) {
    const std::uint64_t key = std::uint64_t{p.value} << 32U | distribution;
    return law.draw(at(p).stream, trace_cursors_[key]);
  }
  std::uint32_t no_cursor = 0;
  return law.draw(at(p).stream, no_cursor);
}

void TimedWorld::set_activity(ProcessId p, Activity activity) {
  Process& process = at(p);
  recorder_.spend(p, process.activity, now_ - process.activity_since);
  process.activity = activity;
  process.activity_since = now_;
}

const Operation& TimedWorld::operation_of(ProcessId p) const {
  const CodeIndex at = processes_[p.index()].state.at;
  return program_.operations[program_.code[at].operand];
}

MailboxId TimedWorld::mailbox_of(ProcessId p) const {
  return ipcsim::mailbox_of(operation_of(p), processes_[p.index()].state);
}

void TimedWorld::let_time_pass(ProcessId p, Pastime pastime, std::uint32_t distribution) {
  const bool computing = pastime == Pastime::computing;
  const Instant until = now_ + Duration{draw(p, distribution)};
  at(p).paused_at = at(p).state.at;
  set_activity(p, computing ? Activity::computing : Activity::sleeping);
  events_.schedule(p.value, until, Urgency::prompt);
  if (trace_ != nullptr) {
    tell(computing ? TraceEvent::Kind::computes : TraceEvent::Kind::sleeps, p, until);
  }
}

void TimedWorld::look_again(ProcessId p) {
  Process& process = at(p);
  recorder_.look_in_vain(p);
  ++fruitless_looks_;
  if (process.begun == kNotBegun) process.begun = now_;
  set_activity(p, Activity::polling);
  const Instant deadline = operation_of(p).timeout ? process.begun + process.timeout : kNever;
  const Instant next = std::min(now_ + program_.poll, deadline);
  events_.schedule(p.value, next, next < deadline ? Urgency::prompt : Urgency::late);
  process.polls_without_end = !operation_of(p).timeout;
  if (process.polls_without_end) ++pollers_;
  if (trace_ != nullptr) {
    TraceEvent event = event_of(TraceEvent::Kind::looks, p, mailbox_of(p));
    event.until = next;
    trace_->record(event);
  }
}

bool TimedWorld::out_of_time(ProcessId p, const Operation& operation) {
  const Process& process = at(p);
  return operation.timeout && process.begun != kNotBegun && now_ >= process.begun + process.timeout;
}

void TimedWorld::give_up(ProcessId p, MailboxId m) {
  recorder_.look_in_vain(p);
  recorder_.give_up_receive(m, end_operation(p));
  tell(TraceEvent::Kind::timed_out, p, m);
}

void TimedWorld::find_none(ProcessId p, MailboxId m) {
  recorder_.look_in_vain(p);
  tell(TraceEvent::Kind::found_none, p, m);
}

std::uint32_t TimedWorld::pick_index(ProcessId p, std::uint32_t count) {
  return static_cast<std::uint32_t>(at(p).stream.below(count));
}

std::uint32_t TimedWorld::pick_branch(ProcessId p, const Choice& choice) {
  const double drawn = at(p).stream.uniform() * choice.branches.back().cumulative;
  const auto branch = std::find_if(choice.branches.begin(), choice.branches.end() - 1,
                                   [&](const Choice::Branch& it) { return drawn < it.cumulative; });
  return static_cast<std::uint32_t>(branch - choice.branches.begin());
}

void TimedWorld::draw_size_and_timeout(ProcessId p, const Operation& operation) {
  if (operation.size) draw(p, *operation.size);
  if (operation.timeout) at(p).timeout = {draw(p, *operation.timeout)};
}

Duration TimedWorld::end_operation(ProcessId p) {
  Process& process = at(p);
  if (process.begun == kNotBegun) return {0};
  const Duration taken = now_ - process.begun;
  process.begun = kNotBegun;
  return taken;
}

Message TimedWorld::message_from(ProcessId p, MailboxId m) {
  const Process& process = at(p);
  return {.begun = process.begun == kNotBegun ? now_ : process.begun,
          .accepted = now_,
          .number = ++at(m).numbered,
          .sender = p,
          .priority = operation_of(p).priority};
}

void TimedWorld::put(ProcessId p, MailboxId m) {
  Mailbox& mailbox = at(m);
  const Message message = message_from(p, m);
  mailbox.messages.put(message, mailbox.order);
  recorder_.accept(m, end_operation(p));
  recorder_.set_depth(m, mailbox.messages.size(), now_);
  tell(TraceEvent::Kind::sent, p, m, message.number);
}

void TimedWorld::take(ProcessId p, MailboxId m) {
  Mailbox& mailbox = at(m);
  const Message message = mailbox.messages.take(mailbox.order);
  recorder_.set_depth(m, mailbox.messages.size(), now_);
  recorder_.receive(m, message, now_, end_operation(p));
  tell(TraceEvent::Kind::received, p, m, message.number);
  count_received(m);
}

void TimedWorld::hand_over(ProcessId sender, MailboxId m, ProcessId receiver) {
  const bool sender_acts = at(sender).activity != Activity::blocked_send;
  const Message message = message_from(sender, m);
  recorder_.accept(m, end_operation(sender));
  recorder_.receive(m, message, now_, end_operation(receiver));
  if (sender_acts) {
    tell(TraceEvent::Kind::handed_over, sender, m, message.number, receiver);
  } else {
    tell(TraceEvent::Kind::taken_over, receiver, m, message.number, sender);
  }
  count_received(m);
}

void TimedWorld::count_received(MailboxId m) {
  fruitless_looks_ = 0;
  if (!at(m).counts_for_goal) return;
  ++age_;
  --goal_left_;
  if (goal_left_ == 0) goal_reached_ = true;
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

void TimedWorld::drop_oldest(MailboxId m) {
  Mailbox& mailbox = at(m);
  const Message message = mailbox.messages.take_oldest();
  recorder_.set_depth(m, mailbox.messages.size(), now_);
  recorder_.drop(m, message, now_);
  tell(TraceEvent::Kind::dropped, message.sender, m, message.number);
}

void TimedWorld::leave_queue(ProcessId p) {
  Mailbox& mailbox = at(mailbox_of(p));
  WaitQueue& queue = at(p).activity == Activity::blocked_send ? mailbox.senders : mailbox.receivers;
  queue.leave(p, [&](ProcessId q) -> WaitLink& { return at(q).link; });
}

void TimedWorld::wake(ProcessId p) {
  leave_queue(p);
  if (operation_of(p).timeout) events_.cancel(p.value);
  set_activity(p, Activity::stepping);
  events_.schedule(p.value, now_, Urgency::prompt);
}

void TimedWorld::wait(ProcessId p) {
  Process& process = at(p);
  const MailboxId m = mailbox_of(p);
  const bool sends = program_.code[process.state.at].opcode == Opcode::send;
  const auto link = [&](ProcessId q) -> WaitLink& { return at(q).link; };
  process.begun = now_;
  set_activity(p, sends ? Activity::blocked_send : Activity::blocked_receive);
  if (sends && at(m).order == TakeOrder::priority) {
    at(m).senders.join(
        p, link, [&](ProcessId q) { return operation_of(q).priority >= operation_of(p).priority; });
  } else {
    (sends ? at(m).senders : at(m).receivers).join(p, link, [](ProcessId) { return true; });
  }
  if (operation_of(p).timeout) {
    events_.schedule(p.value, now_ + process.timeout, Urgency::late);
  }
  tell(sends ? TraceEvent::Kind::waits_to_send : TraceEvent::Kind::waits_to_receive, p, m);
}

void TimedWorld::time_out(ProcessId p) {
  const MailboxId m = mailbox_of(p);
  leave_queue(p);
  const bool sent = at(p).activity == Activity::blocked_send;
  const Duration waited = end_operation(p);
  if (sent) {
    recorder_.give_up_send(m, waited);
  } else {
    recorder_.give_up_receive(m, waited);
  }
  tell(TraceEvent::Kind::timed_out, p, m);
  fail(operation_of(p), at(p).state);
}

void TimedWorld::go_to(Instant time) {
  if (time != now_) ++age_;
  now_ = time;
}

ProcessId TimedWorld::next_event() {
  const EventList::Event event = events_.pop();
  go_to(event.time);
  const ProcessId p{event.owner};
  Process& process = at(p);
  if (process.polls_without_end) {
    process.polls_without_end = false;
    --pollers_;
  } else {
    fruitless_looks_ = 0;
  }
  if (process.activity == Activity::not_started) tell(TraceEvent::Kind::started, p);
  const bool gives_up =
      process.activity == Activity::blocked_send || process.activity == Activity::blocked_receive;
  if (gives_up) time_out(p);
  set_activity(p, Activity::stepping);
  return p;
}

void TimedWorld::finish(ProcessId p) {
  set_activity(p, Activity::finished);
  if (!at(p).service) --unfinished_;
  tell(TraceEvent::Kind::finished, p);
}

void TimedWorld::begin_window() {
  recorder_.begin_window(now_);
  for (Process& process : processes_) process.activity_since = now_;
}

Measurements TimedWorld::end_measuring() {
  for (std::uint32_t i = 0; i < processes_.size(); ++i) {
    set_activity(ProcessId{i}, processes_[i].activity);
  }
  for (std::uint32_t i = 0; i < mailboxes_.size(); ++i) {
    recorder_.leave_behind(MailboxId{i}, mailboxes_[i].messages, now_);
  }
  return recorder_.finish(now_);
}

bool TimedWorld::steps_without_time(ProcessId p, std::uint64_t limit) {
  Process& process = at(p);
  if (process.zero_time_age != age_) {
    process.zero_time_age = age_;
    process.zero_time_steps = 0;
  }
  return ++process.zero_time_steps > limit;
}

TimedWorld::Standpoint TimedWorld::standpoint(ProcessId p) const {
  const Process& process = processes_[p.index()];
  if (process.begun != kNotBegun) return {process.state.at, process.begun};
  return {process.paused_at, process.activity_since};
}

std::vector<StandingProcess> TimedWorld::standing() const {
  std::vector<StandingProcess> result;
  for (std::uint32_t i = 0; i < processes_.size(); ++i) {
    const Process& process = processes_[i];
    if (process.activity == Activity::finished) continue;
    const ProcessId p{i};
    result.push_back({.process = p,
                      .state = process.state,
                      .since = process.begun,
                      .depth = mailboxes_[mailbox_of(p).index()].messages.size()});
  }
  return result;
}

TraceEvent TimedWorld::event_of(TraceEvent::Kind kind, ProcessId p, MailboxId m) {
  return {.time = now_,
          .kind = kind,
          .process = p,
          .at = at(p).state.at,
          .mailbox = m,
          .depth = at(m).messages.size()};
}

void TimedWorld::tell(TraceEvent::Kind kind, ProcessId p, MailboxId m, std::uint64_t message,
                      std::optional<ProcessId> partner) {
  if (trace_ == nullptr) return;
  TraceEvent event = event_of(kind, p, m);
  event.message = message;
  event.partner = partner;
  trace_->record(event);
}

void TimedWorld::tell(TraceEvent::Kind kind, ProcessId p, Instant until) {
  if (trace_ == nullptr) return;
  trace_->record({.time = now_, .kind = kind, .process = p, .at = at(p).state.at, .until = until});
}

}  // namespace ipcsim
