#include "sim/check/schedule_end.hpp"

#include <algorithm>

#include "sim/machine/explanation.hpp"

namespace ipcsim {

std::vector<ProcessId> stuck_at_standstill(Exploration& exploration) {
  std::vector<ProcessId> stuck;
  for (std::uint32_t i = 0; i < exploration.program().processes; ++i) {
    if (!exploration.world().is_finished({i})) stuck.push_back({i});
  }
  return stuck;
}

std::vector<Finding> findings_at_standstill(Exploration& exploration,
                                            const std::vector<ProcessId>& stuck) {
  const Program& program = exploration.program();
  const UntimedWorld& world = exploration.world();
  const std::vector<bool> nobody(program.processes, false);
  return explain(program, situation_of(program, world.lanes(), world.current(), nobody), stuck, {});
}

std::vector<Finding> findings_among_others(Exploration& exploration,
                                           const std::vector<ProcessId>& stuck) {
  const Program& program = exploration.program();
  const UntimedWorld& world = exploration.world();
  std::vector<ProcessId> others;
  for (const ProcessId p : stuck_at_standstill(exploration)) {
    if (!std::binary_search(stuck.begin(), stuck.end(), p)) others.push_back(p);
  }
  const Situation situation =
      situation_of(program, world.lanes(), world.current(), exploration.enabled());
  std::vector<Finding> findings = explain(program, situation, stuck, others);
  for (Finding& finding : findings) {
    if (finding.kind == FindingKind::deadlock) finding.kind = FindingKind::partial_deadlock;
  }
  return findings;
}

Finding finding_at_statement(const Program& program, ScheduleEnd end, ProcessId process,
                             CodeIndex at) {
  StuckProcess stuck;
  stuck.process = process;
  stuck.at = at;
  stuck.since = kNever;
  stuck.service = program.process_groups[group_of(program, process).index()].service;
  const bool is_error = end == ScheduleEnd::program_error;
  return {.kind = is_error ? FindingKind::program_error : FindingKind::livelock,
          .cause = is_error ? FindingCause::reply_without_call : FindingCause::zero_time_loop,
          .since = kNever,
          .doomed_since = kNever,
          .processes = {stuck}};
}

}  // namespace ipcsim
