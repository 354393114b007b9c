#include "sim/engine/timed_world.hpp"

#include <algorithm>
#include <limits>

#include "sim/base/check.hpp"

namespace ipcsim {

TimedWorld::TimedWorld(const Program& program, const RunOptions& options)
    : Moment(program),
      program_(program),
      trace_(options.trace),
      skips_looks_(options.skip_vain_looks),
      recorder_(program, cores_) {
  set_up_mailboxes(options);
  set_up_processes(options);
  set_up_links(options);
}

TimedWorld::TimedWorld(const Program& program, const Moment& moment)
    : Moment(moment),
      program_(program),
      trace_(nullptr),
      skips_looks_(true),
      recorder_(program, cores_) {}

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
        mailbox.messages.put({}, ++mailbox.numbered, 0, mailbox.order);
      }
      recorder_.set_initial(m, group.initial);
    }
  }
  if (options.goal) goal_left_ = options.goal->messages;
}

void TimedWorld::set_up_processes(const RunOptions& options) {
  const bool somebody_polls =
      std::any_of(program_.code.begin(), program_.code.end(), [](const Instruction& it) {
        return it.opcode == Opcode::poll_receive || it.opcode == Opcode::poll_send;
      });
  const StreamMaker streams(options.seed, options.replication);
  for (std::size_t g = 0; g < program_.process_groups.size(); ++g) {
    const ProcessGroup& group = program_.process_groups[g];
    const std::string& name = program_.symbols.process_groups[g];
    for (std::uint32_t replica = 0; replica < group.count; ++replica) {
      const ProcessId p{group.first.value + replica};
      Process& process = at(p);
      process.state = {.at = group.entry,
                       .replica = replica,
                       .first_register = static_cast<std::uint32_t>(registers_.size())};
      registers_.resize(registers_.size() + group.registers);
      process.stream = streams.stream(name, replica);
      const Host& host = program_.hosts[group.host.index()];
      process.shares_cores = host.cores.has_value();
      if (somebody_polls) lookers_.push_back({.poll = host.poll});
      if (!group.service) ++unfinished_;
      events_.schedule(p.value, now_ + Duration{draw(p, group.start)}, Urgency::prompt);
    }
  }
  only_services_ = unfinished_ == 0;
  const bool somebody_calls =
      std::any_of(program_.operations.begin(), program_.operations.end(),
                  [](const Operation& it) { return it.awaits == Awaits::reply; });
  if (somebody_calls) calls_.resize(processes_.size());
  const bool somebody_gives_up =
      std::any_of(program_.operations.begin(), program_.operations.end(),
                  [](const Operation& it) { return it.timeout.has_value(); }) ||
      std::any_of(program_.selections.begin(), program_.selections.end(),
                  [](const Selection& it) { return !it.afters.empty(); });
  if (somebody_gives_up) deadlines_.resize(processes_.size());
  set_up_costs();
}

std::int64_t TimedWorld::draw_otherwise(ProcessId p, std::uint32_t distribution) {
  const Distribution& law = program_.distributions[distribution];
  std::uint32_t no_cursor = 0;
  if (law.kind() != Distribution::Kind::trace) return law.draw(at(p).stream, no_cursor);
  const std::uint64_t key = std::uint64_t{p.value} << 32U | distribution;
  return law.draw(at(p).stream, trace_cursors_[key]);
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
  if (operation.size) {
    const auto size = static_cast<std::uint64_t>(draw(p, *operation.size));
    if (operation.size_slot) {
      const std::size_t at_register = at(p).state.first_register + *operation.size_slot;
      registers_[at_register] = static_cast<std::uint32_t>(size);
      registers_[at_register + 1] = static_cast<std::uint32_t>(size >> 32U);
    }
  }
  if (operation.timeout) deadlines_[p.index()].timeout = {draw(p, *operation.timeout)};
}

void TimedWorld::draw_after(ProcessId p, const Selection& selection) {
  Deadline& deadline = deadlines_[p.index()];
  deadline.timeout = {std::numeric_limits<std::int64_t>::max()};
  for (const Selection::After& after : selection.afters) {
    const Duration time{draw(p, after.time)};
    if (&after != &selection.afters.front() && time >= deadline.timeout) continue;
    deadline.timeout = time;
    deadline.after_target = after.target;
  }
}

ProcessId TimedWorld::next_process() const {
  const EventList::Owner owner = events_.next_owner();
  if (owner < processes_.size()) return {owner};
  if (owner < first_flight()) return cores_.process_on(owner - program_.processes);
  const Flight& flight = flights_[owner - first_flight()];
  return flight.is_reply ? flight.replier : flight.parcel.envelope.sender();
}

ProcessId TimedWorld::next_event_of_nobody(EventList::Owner owner) {
  if (owner < first_flight()) return end_turn(owner - program_.processes).value_or(kNobody);
  go_on_with_flight(owner - first_flight());
  return kNobody;
}

// GCC takes a function that does nothing but fetch for one that does nothing: all is inlined here.
void TimedWorld::fetch_near() {
  events_.visit_near([&](EventList::Owner owner) __attribute__((always_inline)) {
    if (owner >= processes_.size()) return;
    __builtin_prefetch(&processes_[owner], 1);
    recorder_.fetch(ProcessId{owner});
  });
  if (registers_.empty()) return;
  events_.visit_near([&](EventList::Owner owner) __attribute__((always_inline)) {
    if (owner >= processes_.size()) return;
    __builtin_prefetch(registers_.data() + processes_[owner].state.first_register, 1);
  });
}

void TimedWorld::resume(ProcessId p) {
  const Activity activity = at(p).activity;
  if (activity == Activity::not_started) tell(TraceEvent::Kind::started, p);
  if (activity == Activity::polling) count_skipped_looks(p);
  const bool waited = activity == Activity::blocked_send || activity == Activity::blocked_receive;
  if (waited && !take_word(p)) time_out(p);
  set_activity(p, Activity::stepping);
}

void TimedWorld::finish(ProcessId p) {
  set_activity(p, Activity::finished);
  if (at(p).shares_cores) leave_core(p);
  if (!program_.process_groups[group_of(program_, p).index()].service) --unfinished_;
  tell(TraceEvent::Kind::finished, p);
}

void TimedWorld::begin_window() {
  for (std::uint32_t i = 0; i < lookers_.size(); ++i) count_skipped_looks(ProcessId{i});
  recorder_.begin_window(now_);
  for (Process& process : processes_) {
    process.activity_since = now_;
    process.zero_time_steps = 0;
  }
  for (std::uint32_t i = 0; i < mailboxes_.size(); ++i) {
    recorder_.begin_mailbox(MailboxId{i}, mailboxes_[i].numbered);
  }
  visit_lanes([&](Hop hop, std::int64_t busy) { recorder_.begin_busy(hop, busy); });
}

Measurements TimedWorld::end_window() {
  for (std::uint32_t i = 0; i < lookers_.size(); ++i) count_skipped_looks(ProcessId{i});
  for (std::uint32_t i = 0; i < processes_.size(); ++i) {
    set_activity(ProcessId{i}, processes_[i].activity);
  }
  for (std::uint32_t i = 0; i < mailboxes_.size(); ++i) {
    recorder_.end_mailbox(MailboxId{i}, mailboxes_[i].numbered, mailboxes_[i].messages, now_);
  }
  visit_lanes([&](Hop hop, std::int64_t busy) { recorder_.end_busy(hop, busy); });
  check_under_way();
  return recorder_.end_window(now_);
}

TimedWorld::Standpoint TimedWorld::standpoint(ProcessId p) const {
  const Process& process = processes_[p.index()];
  if (process.begun != kNotBegun) return {process.state.at, process.begun};
  // An instruction that lets time pass is behind it already.
  const bool has_begun = process.activity != Activity::not_started;
  return {has_begun ? process.state.at - 1 : process.state.at, process.activity_since};
}

void TimedWorld::describe(Situation& situation) const {
  situation.processes.resize(processes_.size());
  situation.depths.resize(mailboxes_.size());
  for (std::size_t i = 0; i < processes_.size(); ++i) {
    const Process& process = processes_[i];
    ProcessSituation& described = situation.processes[i];
    described = {.state = process.state, .standing = standing_of(process)};
    if (described.standing != Standing::going) described.since = process.begun;
    if (!calls_.empty()) described.open_calls = static_cast<std::uint32_t>(calls_[i].size());
  }
  for (std::uint32_t i = 0; i < calls_.size(); ++i) {
    for (std::size_t k = 0; k < calls_[i].size(); ++k) {
      const OpenCall& call = calls_[i][k];
      ProcessSituation& caller = situation.processes[call.caller.index()];
      const bool is_awaited =
          caller.state.delivery == Delivery::pending && caller.state.ticket == call.ticket;
      if (is_awaited) caller.holder = ProcessId{i};
    }
  }
  for (std::size_t i = 0; i < mailboxes_.size(); ++i) {
    situation.depths[i] = mailboxes_[i].messages.size();
  }
  situation.registers = &registers_;
  describe_correspondence(situation);
}

Standing TimedWorld::standing_of(const Process& process) {
  switch (process.activity) {
    case Activity::blocked_send:
    case Activity::blocked_receive:
      return Standing::waiting;
    case Activity::polling:
      return Standing::polling;
    case Activity::ready:
      return process.wants == Activity::polling ? Standing::polling : Standing::going;
    case Activity::finished:
      return Standing::finished;
    case Activity::computing:
    case Activity::sleeping:
    case Activity::not_started:
    case Activity::stepping:
      return Standing::going;
  }
  return Standing::going;
}

TraceEvent TimedWorld::event_of(TraceEvent::Kind kind, ProcessId p, MailboxId m) {
  return {.time = now_,
          .kind = kind,
          .process = p,
          .at = at(p).state.at,
          .mailbox = m,
          .depth = at(m).messages.size()};
}

TraceEvent TimedWorld::event_of(TraceEvent::Kind kind, ProcessId p, const Operation& operation) {
  if (operation.addressing != Addressing::several) {
    return event_of(kind, p, mailbox_of(operation, at(p).state, registers_));
  }
  return {.time = now_, .kind = kind, .process = p, .at = at(p).state.at, .several = true};
}

void TimedWorld::record(TraceEvent::Kind kind, ProcessId p, MailboxId m, std::uint64_t message,
                        std::optional<ProcessId> partner) {
  TraceEvent event = event_of(kind, p, m);
  event.message = message;
  event.partner = partner;
  trace_->record(event);
}

void TimedWorld::tell_of_hand_over(ProcessId sender, MailboxId m, std::uint64_t message,
                                   ProcessId receiver) {
  if (at(sender).activity == Activity::stepping) {
    record(TraceEvent::Kind::handed_over, sender, m, message, receiver);
  } else {
    record(TraceEvent::Kind::taken_over, receiver, m, message, sender);
  }
}

void TimedWorld::tell(TraceEvent::Kind kind, ProcessId p, const Operation& operation) {
  if (trace_ != nullptr) trace_->record(event_of(kind, p, operation));
}

void TimedWorld::tell(TraceEvent::Kind kind, ProcessId p, Instant until) {
  if (trace_ == nullptr) return;
  trace_->record({.time = now_, .kind = kind, .process = p, .at = at(p).state.at, .until = until});
}

}  // namespace ipcsim
