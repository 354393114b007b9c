#include "sim/check/exploration.hpp"

#include <algorithm>

#include "sim/check/schedule_end.hpp"

namespace ipcsim {

using Number = StateStore::Number;
using Found = Exploration::Found;

namespace {

constexpr std::uint64_t kWorthwhile = 16;  // stubborn sets that spare steps in 1 of so many states
constexpr std::uint64_t kMostSteps = 64;   // from one state, nearly always

// Symmetry is measured on one of so many states, and is worthwhile where four stand for more than
// five.
constexpr std::uint64_t kSampled = 16;

constexpr std::uint64_t kStatesBetweenQuestions = 1U << 12U;  // whether to go on

// Of the search for who is stuck, in places that it looks at.
constexpr std::uint64_t kWorkInAdvance = 30'000;
constexpr std::uint64_t kStepsOfWork = 8;  // of the exploration, that pay for one place

}  // namespace

Exploration::Exploration(const Program& program, const ExplorationOptions& options)
    : program_(program),
      options_(options),
      world_(program, options.bound),
      finder_(world_, program),
      store_(world_.codec().words(), world_.codec().bytes()),
      intake_(store_, world_.codec().words()),
      here_(world_.codec().words()),
      there_(world_.codec().words()),
      stuck_search_(program),
      facts_(program) {
  if (options.reduces && !options.proves_facts) stubborn_sets_.emplace(program, world_);
  if (stubborn_sets_ && !stubborn_sets_->exist()) stubborn_sets_.reset();
  if (options.reduces) symmetry_.emplace(program, world_.codec());
  if (symmetry_ && !symmetry_->exists()) symmetry_.reset();
  uses_symmetry_ = symmetry_.has_value();
  remember_if_useful();
  for (const ProcessGroup& group : program.process_groups) {
    is_service_.insert(is_service_.end(), group.count, group.service);
    if (!group.service) workers_ += group.count;
  }
  for (std::uint32_t m = 0; m < program.mailboxes; ++m) {
    if (!world_.has_capacity_zero({m})) holders_.push_back({m});
  }
}

Facts Exploration::facts() const { return facts_.facts(saw_everything_ && !leaves_steps_out_); }

/// Of a state behind which nothing comes.
void Exploration::note_rest() {
  for (const MailboxId m : holders_) {
    facts_.leave(m, world_.current().mailboxes[m.index()].size());
  }
}

SearchProgress Exploration::progress() const {
  return {.states = store_.size(),
          .steps = steps_,
          .depth = level_begins_.empty() ? 0 : level_begins_.size() - 1,
          .bytes = bytes_beside_states() + store_.bytes()};
}

std::uint64_t Exploration::bytes_beside_states() const {
  return world_.codec().extra_bytes() + (memo_ ? memo_->bytes() : 0);
}

SearchEnd Exploration::search() {
  if (!world_.codec().fits()) return SearchEnd::too_large;
  level_begins_ = {0};
  world_.set_facts(&facts_);
  const SearchEnd end = explore();
  intake_.finish();
  world_.set_facts(nullptr);
  const bool is_whole = end == SearchEnd::complete || end == SearchEnd::found;
  if (!found_ && (is_whole || has_nearest_)) found_ = endless_;
  return found_ && end == SearchEnd::complete ? SearchEnd::found : end;
}

SearchEnd Exploration::explore() {
  if (!begin()) return SearchEnd::found;
  std::uint64_t level_end = store_.size();
  for (std::uint64_t state = 0;; ++state) {
    if (state == level_end) {
      intake_.finish();
      level_end = store_.size();
      if (state == level_end) break;
      has_nearest_ = found_ || endless_;
      if (has_nearest_ && !options_.proves_facts) return SearchEnd::found;
      level_begins_.push_back(static_cast<Number>(state));
    }
    if (const auto end = reached_limit()) return *end;
    if (state % kStatesBetweenQuestions == 0) {
      if (options_.interrupt != nullptr && options_.interrupt->load()) {
        return SearchEnd::interrupted;
      }
      if (options_.goes_on && !options_.goes_on(progress())) return SearchEnd::time_limit;
    }
    expand(static_cast<Number>(state));
    const bool has_deadlock = found_ && found_->what == Found::What::deadlock;
    if (has_deadlock && !options_.proves_facts) return SearchEnd::found;
  }
  saw_everything_ = (!found_ && !endless_) || options_.proves_facts;
  return SearchEnd::complete;
}

/// Into all first states. False: somebody never comes to rest.
bool Exploration::begin() {
  Odometer odometer;
  do {
    const Attempt attempt = world_.begin(odometer);
    if (attempt == Attempt::endless) {
      const ProcessId p = world_.last_to_rest();
      found_ = {Found::What::endless, 0, p, world_.at(p), std::nullopt};
      return false;
    }
    pack(there_.data());
    store_.insert(there_.data());
  } while (odometer.advance());
  for (const MailboxId m : holders_) facts_.hold(m, world_.current().mailboxes[m.index()].size());
  return true;
}

std::optional<SearchEnd> Exploration::reached_limit() {
  const std::uint64_t states = store_.size() + intake_.waiting();
  if (states <= states_within_limits_) return std::nullopt;
  if (states >= options_.max_states) {
    intake_.finish();
    if (store_.size() >= options_.max_states) return SearchEnd::state_limit;
  }
  const auto fits = [&](std::uint64_t more) {
    return bytes_beside_states() + store_.bytes_with(intake_.waiting() + more) <=
           options_.max_bytes;
  };
  if (!fits(kMostSteps)) return SearchEnd::memory_limit;
  const std::uint64_t far = states + kStatesBetweenQuestions;
  if (far < options_.max_states && fits(kStatesBetweenQuestions + kMostSteps)) {
    states_within_limits_ = far;
  }
  return std::nullopt;
}

void Exploration::go_to(Number state) {
  store_.read(state, here_.data());
  world_.go_to(here_.data());
}

bool Exploration::is_over() const {
  if (workers_ == 0) return false;
  for (std::uint32_t i = 0; i < program_.processes; ++i) {
    if (!is_service_[i] && !world_.is_finished(ProcessId{i})) return false;
  }
  return true;
}

/// The steps that are enough to look at for deadlocks.
template <class Visit>
void Exploration::visit_enough(Visit visit) {
  if (stubborn_sets_) {
    const std::vector<ProcessId>& enough = stubborn_sets_->choose();
    ++tried_;
    bool goes_on = false;
    for (const ProcessId p : enough) {
      finder_.visit_steps_of(p, [&](const Step& step, Attempt attempt) {
        goes_on = goes_on || attempt == Attempt::done;
        visit(step, attempt);
      });
    }
    if (goes_on) {
      ++spared_;
      leaves_steps_out_ = true;
      return;
    }
  }
  finder_.visit_all(visit);
}

void Exploration::find(const Found& found) {
  if (has_nearest_) return;
  if (!found_ || found.what < found_->what) found_ = found;
}

/// Stubborn sets look at whole states: beside them nothing is gained by knowing steps.
void Exploration::remember_if_useful() {
  if (options_.remembers && !stubborn_sets_ && StepMemo::applies_to(program_)) {
    memo_.emplace(program_, world_, finder_, options_.memo_bytes);
  }
}

/// From here on every step is taken: what a reduced search has left out so far, no deadlock needs,
/// and the states behind are as near as before.
void Exploration::give_up_if_useless() {
  if (!stubborn_sets_ || tried_ < options_.trial) return;
  if (spared_ * kWorthwhile < tried_) {
    stubborn_sets_.reset();
    remember_if_useful();
  }
  tried_ = 0;
  spared_ = 0;
}

/// A state is replaced by an equal one or not as one likes: either way one that is equal to it is
/// met, as early as before. So what was given up can be taken up again.
void Exploration::try_symmetry(Number state) {
  const std::uint64_t distance = std::min(kSampled, options_.trial);
  if (!symmetry_ || state % distance != 0) return;
  ++sampled_;
  equal_ += symmetry_->equal_states(here_.data());
  if (sampled_ * distance < options_.trial) return;
  uses_symmetry_ = equal_ * 4 > sampled_ * 5;
  sampled_ = 0;
  equal_ = 0;
}

/// The world goes to the state that is looked at, if it is not there.
void Exploration::be_here() {
  if (!world_is_here_) world_.go_to(here_.data());
  world_is_here_ = true;
}

/// What p can do in the state that is looked at.
const StepMemo::Answer& Exploration::answer_of(ProcessId p) {
  if (const StepMemo::Answer* answer = memo_->find(p, here_.data())) return *answer;
  be_here();
  return *memo_->learn(p, here_.data());
}

bool Exploration::is_over_by_memo() {
  if (workers_ == 0) return false;
  for (std::uint32_t i = 0; i < program_.processes; ++i) {
    if (is_service_[i]) continue;
    const StepMemo::Answer& answer = answer_of(ProcessId{i});
    if (!answer.is_told) be_here();
    if (answer.is_told ? !answer.is_finished : !world_.is_finished(ProcessId{i})) return false;
  }
  return true;
}

/// Takes the steps that are remembered. Calls visit(step, attempt) for the others, in the world.
/// False: there is no step.
template <class Visit>
bool Exploration::visit_by_memo(Visit visit) {
  bool goes_on = false;
  for (std::uint32_t i = 0; i < program_.processes; ++i) {
    const StepMemo::Answer& answer = answer_of(ProcessId{i});
    if (!answer.is_told) {
      be_here();
      finder_.visit_steps_of(ProcessId{i}, visit);
      continue;
    }
    goes_on = goes_on || answer.ways > 0;
    memo_->visit_ways(answer, [&](const StepMemo::Way& way) { take(way); });
  }
  return goes_on;
}

/// From the state that is looked at.
void Exploration::take(const StepMemo::Way& way) {
  if (way.attempt == Attempt::cut) {
    was_cut_ = true;
    return;
  }
  Word* there = intake_.next();
  memo_->apply(way, here_.data(), there);
  if (uses_symmetry_) symmetry_->replace(there);
  intake_.give();
  ++steps_;
}

bool Exploration::is_over_by_sets() {
  if (workers_ == 0) return false;
  std::uint32_t at_work = workers_;
  memo_->visit_finished([&](ProcessId p) {
    if (!is_service_[p.index()]) --at_work;
  });
  return at_work == 0;
}

/// False: not all is known that can be done here.
bool Exploration::expand_by_sets(Number state) {
  if (!memo_->find_all(here_.data())) return false;
  if (is_over_by_sets()) {
    be_here();
    note_rest();
    return true;
  }
  bool goes_on = false;
  memo_->visit_all_ways([&](const StepMemo::Way& way) {
    goes_on = true;
    take(way);
  });
  look_further(state, goes_on);
  return true;
}

void Exploration::expand(Number state) {
  give_up_if_useless();
  store_.read(state, here_.data());
  try_symmetry(state);
  world_is_here_ = false;
  if (memo_ && expand_by_sets(state)) return;
  if (!memo_) be_here();
  if (memo_ ? is_over_by_memo() : is_over()) {
    be_here();
    note_rest();
    return;
  }
  bool goes_on = false;
  const auto look = [&](const Step& step, Attempt attempt) {
    goes_on = true;
    if (attempt == Attempt::done) {
      world_.pack(intake_.next());
      if (uses_symmetry_) symmetry_->replace(intake_.next());
      intake_.give();
      ++steps_;
    } else if (attempt == Attempt::cut) {
      was_cut_ = true;
    } else if (attempt == Attempt::impossible) {
      const CodeIndex at = world_.at(step.process);
      find({Found::What::error, state, step.process, at, std::nullopt});
    } else if (!endless_ && !has_nearest_) {
      const ProcessId p = world_.last_to_rest();
      endless_ = {Found::What::endless, state, p, world_.at(p), step};
    }
  };
  if (!memo_) {
    visit_enough(look);
  } else if (visit_by_memo(look)) {
    goes_on = true;
  }
  look_further(state, goes_on);
}

/// For who is stuck: everybody if it does not go on from the state that is looked at, else some,
/// now and then.
void Exploration::look_further(Number state, bool goes_on) {
  if (!goes_on) {
    be_here();
    note_rest();
    if (const auto what = bad_standstill()) find({.what = *what, .state = state});
  } else if (!partly_stuck_ && stuck_work_ <= kWorkInAdvance + steps_ / kStepsOfWork) {
    // What is stuck in part stays so on every way on: it does to look into some states.
    be_here();
    if (!stuck_among_others().empty()) partly_stuck_ = state;
  }
}

std::vector<ProcessId> Exploration::stuck_among_others() {
  const Situation situation = situation_of(program_, world_.lanes(), world_.current(), enabled());
  std::vector<ProcessId> stuck = stuck_search_.search(situation);
  stuck_work_ += stuck_search_.work();
  if (!stuck.empty() && findings_among_others(*this, stuck).empty()) stuck.clear();
  return stuck;
}

std::optional<Found::What> Exploration::bad_standstill() const {
  const std::vector<bool> nobody(program_.processes, false);
  const Situation situation = situation_of(program_, world_.lanes(), world_.current(), nobody);
  std::optional<Found::What> what;
  for (std::uint32_t i = 0; i < program_.processes; ++i) {
    const ProcessSituation& process = situation.processes[i];
    if (process.standing == Standing::finished) continue;
    if (is_idle(program_, ProcessId{i}, process)) continue;
    if (process.standing == Standing::polling) return Found::What::livelock;
    what = Found::What::deadlock;
  }
  return what;
}

std::vector<bool> Exploration::enabled() {
  std::vector<bool> result(program_.processes, false);
  for (std::uint32_t i = 0; i < program_.processes; ++i) {
    finder_.visit_steps_of(ProcessId{i}, [&](const Step& step, Attempt /*attempt*/) {
      result[step.process.index()] = true;
      if (step.partner) result[step.partner->index()] = true;
    });
  }
  for (std::size_t lane = 0; lane < world_.lanes().size(); ++lane) {
    finder_.visit_steps_in(lane, [&](const Step& step, Attempt /*attempt*/) {
      if (step.partner) result[step.partner->index()] = true;
    });
  }
  return result;
}

}  // namespace ipcsim
