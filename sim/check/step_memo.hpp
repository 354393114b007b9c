// Remembers what a process's steps lead to, in packed states. The first time, the untimed world
// takes them, and what it looks at on the way is written down, in order; in every other state in
// which all of that is the same, the same steps lead to the same changes. So nothing need be
// unpacked again. Knows nothing of which statement does what.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "sim/check/state_codec.hpp"
#include "sim/check/steps.hpp"
#include "sim/check/untimed_world.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

class StepMemo {
 public:
  StepMemo(const Program& program, UntimedWorld& world, StepFinder& finder);

  /// Where somebody awaits word of a message, or messages are under way between hosts, a step may
  /// hang on more than it looks at: there nothing is remembered.
  [[nodiscard]] static bool applies_to(const Program& program);

  /// What changes in one word of a state.
  struct Change {
    std::size_t word = 0;
    Word mask = 0;  // of the bits that are replaced
    Word bits = 0;
  };
  struct Way {
    Attempt attempt = Attempt::done;  // or cut
    std::uint32_t first_change = 0;
    std::uint32_t changes = 0;
  };
  /// What p can do.
  struct Answer {
    std::vector<Way> ways;     // in the order in which StepFinder visits them
    bool is_finished = false;  // so there are none
    bool is_told = true;       // false: its steps have to be tried each time
  };

  /// Of p in the state; null: it is not known yet. Holds until the next `learn`.
  [[nodiscard]] const Answer* find(ProcessId p, const Word* state) const {
    NodeNumber number = 1 + p.value;
    while (nodes_[number].kind == Node::Kind::question) number = behind(nodes_[number], state);
    return nodes_[number].kind == Node::Kind::answer ? &nodes_[number].answer : nullptr;
  }
  /// The same, taken down. REQUIRES: the world is at the state; find has given null.
  const Answer* learn(ProcessId p, const Word* state);

  /// The state behind the step.
  void apply(const Way& way, Word* state) const {
    for (std::uint32_t i = way.first_change; i < way.first_change + way.changes; ++i) {
      const Change& change = changes_[i];
      state[change.word] = (state[change.word] & ~change.mask) | change.bits;
    }
  }

  /// Memory in use, about.
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  using NodeNumber = std::uint32_t;
  static constexpr NodeNumber kUnknown = 0;  // no node is behind itself: number 0 is behind none
  static constexpr std::uint64_t kMostBytes = std::uint64_t{64} << 20U;
  static constexpr std::uint64_t kBytesOfEntry = 64;  // in a map
  static constexpr Word kMostListed = 1U << 10U;      // values of a component that has a list

  /// Either a question, what is in a component, or, at the end, the answer.
  struct Node {
    enum class Kind : std::uint8_t { none, question, answer };
    Kind kind = Kind::none;  // it is new
    Component component = 0;
    std::size_t word = 0;  // where its bits are
    unsigned shift = 0;
    Word mask = 0;
    std::vector<NodeNumber> listed;                 // by value, if there are few
    std::unordered_map<Word, NodeNumber> by_value;  // otherwise
    Answer answer;
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
  Way way_taken(Attempt attempt);

  UntimedWorld& world_;
  StepFinder& finder_;
  std::vector<Node> nodes_;  // behind number 0 the first of each process: where it stands
  std::vector<Change> changes_;
  std::vector<Component> looked_at_;
  std::vector<Word> after_;
  Answer full_;  // of any process, where there is no room for more
  std::uint64_t bytes_ = 0;
};

}  // namespace ipcsim
