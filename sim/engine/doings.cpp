#include "sim/engine/doings.hpp"

#include <algorithm>

namespace ipcsim {
namespace {

bool wants_core(Activity activity) {
  return activity == Activity::computing || activity == Activity::polling ||
         activity == Activity::ready;
}

/// A select waits as a receiver if anything that it waits for is a message.
Activity blocked_in_select(const Program& program, CodeIndex at) {
  const Selection& selection = program.selections[program.code[at].operand];
  const bool receives = std::any_of(
      selection.alternatives.begin(), selection.alternatives.end(),
      [](const Selection::Alternative& it) { return it.direction == Direction::receive; });
  return receives ? Activity::blocked_receive : Activity::blocked_send;
}

}  // namespace

bool is_own(const TraceEvent& event) {
  return event.kind != TraceEvent::Kind::dropped &&
         (!event.from_afar || event.kind == TraceEvent::Kind::taken_over);
}

Doings::Doings(const Program& program) : program_(program), now_(program.processes) {
  for (const ProcessGroup& group : program.process_groups) {
    const bool needs_core = program.hosts[group.host.index()].cores.has_value();
    for (std::uint32_t i = 0; i < group.count; ++i) {
      State& state = now_[group.first.index() + i];
      state.doing.process = {group.first.value + i};
      state.doing.at = group.entry;
      state.has_core = !needs_core;
    }
  }
}

void Doings::change(ProcessId process, Activity activity, Instant since, CodeIndex at) {
  Doing& doing = now_[process.index()].doing;
  // One look after another is one stretch of polling.
  const bool goes_on = doing.activity == activity && doing.at == at &&
                       (activity == Activity::polling || activity == Activity::ready);
  if (goes_on) return;
  doing = {since, process, activity, at};
  changes_.push_back(doing);
}

void Doings::use_core(const TraceEvent& event, Activity activity) {
  State& state = now_[event.process.index()];
  state.wants = activity;
  change(event.process, state.has_core ? activity : Activity::ready, event.time, event.at);
}

const std::vector<Doing>& Doings::after(const TraceEvent& event) {
  using Kind = TraceEvent::Kind;
  changes_.clear();
  if (!is_own(event)) return changes_;
  switch (event.kind) {
    case Kind::started:
      change(event.process, Activity::stepping, event.time, event.at);
      break;
    case Kind::computes:
    case Kind::pays:
      use_core(event, Activity::computing);
      break;
    case Kind::looks:
      use_core(event, Activity::polling);
      break;
    case Kind::sleeps:
      change(event.process, Activity::sleeping, event.time, event.at);
      break;
    case Kind::waits_to_send:
    case Kind::waits_for_receipt:
    case Kind::waits_for_reply:
    case Kind::waits_for_word:
      change(event.process, Activity::blocked_send, event.time, event.at);
      break;
    case Kind::waits_to_receive:
      change(event.process, Activity::blocked_receive, event.time, event.at);
      break;
    case Kind::waits_in_select:
      change(event.process, blocked_in_select(program_, event.at), event.time, event.at);
      break;
    case Kind::finished:
      change(event.process, Activity::finished, event.time, event.at);
      break;
    default:
      break;
  }
  return changes_;
}

const std::vector<Doing>& Doings::after(const CoreTurn& turn) {
  changes_.clear();
  if (turn.core >= on_cores_.size()) on_cores_.resize(std::size_t{turn.core} + 1);
  std::optional<ProcessId>& holder = on_cores_[turn.core];
  if (holder && holder != turn.process) {
    State& loser = now_[holder->index()];
    loser.has_core = false;
    if (wants_core(loser.doing.activity)) {
      change(*holder, Activity::ready, turn.time, loser.doing.at);
    }
  }
  holder = turn.process;
  if (!turn.process) return changes_;
  State& winner = now_[turn.process->index()];
  winner.has_core = turn.activity != Activity::ready;
  if (winner.has_core) winner.wants = turn.activity;
  change(*turn.process, turn.activity, turn.time, winner.doing.at);
  return changes_;
}

}  // namespace ipcsim
