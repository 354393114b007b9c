#include "sim/check/step_memo.hpp"

#include <algorithm>
#include <span>
#include <tuple>

#include "sim/base/check.hpp"

namespace ipcsim {

StepMemo::StepMemo(const Program& program, UntimedWorld& world, StepFinder& finder,
                   std::uint64_t max_bytes)
    : world_(world),
      finder_(finder),
      max_bytes_(max_bytes),
      processes_(program.processes),
      words_(world.codec().words()),
      after_(words_) {
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
  if (bytes_ > max_bytes_) return &full_;
  Answer answer = take_down(p);
  NodeNumber number = 1 + p.value;
  for (const Component component : looked_at_) {
    if (nodes_[number].kind == Node::Kind::none) ask(number, component);
    check(nodes_[number].kind == Node::Kind::question && nodes_[number].component == component,
          "what is looked at next hangs on what was seen before alone");
    number = enter(number, state);
  }
  if (answers_.size() < AnswerSets::kMost) add_conditions(answer, state);
  nodes_[number].kind = Node::Kind::answer;
  nodes_[number].answer = static_cast<AnswerNumber>(answers_.size());
  answers_.push_back(answer);
  bytes_ += sizeof(Answer) + answer.ways * sizeof(Way);
  return &answers_.back();
}

/// And leaves in looked_at_ what it hangs on.
StepMemo::Answer StepMemo::take_down(ProcessId p) {
  Answer answer{.process = p, .first_way = static_cast<std::uint32_t>(ways_.size())};
  std::vector<Component> looks;
  world_.write_down_looks(&looks);
  answer.is_finished = world_.is_finished(p);
  finder_.visit_steps_of(p, [&](const Step& /*step*/, Attempt attempt) {
    answer.is_told = answer.is_told && (attempt == Attempt::done || attempt == Attempt::cut);
    if (answer.is_told) add_way(attempt);
  });
  world_.write_down_looks(nullptr);
  if (!answer.is_told) ways_.resize(answer.first_way);
  answer.ways = static_cast<std::uint32_t>(ways_.size()) - answer.first_way;
  looked_at_.clear();
  for (const Component c : looks) {
    const bool is_known = std::find(looked_at_.begin(), looked_at_.end(), c) != looked_at_.end();
    if (!is_known) looked_at_.push_back(c);
  }
  return answer;
}

/// Of the step that the world has just taken.
void StepMemo::add_way(Attempt attempt) {
  ways_.push_back({attempt, static_cast<std::uint32_t>(changes_.size())});
  if (attempt != Attempt::done) return;
  world_.pack(after_.data());
  changes_.resize(changes_.size() + words_);
  Change* changes = changes_.data() + ways_.back().first_change;
  for (const Component c : world_.touched()) {
    const StateCodec::Place place = world_.codec().place_of(c);
    changes[place.word].kept &= ~place.mask;
  }
  for (std::size_t i = 0; i < words_; ++i) changes[i].bits = after_[i] & ~changes[i].kept;
  bytes_ += words_ * sizeof(Change);
}

void StepMemo::add_conditions(Answer& answer, const Word* state) {
  answer.first_condition = static_cast<std::uint32_t>(conditions_.size());
  for (const Component c : looked_at_) {
    const StateCodec::Place place = world_.codec().place_of(c);
    if (place.mask != 0) {
      conditions_.push_back({place.word, place.mask, state[place.word] & place.mask});
    }
  }
  answer.conditions = static_cast<std::uint32_t>(conditions_.size()) - answer.first_condition;
}

/// To make the sets takes about as long as to look for so many answers one by one.
void StepMemo::miss() {
  if (++misses_ > answers_.size() && answers_.size() > answers_seen_) make_sets();
}

void StepMemo::make_sets() {
  answers_seen_ = answers_.size();
  misses_ = 0;
  listed_.clear();
  sets_ = {};
  if (answers_.size() > AnswerSets::kMost) return;
  std::vector<Answer> answers;
  for (const Answer& answer : answers_) {
    if (answer.is_told) answers.push_back(answer);
  }
  const auto key = [](const Answer& it) {
    return std::tuple(it.is_finished, it.ways == 0, it.process);
  };
  std::sort(answers.begin(), answers.end(),
            [&](const Answer& a, const Answer& b) { return key(a) < key(b); });
  const auto first_that = [&](auto is_such) {
    const auto first = std::find_if(answers.begin(), answers.end(), is_such);
    return static_cast<AnswerNumber>(first - answers.begin());
  };
  first_idle_ = first_that([](const Answer& it) { return it.ways == 0; });
  first_finished_ = first_that([](const Answer& it) { return it.is_finished; });
  std::vector<std::span<const AnswerSets::Condition>> conditions;
  for (const Answer& it : answers) {
    listed_.push_back({it.first_way, it.first_way + it.ways, it.process});
    conditions.emplace_back(conditions_.data() + it.first_condition, it.conditions);
  }
  sets_ = AnswerSets(conditions, world_.codec().bytes());
}

}  // namespace ipcsim
