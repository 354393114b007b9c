#include "sim/check/replay.hpp"

#include <algorithm>

#include "sim/check/exploration.hpp"
#include "sim/check/narrator.hpp"
#include "sim/check/no_return.hpp"
#include "sim/check/schedule_end.hpp"

namespace ipcsim {
namespace {

using What = ReplayProblem::What;

bool is_of_process(const Step& step) {
  return step.kind == Step::Kind::statement || step.kind == Step::Kind::timeout;
}

class Replay {
 public:
  Replay(const Program& program, const RecordedSchedule& recorded)
      : program_(program),
        recorded_(recorded),
        options_{.bound = recorded.bound, .reduces = false},
        exploration_(program, options_) {
    told_.end = recorded.end;
    told_.start = recorded.start;
  }

  std::variant<Schedule, ReplayProblem> result() && {
    go();
    if (problem_) return *problem_;
    return std::move(told_);
  }

 private:
  void go() {
    if (!exploration_.world().codec().fits()) {
      problem_ = {.what = What::too_large};
      return;
    }
    if (!begin()) return;
    for (std::size_t i = 0; i < recorded_.steps.size(); ++i) {
      if (!take(i)) return;
    }
    if (endless_at_) {
      told_.findings = {finding_at_statement(program_, told_.end, endless_, *endless_at_)};
    } else {
      look_at_end();
    }
  }

  bool fail(const ReplayProblem& problem) {
    problem_ = problem;
    return false;
  }

  /// Whether what is yet to come can be an endless loop at this number of steps.
  [[nodiscard]] bool may_be_endless(std::size_t steps) const {
    return recorded_.end == ScheduleEnd::livelock && steps == recorded_.steps.size();
  }

  void remember_endless() {
    endless_ = exploration_.world().last_to_rest();
    endless_at_ = exploration_.world().at(endless_);
  }

  bool begin() {
    UntimedWorld& world = exploration_.world();
    Odometer odometer;
    for (std::uint32_t i = 0;; ++i) {
      const Attempt attempt = world.begin(odometer);
      if (attempt == Attempt::endless) {
        if (i != recorded_.start || !may_be_endless(0)) return fail({.what = What::another_end});
        remember_endless();
        return true;
      }
      if (i == recorded_.start) break;
      if (!odometer.advance()) return fail({.what = What::no_such_start});
    }
    states_.emplace_back(world.codec().words());
    world.pack(states_.back().data());
    return true;
  }

  /// False: the step cannot be taken from where the process stands, or not with this outcome.
  bool take(std::size_t i) {
    const RecordedStep& recorded = recorded_.steps[i];
    UntimedWorld& world = exploration_.world();
    exploration_.go_to(states_.back().data());
    if (exploration_.is_over()) return fail({.what = What::over, .step = i});
    const CodeIndex at = is_of_process(recorded.step) ? world.at(recorded.step.process) : 0;
    if (recorded.place) {
      const StatementSymbol& here = statement_at(program_, at);
      if (here.line != recorded.place->line || here.column != recorded.place->column) {
        return fail({.what = What::elsewhere, .step = i, .at = at});
      }
    }
    std::optional<Attempt> outcome;
    std::vector<Word> next(world.codec().words());
    const auto step =
        told_step(exploration_, states_.back(), [&](const Step& step, Attempt attempt) {
          if (step != recorded.step) return false;
          outcome = attempt;
          if (attempt == Attempt::endless) remember_endless();
          world.pack(next.data());
          return true;
        });
    if (outcome == Attempt::cut) return fail({.what = What::beyond_bound, .step = i});
    const bool is_last_circle = outcome == Attempt::endless && may_be_endless(i + 1);
    if (outcome != Attempt::done && !is_last_circle) {
      return fail({.what = What::not_possible, .step = i, .at = at});
    }
    if (!has_contents(i, *step)) return false;
    told_.steps.push_back(*step);
    states_.push_back(next);
    return true;
  }

  bool has_contents(std::size_t i, const ScheduleStep& step) {
    std::vector<ScheduleStep::Content> missing = step.contents;
    for (const ScheduleStep::Content& content : recorded_.steps[i].contents) {
      const auto same = std::find(missing.begin(), missing.end(), content);
      if (same == missing.end()) {
        return fail({.what = What::other_content, .step = i, .content = content});
      }
      missing.erase(same);
    }
    return true;
  }

  void look_at_end() {
    exploration_.go_to(states_.back().data());
    switch (told_.end) {
      case ScheduleEnd::deadlock:
      case ScheduleEnd::livelock:
        look_at_standstill();
        return;
      case ScheduleEnd::program_error:
        look_for_error();
        return;
      case ScheduleEnd::partial_deadlock:
        look_at_stuck();
        return;
    }
  }

  void look_at_standstill() {
    bool goes_on = exploration_.is_over();
    exploration_.finder().visit_all([&](const Step&, Attempt) { goes_on = true; });
    using Found = Exploration::Found::What;
    const auto found = goes_on ? std::nullopt : exploration_.bad_standstill();
    if (found != (told_.end == ScheduleEnd::deadlock ? Found::deadlock : Found::livelock)) {
      fail({.what = What::another_end});
      return;
    }
    told_.stuck = stuck_at_standstill(exploration_);
    told_.findings = findings_at_standstill(exploration_, told_.stuck);
    told_.steps_to_no_return = steps_to_no_return(exploration_, states_);
  }

  void look_for_error() {
    const auto error = told_step(exploration_, states_.back(), [](const Step&, Attempt attempt) {
      return attempt == Attempt::impossible;
    });
    if (!error || exploration_.is_over()) {
      fail({.what = What::another_end});
      return;
    }
    told_.findings = {
        finding_at_statement(program_, told_.end, error->step.process, error->at.value_or(0))};
  }

  void look_at_stuck() {
    const std::vector<bool> enabled = exploration_.enabled();
    for (const ProcessId p : recorded_.stuck) {
      if (!enabled[p.index()] && !exploration_.world().is_finished(p)) continue;
      fail({.what = What::not_stuck, .process = p});
      return;
    }
    const bool others_go_on = std::find(enabled.begin(), enabled.end(), true) != enabled.end();
    if (!others_go_on || exploration_.is_over()) {
      fail({.what = What::another_end});
      return;
    }
    told_.stuck = recorded_.stuck;
    told_.findings = findings_among_others(exploration_, told_.stuck);
    if (told_.findings.empty()) fail({.what = What::another_end});
  }

  const Program& program_;
  const RecordedSchedule& recorded_;
  ExplorationOptions options_;
  Exploration exploration_;
  Schedule told_;
  std::vector<std::vector<Word>> states_;  // passed so far, packed
  ProcessId endless_;                      // who runs for ever behind the last step
  std::optional<CodeIndex> endless_at_;    // where; empty: nobody does
  std::optional<ReplayProblem> problem_;
};

}  // namespace

std::variant<Schedule, ReplayProblem> replay(const Program& program,
                                             const RecordedSchedule& recorded) {
  return Replay(program, recorded).result();
}

}  // namespace ipcsim
