#include "sim/check/check_program.hpp"

#include <algorithm>
#include <utility>

#include "sim/check/narrator.hpp"
#include "sim/check/no_return.hpp"
#include "sim/check/partial_search.hpp"
#include "sim/machine/explanation.hpp"

namespace ipcsim {
namespace {

using Found = Exploration::Found;

constexpr std::uint64_t kMostStatesOfAftermath = 50'000;

/// Of the last state of a schedule, to which the world has gone: who can never go on, and why.
std::vector<Finding> findings_at_standstill(Exploration& exploration) {
  const Program& program = exploration.program();
  UntimedWorld& world = exploration.world();
  const std::vector<bool> nobody(program.processes, false);
  const Situation situation = situation_of(program, world.lanes(), world.current(), nobody);
  std::vector<ProcessId> stuck;
  for (std::uint32_t i = 0; i < program.processes; ++i) {
    if (situation.processes[i].standing != Standing::finished) stuck.push_back(ProcessId{i});
  }
  return explain(program, situation, stuck, {});
}

/// The statement of one process is to blame.
Finding finding_of(const Program& program, const Found& found) {
  StuckProcess process;
  process.process = found.process;
  process.at = found.at;
  process.since = kNever;
  process.service = program.process_groups[group_of(program, found.process).index()].service;
  const bool is_error = found.what == Found::What::error;
  return {.kind = is_error ? FindingKind::program_error : FindingKind::livelock,
          .cause = is_error ? FindingCause::reply_without_call : FindingCause::zero_time_loop,
          .since = kNever,
          .doomed_since = kNever,
          .processes = {process}};
}

Schedule schedule_to(Exploration& exploration, const Found& found) {
  Schedule schedule;
  if (exploration.store().size() == 0) {  // somebody is endless from the beginning
    schedule.findings = {finding_of(exploration.program(), found)};
    return schedule;
  }
  const ToldWay way = told_way(exploration, found.state);
  schedule.steps = way.steps;
  if (found.what == Found::What::deadlock || found.what == Found::What::livelock) {
    schedule.steps_to_no_return =
        steps_to_no_return(exploration, exploration.way_to(found.state), kMostStatesOfAftermath);
    exploration.go_to(way.end.data());
    schedule.findings = findings_at_standstill(exploration);
    return schedule;
  }
  // Among equal processes another one may be to blame at the end of this way.
  Found here = found;
  const bool is_error = found.what == Found::What::error;
  const ToldStep last =
      told_last_step(exploration, way, is_error ? Attempt::impossible : Attempt::endless);
  here.process = is_error ? last.step.step.process : last.last_to_rest;
  if (!is_error) schedule.steps.push_back(last.step);
  schedule.findings = {finding_of(exploration.program(), here)};
  return schedule;
}

CheckVerdict verdict_of(Found::What what) {
  switch (what) {
    case Found::What::deadlock:
      return CheckVerdict::deadlock;
    case Found::What::livelock:
    case Found::What::endless:
      return CheckVerdict::livelock;
    case Found::What::error:
      break;
  }
  return CheckVerdict::program_error;
}

/// Proves what there is to say of partial deadlocks, if there are not too many states.
void look_at_all_states(const Program& program, const ExplorationOptions& options,
                        CheckResult& result) {
  ExplorationOptions few = options;
  few.max_states = std::min(options.max_states, options.max_partial_states);
  PartialSearch search = search_partly_stuck(program, few);
  if (search.schedule) {
    result.partial = PartialVerdict::found;
    result.partial_schedule = std::move(search.schedule);
  } else if (search.complete) {
    result.partial = PartialVerdict::none;
  }
}

}  // namespace

CheckResult check_program(const Program& program, const ExplorationOptions& options) {
  Exploration exploration(program, options);
  CheckResult result;
  result.bound = options.bound;
  result.end = exploration.search();
  result.progress = exploration.progress();
  result.was_cut = exploration.was_cut();
  if (result.end == SearchEnd::complete) {
    result.verdict = CheckVerdict::free;
  } else if (exploration.found()) {
    result.schedule = schedule_to(exploration, *exploration.found());
    result.verdict = verdict_of(exploration.found()->what);
  }
  if (const auto partial = exploration.partly_stuck()) {
    const ToldWay way = told_way(exploration, *partial);
    exploration.go_to(way.end.data());
    result.partial = PartialVerdict::found;
    result.partial_schedule =
        Schedule{.steps = way.steps, .findings = exploration.partial_findings()};
  } else if (result.verdict == CheckVerdict::undecided) {
    result.partial = PartialVerdict::undecided;
  }
  if (result.verdict == CheckVerdict::free) look_at_all_states(program, options, result);
  return result;
}

}  // namespace ipcsim
