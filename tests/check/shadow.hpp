// A run in time, followed in the world without time: which states that one may be in, as far as the
// events tell. If there is none left, the run has gone a way that the untimed world does not have.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sim/check/steps.hpp"
#include "sim/check/untimed_world.hpp"
#include "sim/engine/trace.hpp"
#include "sim/program/program.hpp"

namespace ipcsim::testing {

class Shadow {
 public:
  explicit Shadow(const Program& program);

  /// To where the event leads. False: nowhere, or there are too many states to follow.
  bool follow(const TraceEvent& event);

  /// There were too many states, one lay beyond the bound, or somebody runs for ever in no time:
  /// what it says is of no worth.
  [[nodiscard]] bool gave_up() const { return gave_up_; }

  /// In some of the states nobody can take a step.
  bool may_stand_still();
  /// In some of the states all of them cannot take a step.
  bool may_be_stuck(const std::vector<ProcessId>& processes);
  /// Where everybody stands in one of the states; for messages.
  std::string in_words();

 private:
  using States = std::set<std::vector<Word>>;
  void close_over_silent_steps(ProcessId p);
  template <class IsWanted>
  void advance(const IsWanted& is_wanted, bool may_stay);
  void keep_where_it_stands(const TraceEvent& event);
  bool stands_at(ProcessId p, CodeIndex at);
  void take_event(const TraceEvent& event, Event::Kind kind);
  void take_reply(const TraceEvent& event, Event::Kind kind);
  bool is_new(const TraceEvent& event);
  void take_hand_over(ProcessId from, ProcessId to, const TraceEvent& event);
  void go_to(const std::vector<Word>& state) { world_.go_to(state.data()); }

  const Program& program_;
  UntimedWorld world_;
  StepFinder finder_;
  Account account_;
  States states_;
  /// Replies under way: without time they have been given already.
  std::multiset<std::pair<ProcessId, ProcessId>> replies_;
  bool gave_up_ = false;
};

}  // namespace ipcsim::testing
