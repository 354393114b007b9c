#include "sim/check/partial_search.hpp"

#include <vector>

#include "sim/check/narrator.hpp"
#include "sim/check/schedule_end.hpp"

namespace ipcsim {
namespace {

using Number = StateStore::Number;

/// All states of a complete exploration with the steps between them, and for each state who moves
/// on some way from there.
class Futures {
 public:
  explicit Futures(Exploration& exploration)
      : exploration_(exploration),
        processes_(exploration.program().processes),
        words_of_set_((processes_ + 63) / 64) {
    const std::uint64_t states = exploration.store().size();
    moves_.resize(states * words_of_set_, 0);
    for (Number state = 0; state < states; ++state) add_steps_from(state);
    first_edge_.push_back(edges_.size());
    spread();
  }

  [[nodiscard]] bool moves(Number state, ProcessId p) const {
    return (moves_[state * words_of_set_ + p.index() / 64] >> (p.index() % 64) & 1U) != 0;
  }

 private:
  void add(Number state, ProcessId p) {
    moves_[state * words_of_set_ + p.index() / 64] |= Word{1} << (p.index() % 64);
  }

  /// Where the bound cuts a step, anybody may move for all we know.
  void add_everybody(Number state) {
    for (std::uint32_t i = 0; i < processes_; ++i) add(state, {i});
  }

  void add_steps_from(Number state) {
    first_edge_.push_back(edges_.size());
    exploration_.go_to(state);
    if (exploration_.is_over()) return;
    UntimedWorld& world = exploration_.world();
    const StateCodec& codec = world.codec();
    std::vector<Word> here(codec.words());
    std::vector<Word> there(codec.words());
    exploration_.store().read(state, here.data());
    exploration_.finder().visit_all([&](const Step& step, Attempt attempt) {
      if (attempt != Attempt::done) {
        add_everybody(state);
        return;
      }
      world.pack(there.data());
      edges_.push_back(exploration_.store().find(there.data()));
      const bool is_of_process =
          step.kind == Step::Kind::statement || step.kind == Step::Kind::timeout;
      if (is_of_process) add(state, step.process);
      if (step.partner) add(state, *step.partner);
      for (std::uint32_t i = 0; i < processes_; ++i) {
        if (codec.value(here.data(), i) != codec.value(there.data(), i)) add(state, {i});
      }
    });
  }

  /// A least fixpoint, backwards: most steps lead to states of higher numbers.
  void spread() {
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t state = first_edge_.size() - 1; state-- > 0;) {
        for (std::size_t e = first_edge_[state]; e < first_edge_[state + 1]; ++e) {
          for (std::size_t w = 0; w < words_of_set_; ++w) {
            const Word later = moves_[edges_[e] * words_of_set_ + w];
            Word& own = moves_[state * words_of_set_ + w];
            changed = changed || (later & ~own) != 0;
            own |= later;
          }
        }
      }
    }
  }

  Exploration& exploration_;
  std::uint32_t processes_;
  std::size_t words_of_set_;
  std::vector<Word> moves_;              // by state: a bit for each process
  std::vector<Number> edges_;            // of all states: where their steps lead
  std::vector<std::size_t> first_edge_;  // by state, and one behind the last
};

/// In the state, to which the world has gone: those who are stuck and should not be.
std::vector<ProcessId> stuck_in(Exploration& exploration, const Futures& futures, Number state) {
  const Program& program = exploration.program();
  UntimedWorld& world = exploration.world();
  const std::vector<bool> nobody(program.processes, false);
  std::vector<ProcessId> stuck;
  std::optional<Situation> situation;
  for (std::uint32_t i = 0; i < program.processes; ++i) {
    const ProcessId p{i};
    if (futures.moves(state, p) || world.is_finished(p)) continue;
    if (!situation) situation = situation_of(program, world.lanes(), world.current(), nobody);
    if (!is_idle(program, p, situation->processes[i])) stuck.push_back(p);
  }
  return stuck;
}

/// The world has gone to the end of the way.
Schedule schedule_of(Exploration& exploration, const ToldWay& way,
                     const std::vector<ProcessId>& stuck) {
  return {.end = ScheduleEnd::partial_deadlock,
          .start = way.start,
          .steps = way.steps,
          .stuck = stuck,
          .findings = findings_among_others(exploration, stuck)};
}

}  // namespace

Schedule schedule_to_partly_stuck(Exploration& exploration, StateStore::Number state) {
  const ToldWay way = told_way(exploration, state);
  exploration.go_to(way.end().data());
  return schedule_of(exploration, way, exploration.stuck_among_others());
}

PartialSearch search_partly_stuck(const Program& program, const ExplorationOptions& options) {
  ExplorationOptions all = options;
  all.reduces = false;
  Exploration exploration(program, all);
  PartialSearch result;
  result.end = exploration.search();
  result.progress = exploration.progress();
  result.facts = exploration.facts();
  if (result.end != SearchEnd::complete) {
    if (const auto met = exploration.partly_stuck()) {
      result.schedule = schedule_to_partly_stuck(exploration, *met);
    }
    return result;
  }
  const Futures futures(exploration);
  for (Number state = 0; state < exploration.store().size(); ++state) {
    exploration.go_to(state);
    if (exploration.is_over()) continue;
    const std::vector<ProcessId> stuck = stuck_in(exploration, futures, state);
    if (stuck.empty()) continue;
    const ToldWay way = told_way(exploration, state);
    exploration.go_to(way.end().data());
    result.schedule = schedule_of(exploration, way, stuck);
    return result;
  }
  return result;
}

}  // namespace ipcsim
