// How processes get core time in the timed world.
#include "sim/engine/timed_world.hpp"

namespace ipcsim {

void TimedWorld::let_time_pass_on_cores(ProcessId p, Pastime pastime, std::uint32_t distribution) {
  const Duration length{draw(p, distribution)};
  if (pastime == Pastime::computing) {
    use_core(p, length, Activity::computing);
    tell(TraceEvent::Kind::computes, p, now_ + length);
  } else {
    set_activity(p, Activity::sleeping);
    events_.schedule(p.value, now_ + length, Urgency::prompt);
    leave_core(p);
    tell(TraceEvent::Kind::sleeps, p, now_ + length);
  }
}

void TimedWorld::use_core(ProcessId p, Duration work, Activity wants) {
  at(p).wants = wants;
  if (!at(p).shares_cores) {
    const Instant end = now_ + work;
    set_activity(p, wants);
    events_.schedule(p.value, end, urgency_of_end(p, end));
    return;
  }
  set_activity(p, Activity::ready);
  const auto turn = cores_.demand(p, work, wants == Activity::polling);
  if (turn) begin_turn(*turn);
}

void TimedWorld::leave_core(ProcessId p) {
  const std::optional<Cores::Core> core = cores_.core_of(p);
  if (!core) return;
  if (const auto turn = cores_.release(p)) {
    begin_turn(*turn);
  } else {
    recorder_.set_core(*core, CoreActivity::idle, now_);
    if (trace_ != nullptr) trace_->record_turn({.time = now_, .core = *core});
  }
}

void TimedWorld::begin_turn(const Cores::Turn& turn) {
  const ProcessId p = turn.process;
  const Instant end = now_ + turn.length;
  if (turn.switches) {
    recorder_.begin_switch(turn.core, now_);
    set_activity(p, Activity::ready);
  } else {
    recorder_.set_core(turn.core, CoreActivity::working, now_);
    set_activity(p, at(p).wants);
  }
  if (trace_ != nullptr) {
    trace_->record_turn(
        {.time = now_, .core = turn.core, .process = p, .activity = at(p).activity});
  }
  const Urgency urgency = turn.switches ? Urgency::prompt : urgency_of_end(p, end);
  events_.schedule(program_.processes + turn.core, end, urgency);
}

Urgency TimedWorld::urgency_of_end(ProcessId p, Instant end) const {
  if (processes_[p.index()].wants != Activity::polling) return Urgency::prompt;
  const Operation& operation = program_.operations[instruction_of(p).operand];
  return end < deadline_of_look(p, operation) ? Urgency::prompt : Urgency::late;
}

std::optional<ProcessId> TimedWorld::end_turn(Cores::Core core) {
  const Cores::TurnEnd end = cores_.end_turn(core);
  if (end.put_back) set_activity(*end.put_back, Activity::ready);
  if (end.next) begin_turn(*end.next);
  if (end.done) {
    if (at(*end.done).wants == Activity::polling) count_skipped_looks(*end.done);
    end_look(at(*end.done));
    set_activity(*end.done, Activity::stepping);
  }
  return end.done;
}

}  // namespace ipcsim
