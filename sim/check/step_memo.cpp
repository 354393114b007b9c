#include "sim/check/step_memo.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace ipcsim {

StepMemo::StepMemo(const Program& program, UntimedWorld& world, StepFinder& finder)
    : world_(world), finder_(finder), after_(world.codec().words()) {
  full_.is_told = false;
  new_node();  // kUnknown
  for (std::uint32_t i = 0; i < program.processes; ++i) {
    ask(new_node(), world.codec().component_of(ProcessId{i}));
  }
}

bool StepMemo::applies_to(const Program& program) {
  return program.routes.empty() &&
         std::all_of(program.operations.begin(), program.operations.end(),
                     [](const Operation& it) { return it.awaits == Awaits::acceptance; });
}

StepMemo::NodeNumber StepMemo::new_node() {
  nodes_.emplace_back();
  bytes_ += sizeof(Node);
  return static_cast<NodeNumber>(nodes_.size() - 1);
}

void StepMemo::ask(NodeNumber number, Component component) {
  Node& node = nodes_[number];
  node.kind = Node::Kind::question;
  node.component = component;
  const StateCodec::Place place = world_.codec().place_of(component);
  node.word = place.word;
  node.shift = place.shift;
  node.mask = place.mask >> place.shift;
  if (node.mask >= kMostListed) return;
  node.listed.assign(node.mask + 1, kUnknown);
  bytes_ += node.listed.size() * sizeof(NodeNumber);
}

/// The node behind the question for what is in the state; a new one if there is none.
StepMemo::NodeNumber StepMemo::enter(NodeNumber number, const Word* state) {
  if (const NodeNumber next = behind(nodes_[number], state); next != kUnknown) return next;
  const NodeNumber next = new_node();
  Node& node = nodes_[number];
  const Word value = world_.codec().value(state, node.component);
  if (node.listed.empty()) {
    node.by_value.emplace(value, next);
    bytes_ += kBytesOfEntry;
  } else {
    node.listed[value] = next;
  }
  return next;
}

const StepMemo::Answer* StepMemo::learn(ProcessId p, const Word* state) {
  if (bytes_ > kMostBytes) return &full_;
  Answer answer = take_down(p);
  NodeNumber number = 1 + p.value;
  for (const Component component : looked_at_) {
    if (nodes_[number].kind == Node::Kind::none) ask(number, component);
    check(nodes_[number].kind == Node::Kind::question && nodes_[number].component == component,
          "what is looked at next hangs on what was seen before alone");
    number = enter(number, state);
  }
  Node& last = nodes_[number];
  last.kind = Node::Kind::answer;
  last.answer = std::move(answer);
  bytes_ += last.answer.ways.size() * sizeof(Way);
  return &last.answer;
}

/// And leaves in looked_at_ what it hangs on.
StepMemo::Answer StepMemo::take_down(ProcessId p) {
  Answer answer;
  std::vector<Component> looks;
  world_.write_down_looks(&looks);
  answer.is_finished = world_.is_finished(p);
  finder_.visit_steps_of(p, [&](const Step& /*step*/, Attempt attempt) {
    answer.is_told = answer.is_told && (attempt == Attempt::done || attempt == Attempt::cut);
    if (answer.is_told) answer.ways.push_back(way_taken(attempt));
  });
  world_.write_down_looks(nullptr);
  if (!answer.is_told) answer.ways.clear();
  looked_at_.clear();
  for (const Component c : looks) {
    const bool is_known = std::find(looked_at_.begin(), looked_at_.end(), c) != looked_at_.end();
    if (!is_known) looked_at_.push_back(c);
  }
  return answer;
}

/// Of the step that the world has just taken.
StepMemo::Way StepMemo::way_taken(Attempt attempt) {
  Way way{attempt, static_cast<std::uint32_t>(changes_.size()), 0};
  if (attempt != Attempt::done) return way;
  world_.pack(after_.data());
  for (const Component c : world_.touched()) {
    const StateCodec::Place place = world_.codec().place_of(c);
    if (place.mask == 0) continue;
    const auto same_word = std::find_if(changes_.begin() + way.first_change, changes_.end(),
                                        [&](const Change& it) { return it.word == place.word; });
    Change& change = same_word != changes_.end() ? *same_word : changes_.emplace_back();
    change.word = place.word;
    change.mask |= place.mask;
    change.bits = after_[place.word] & change.mask;
  }
  way.changes = static_cast<std::uint32_t>(changes_.size()) - way.first_change;
  bytes_ += way.changes * sizeof(Change);
  return way;
}

}  // namespace ipcsim
