#include "sim/check/check_program.hpp"

#include <algorithm>
#include <utility>

#include "sim/check/narrator.hpp"
#include "sim/check/no_return.hpp"
#include "sim/check/partial_search.hpp"
#include "sim/check/schedule_end.hpp"

namespace ipcsim {
namespace {

using Found = Exploration::Found;

ScheduleEnd end_of(Found::What what) {
  switch (what) {
    case Found::What::deadlock:
      return ScheduleEnd::deadlock;
    case Found::What::livelock:
    case Found::What::endless:
      return ScheduleEnd::livelock;
    case Found::What::error:
      break;
  }
  return ScheduleEnd::program_error;
}

Schedule schedule_to(Exploration& exploration, const Found& found) {
  const Program& program = exploration.program();
  Schedule schedule{.end = end_of(found.what)};
  if (exploration.store().size() == 0) {  // somebody is endless from the beginning
    schedule.findings = {finding_at_statement(program, schedule.end, found.process, found.at)};
    return schedule;
  }
  const ToldWay way = told_way(exploration, found.state);
  schedule.start = way.start;
  schedule.steps = way.steps;
  if (found.what == Found::What::deadlock || found.what == Found::What::livelock) {
    schedule.steps_to_no_return = steps_to_no_return(exploration, way.states);
    exploration.go_to(way.end().data());
    schedule.stuck = stuck_at_standstill(exploration);
    schedule.findings = findings_at_standstill(exploration, schedule.stuck);
    return schedule;
  }
  // Among equal processes another one may be to blame at the end of this way.
  const bool is_error = found.what == Found::What::error;
  const ToldStep last =
      told_last_step(exploration, way, is_error ? Attempt::impossible : Attempt::endless);
  const ProcessId process = is_error ? last.step.step.process : last.last_to_rest;
  if (!is_error) schedule.steps.push_back(last.step);
  schedule.findings = {finding_at_statement(program, schedule.end, process, found.at)};
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

/// States of a search for partial deadlocks that nobody has asked for.
constexpr std::uint64_t kMostWithoutBeingAsked = 100'000;

/// Proves what there is to say of partial deadlocks, if there are not too many states.
void look_at_all_states(const Program& program, const ExplorationOptions& options,
                        CheckResult& result) {
  ExplorationOptions few = options;
  if (!options.proves_partial)
    few.max_states = std::min(options.max_states, kMostWithoutBeingAsked);
  PartialSearch search = search_partly_stuck(program, few);
  if (search.facts.proved) result.facts = search.facts;
  if (search.schedule) {
    result.partial = PartialVerdict::found;
    result.partial_schedule = std::move(search.schedule);
  } else if (search.end == SearchEnd::complete) {
    result.partial = PartialVerdict::none;
  } else if (options.proves_partial) {
    result.partial = PartialVerdict::undecided;
  }
  result.partial_end = search.end;
  result.partial_progress = search.progress;
}

}  // namespace

CheckResult check_program(const Program& program, const ExplorationOptions& options) {
  Exploration exploration(program, options);
  CheckResult result;
  result.bound = options.bound;
  result.end = exploration.search();
  result.progress = exploration.progress();
  result.was_cut = exploration.was_cut();
  result.facts = exploration.facts();
  if (result.end == SearchEnd::complete) {
    result.verdict = CheckVerdict::free;
  } else if (exploration.found()) {
    result.schedule = schedule_to(exploration, *exploration.found());
    result.verdict = verdict_of(exploration.found()->what);
  }
  if (const auto partial = exploration.partly_stuck()) {
    result.partial = PartialVerdict::found;
    result.partial_schedule = schedule_to_partly_stuck(exploration, *partial);
  } else if (result.verdict == CheckVerdict::undecided) {
    result.partial = PartialVerdict::undecided;
  }
  if (result.verdict == CheckVerdict::free) look_at_all_states(program, options, result);
  return result;
}

}  // namespace ipcsim
