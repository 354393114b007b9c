// Every state that a program can come to in the untimed world, breadth first: so the first one from
// which nobody can go on is one of the nearest. Holds the states, and finds the way to each of
// them.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "sim/check/facts.hpp"
#include "sim/check/intake.hpp"
#include "sim/check/state_store.hpp"
#include "sim/check/step_memo.hpp"
#include "sim/check/steps.hpp"
#include "sim/check/stubborn_sets.hpp"
#include "sim/check/symmetry.hpp"
#include "sim/check/untimed_world.hpp"
#include "sim/machine/stuck.hpp"

namespace ipcsim {

/// How far a search has come.
struct SearchProgress {
  std::uint64_t states = 0;
  std::uint64_t steps = 0;  // that led from one to another
  std::uint64_t depth = 0;  // steps on the shortest way to the last state looked at
  std::uint64_t bytes = 0;  // of memory
};

struct ExplorationOptions {
  /// The most messages in an unbounded mailbox, or under way from one host to one mailbox.
  std::uint32_t bound = 8;
  /// Leaves out steps that no deadlock needs, and looks at one of states that are equal.
  bool reduces = true;
  /// Leaves no step out all the same, and goes on behind what it finds: then what it has not seen
  /// cannot be.
  bool proves_facts = false;
  std::uint64_t max_states = StateStore::kMostStates;
  /// Where the program is free of deadlock, partial deadlocks are sought in a graph of all states,
  /// however many; otherwise only if they are few.
  bool proves_partial = false;
  std::uint64_t max_bytes = std::uint64_t{4} << 30U;
  /// After each so many states, a reduction that has saved too little in them is given up: it costs
  /// more than it saves. Symmetry is tried again with each so many. REQUIRES: above 0.
  std::uint64_t trial = 4'096;
  /// Remembers what steps lead to instead of taking them anew. Changes nothing but the time.
  bool remembers = true;
  /// What it remembers may take up, about. What comes behind that is taken anew each time.
  std::uint64_t memo_bytes = std::uint64_t{64} << 20U;
  /// Asked now and then; false ends the search. Empty: it goes on.
  std::function<bool(const SearchProgress&)> goes_on;
  const std::atomic<bool>* interrupt = nullptr;  // ends the search when set; null: never
};

/// Why a search ended.
enum class SearchEnd : std::uint8_t {
  complete,  // every state has been looked at
  found,     // what was sought has been found
  state_limit,
  memory_limit,
  time_limit,  // `goes_on` said no
  interrupted,
  too_large,  // a single state has more bits than can be told apart
};

class Exploration {
 public:
  Exploration(const Program& program, const ExplorationOptions& options);

  /// What was found where.
  struct Found {
    /// Of several at the same distance the first of these counts.
    enum class What : std::uint8_t {
      deadlock,  // nobody can go on, and somebody should
      livelock,  // the same, and somebody who should polls
      error,     // `process` comes to a statement that cannot be carried out
      endless,   // behind `last_step` `process` runs for ever without a step
    };
    What what = What::deadlock;
    StateStore::Number state = 0;  // where there is none, somebody is endless from the beginning
    ProcessId process;
    CodeIndex at = 0;  // where that stands
    std::optional<Step> last_step;
  };

  SearchEnd search();

  [[nodiscard]] const std::optional<Found>& found() const { return found_; }
  /// The first state met in which some processes can never go on, while others still do. It is
  /// looked for now and then: that there is none proves nothing.
  [[nodiscard]] std::optional<StateStore::Number> partly_stuck() const { return partly_stuck_; }
  /// Who can never go on from the current state of the world while others do, as far as a search
  /// for them sees; empty if nothing is wrong with that.
  std::vector<ProcessId> stuck_among_others();
  [[nodiscard]] SearchProgress progress() const;
  /// What it has seen.
  [[nodiscard]] Facts facts() const;
  /// Something lay beyond the bound.
  [[nodiscard]] bool was_cut() const { return was_cut_; }

  /// Stubborn sets are in use: they exist, and have not been given up.
  [[nodiscard]] bool has_stubborn_sets() const { return stubborn_sets_.has_value(); }
  /// Equal states are replaced by one of them, at present.
  [[nodiscard]] bool uses_symmetry() const { return uses_symmetry_; }
  /// So much is remembered of steps that those of all processes are looked up together.
  [[nodiscard]] bool finds_steps_together() const { return memo_ && memo_->has_sets(); }
  [[nodiscard]] UntimedWorld& world() { return world_; }
  [[nodiscard]] const Program& program() const { return program_; }
  [[nodiscard]] StateStore& store() { return store_; }
  [[nodiscard]] StepFinder& finder() { return finder_; }

  /// The current state of the world, packed; of equal ones always the same.
  void pack(Word* words) {
    world_.pack(words);
    if (symmetry_) symmetry_->replace(words);
  }
  /// The state, packed likewise.
  void read(StateStore::Number state, Word* words) {
    store_.read(state, words);
    if (symmetry_) symmetry_->replace(words);
  }
  /// The states on a shortest way to this one, itself last; each stands for all that are equal.
  std::vector<StateStore::Number> way_to(StateStore::Number state);
  /// The world goes to the state.
  void go_to(StateStore::Number state);
  void go_to(const Word* state) { world_.go_to(state); }
  /// Every process that is no service has finished: a run would end here.
  [[nodiscard]] bool is_over() const;
  /// Whether somebody should go on, and then whether such a one polls. REQUIRES: nobody can.
  [[nodiscard]] std::optional<Found::What> bad_standstill() const;
  /// By process: whether it can go on alone or with others, or would where there were no bound.
  [[nodiscard]] std::vector<bool> enabled();

 private:
  SearchEnd explore();
  bool begin();
  void find(const Found& found);
  void note_rest();
  template <class Visit>
  void visit_enough(Visit visit);
  void expand(StateStore::Number state);
  void remember_if_useful();
  void give_up_if_useless();
  void try_symmetry(StateStore::Number state);
  void be_here();
  const StepMemo::Answer& answer_of(ProcessId p);
  bool expand_by_sets(StateStore::Number state);
  bool is_over_by_sets();
  bool is_over_by_memo();
  template <class Visit>
  bool visit_by_memo(Visit visit);
  void take(const StepMemo::Way& way);
  void look_further(StateStore::Number state, bool goes_on);
  [[nodiscard]] std::uint64_t bytes_beside_states() const;
  std::optional<SearchEnd> reached_limit();
  bool leads_to(StateStore::Number state, const std::vector<Word>& wanted);
  StateStore::Number predecessor(StateStore::Number state, std::size_t level);

  const Program& program_;
  const ExplorationOptions& options_;
  UntimedWorld world_;
  StepFinder finder_;
  std::optional<StubbornSets> stubborn_sets_;
  std::uint64_t tried_ = 0;   // states in this trial of them
  std::uint64_t spared_ = 0;  // of these, those in which they left out steps
  std::optional<Symmetry> symmetry_;
  bool uses_symmetry_ = false;
  std::uint64_t sampled_ = 0;     // states in this trial of it
  std::uint64_t equal_ = 0;       // states that are equal to these
  std::optional<StepMemo> memo_;  // none beside stubborn sets: those look at whole states
  StateStore store_;
  Intake intake_;                                 // of the store
  std::vector<Word> here_;                        // the state being looked at
  std::vector<Word> there_;                       // one behind it
  std::vector<StateStore::Number> level_begins_;  // by number of steps from the first state
  std::vector<bool> is_service_;                  // by ProcessId
  std::uint64_t steps_ = 0;
  std::uint64_t states_within_limits_ = 0;  // if there are no more than this, no limit is reached
  std::optional<Found> found_;
  std::optional<Found> endless_;  // found one level ahead
  StuckSearch stuck_search_;
  std::uint64_t stuck_work_ = 0;  // places that it has looked at
  std::optional<StateStore::Number> partly_stuck_;
  FactFinder facts_;
  std::vector<MailboxId> holders_;  // mailboxes that can hold a message
  bool leaves_steps_out_ = false;   // stubborn sets did so, in some state
  bool world_is_here_ = false;      // at here_
  std::uint32_t workers_ = 0;       // processes that are no services
  bool was_cut_ = false;
  bool saw_everything_ = false;  // every state
  bool has_nearest_ = false;     // what has been found is as near as any
};

}  // namespace ipcsim
