// Remembers what a process's steps lead to, in packed states. The first time, the untimed world
// takes them, and what it looks at on the way is written down, in order; in every other state in
// which all of that is the same, the same steps lead to the same changes. So nothing need be
// unpacked again. Where enough is known, the answers of all processes are found together. Knows
// nothing of which statement does what.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "sim/check/answer_sets.hpp"
#include "sim/check/state_codec.hpp"
#include "sim/check/steps.hpp"
#include "sim/check/untimed_world.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

class StepMemo {
 public:
  /// `max_bytes`: beyond that nothing more is learnt.
  StepMemo(const Program& program, UntimedWorld& world, StepFinder& finder,
           std::uint64_t max_bytes);

  /// Where somebody awaits word of a message, or messages are under way between hosts, a step may
  /// hang on more than it looks at: there nothing is remembered.
  [[nodiscard]] static bool applies_to(const Program& program);

  struct Way {
    Attempt attempt = Attempt::done;  // or cut
    std::uint32_t first_change = 0;   // of one for each word of a state
  };
  /// What p can do.
  struct Answer {
    ProcessId process;
    std::uint32_t first_way = 0;  // in the order in which StepFinder visits them
    std::uint32_t ways = 0;
    std::uint32_t first_condition = 0;  // of those on which it hangs
    std::uint32_t conditions = 0;
    bool is_told = true;       // false: nothing below or above holds, the world has to be asked
    bool is_finished = false;  // so there are none
  };

  /// Of p in the state; null: it is not known yet. Holds until the next `learn`.
  [[nodiscard]] const Answer* find(ProcessId p, const Word* state) const {
    NodeNumber number = 1 + p.value;
    while (nodes_[number].kind == Node::Kind::question) number = behind(nodes_[number], state);
    return nodes_[number].kind == Node::Kind::answer ? &answers_[nodes_[number].answer] : nullptr;
  }
  /// The same, taken down. REQUIRES: the world is at the state; find has given null.
  const Answer* learn(ProcessId p, const Word* state);
  /// Calls visit(way) for each way of the answer.
  template <class Visit>
  void visit_ways(const Answer& answer, Visit visit) const {
    for (std::uint32_t i = 0; i < answer.ways; ++i) visit(ways_[answer.first_way + i]);
  }

  /// The answers of all processes in the state. False: they have to be asked for one by one.
  bool find_all(const Word* state) {
    if (sets_.find(state) == processes_) return true;
    miss();
    return false;
  }
  /// Calls visit(way) for what find_all has found, in the order of the processes.
  template <class Visit>
  void visit_all_ways(Visit visit) const {
    sets_.visit(0, first_idle_, [&](AnswerSets::Number number) {
      const Listed answer = listed_[number];
      for (std::uint32_t i = answer.first_way; i < answer.end_way; ++i) visit(ways_[i]);
    });
  }
  /// Calls visit(process) for those that have finished, by what find_all has found.
  template <class Visit>
  void visit_finished(Visit visit) const {
    const auto end = static_cast<AnswerSets::Number>(listed_.size());
    sets_.visit(first_finished_, end,
                [&](AnswerSets::Number number) { visit(listed_[number].process); });
  }

  /// The state behind the step from `before`.
  void apply(const Way& way, const Word* before, Word* behind) const {
    const Change* change = &changes_[way.first_change];
    for (std::size_t i = 0; i < words_; ++i) {
      behind[i] = (before[i] & change[i].kept) | change[i].bits;
    }
  }

  /// There are some with which find_all succeeds.
  [[nodiscard]] bool has_sets() const { return !listed_.empty(); }
  /// Memory in use, about.
  [[nodiscard]] std::uint64_t bytes() const { return bytes_ + sets_.bytes(); }

 private:
  using NodeNumber = std::uint32_t;
  using AnswerNumber = AnswerSets::Number;
  static constexpr NodeNumber kUnknown = 0;  // no node is behind itself: number 0 is behind none
  static constexpr std::uint64_t kBytesOfEntry = 64;  // in a map
  static constexpr Word kMostListed = 1U << 10U;      // values of a component that has a list

  /// What changes in one word of a state.
  struct Change {
    Word kept = ~Word{0};
    Word bits = 0;  // in place of the others
  };
  /// An answer in the sets.
  struct Listed {
    std::uint32_t first_way = 0;
    std::uint32_t end_way = 0;
    ProcessId process;
  };
  /// Either a question, what is in a component, or, at the end, the answer.
  struct Node {
    enum class Kind : std::uint8_t { none, question, answer };
    Kind kind = Kind::none;  // it is new
    Component component = 0;
    AnswerNumber answer = 0;
    unsigned shift = 0;    // where the component's bits are
    std::size_t word = 0;  // in this one
    Word mask = 0;
    std::vector<NodeNumber> listed;                 // by value, if there are few
    std::unordered_map<Word, NodeNumber> by_value;  // otherwise
  };

  [[nodiscard]] NodeNumber behind(const Node& node, const Word* state) const {
    const Word value = state[node.word] >> node.shift & node.mask;
    if (!node.listed.empty()) return node.listed[value];
    const auto found = node.by_value.find(value);
    return found == node.by_value.end() ? kUnknown : found->second;
  }
  NodeNumber new_node();
  void ask(NodeNumber number, Component component);
  NodeNumber enter(NodeNumber number, const Word* state);
  Answer take_down(ProcessId p);
  void add_way(Attempt attempt);
  void add_conditions(Answer& answer, const Word* state);
  void miss();
  void make_sets();

  UntimedWorld& world_;
  StepFinder& finder_;
  std::uint64_t max_bytes_;
  std::uint32_t processes_;
  std::size_t words_;
  std::vector<Node> nodes_;  // behind number 0 the first of each process: where it stands
  std::vector<Answer> answers_;
  std::vector<Way> ways_;
  std::vector<Change> changes_;
  std::vector<AnswerSets::Condition> conditions_;  // of the first answers, that sets can hold
  std::vector<Component> looked_at_;
  std::vector<Word> after_;
  Answer full_;  // of any process, where there is no room for more
  AnswerSets sets_;
  std::vector<Listed> listed_;       // by number in the sets
  AnswerNumber first_idle_ = 0;      // in listed_: from here on they have no ways
  AnswerNumber first_finished_ = 0;  // likewise, and their processes have finished
  std::uint64_t answers_seen_ = 0;   // when the sets were made
  std::uint64_t misses_ = 0;         // since then: states with answers that are in no set
  std::uint64_t bytes_ = 0;
};

}  // namespace ipcsim
