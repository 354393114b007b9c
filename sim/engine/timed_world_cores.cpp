// How the processes of hosts with limited cores get core time in the timed world.
#include "sim/engine/timed_world.hpp"

namespace ipcsim {

void TimedWorld::let_time_pass_on_cores(ProcessId p, Pastime pastime, std::uint32_t distribution) {
  const Duration length{draw(p, distribution)};
  Process& process = at(p);
  process.paused_at = process.state.at;
  if (pastime == Pastime::computing) {
    want_core(p, length, Activity::computing);
    tell(TraceEvent::Kind::computes, p, now_ + length);
  } else {
    set_activity(p, Activity::sleeping);
    events_.schedule(p.value, now_ + length, Urgency::prompt);
    leave_core(p);
    tell(TraceEvent::Kind::sleeps, p, now_ + length);
  }
}

void TimedWorld::want_core(ProcessId p, Duration work, Activity wants) {
  at(p).wants = wants;
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
  }
}

void TimedWorld::begin_turn(const Cores::Turn& turn) {
  const ProcessId p = turn.process;
  const Instant end = now_ + turn.length;
  Urgency urgency = Urgency::prompt;
  if (turn.switches) {
    recorder_.begin_switch(turn.core, now_);
    set_activity(p, Activity::ready);
  } else {
    recorder_.set_core(turn.core, CoreActivity::working, now_);
    set_activity(p, at(p).wants);
    if (at(p).wants == Activity::polling) {  // a message that comes on the deadline is in time
      const Operation& operation = program_.operations[instruction_of(p).operand];
      if (end >= deadline_of_look(p, operation)) urgency = Urgency::late;
    }
  }
  events_.schedule(program_.processes + turn.core, end, urgency);
}

std::optional<ProcessId> TimedWorld::end_turn(Cores::Core core) {
  const Cores::TurnEnd end = cores_.end_turn(core);
  if (end.put_back) set_activity(*end.put_back, Activity::ready);
  if (end.next) begin_turn(*end.next);
  if (end.done) {
    end_look(at(*end.done));
    set_activity(*end.done, Activity::stepping);
  }
  return end.done;
}

}  // namespace ipcsim
