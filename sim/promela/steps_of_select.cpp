// The steps of a select. Alternatives at mailboxes of a capacity above 0 go by themselves, the
// first of the list alone; those at capacity 0 meet a partner, unless one before them goes by
// itself.
#include <utility>

#include "sim/promela/steps_of_place.hpp"

namespace ipcsim::promela {
namespace {}  // namespace

class SelectSteps {
 public:
  struct Ends {
    std::function<Step(std::string first, Lines effects, CodeIndex next)> step;
    std::function<std::vector<Step>(const std::string& condition, const Box& box,
                                    const Operation& operation, CodeIndex next)>
        put;
    std::function<Step(std::string first, bool sends, const Box& box, CodeIndex next)> meeting;
    std::function<Lines(const Box& box)> take;
  };

  SelectSteps(const Program& program, const Boxes& boxes, const Selection& selection, Ends ends)
      : program_(program), boxes_(boxes), selection_(selection), ends_(std::move(ends)) {
    for (const Alternative& alternative : selection_.alternatives) {
      box_.push_back(boxes_.box(operation_of(alternative)));
    }
    find_idle();
  }

  std::vector<Step> steps() && {
    for (std::size_t i = 0; i < box_.size(); ++i) {
      if (box_[i].is_rendezvous()) {
        add_meetings(i);
      } else if (const auto before = none_goes_before(i)) {
        add_what_goes(i, *before);
      }
    }
    if (!idle_) return std::move(steps_);
    const std::string idle = idle_->empty() ? "true" : *idle_;
    if (selection_.otherwise) {
      steps_.push_back(ends_.step(idle, {}, *selection_.otherwise));
      return std::move(steps_);
    }
    for (const auto& after : selection_.afters) {
      steps_.push_back(ends_.step(idle, {}, after.target));
    }
    return std::move(steps_);
  }

 private:
  using Alternative = Selection::Alternative;

  [[nodiscard]] const Operation& operation_of(const Alternative& alternative) const {
    return program_.operations[alternative.operation];
  }

  [[nodiscard]] bool always_goes(std::size_t i) const {
    const bool sends = selection_.alternatives[i].direction == Direction::send;
    return !box_[i].is_rendezvous() && sends && box_[i].always_takes();
  }

  [[nodiscard]] std::string can_go(std::size_t i) const {
    const bool sends = selection_.alternatives[i].direction == Direction::send;
    return sends ? box_[i].has_room() : box_[i].has_message();
  }

  [[nodiscard]] std::string cannot_go(std::size_t i) const {
    const bool sends = selection_.alternatives[i].direction == Direction::send;
    return sends ? box_[i].is_full() : box_[i].is_empty();
  }

  /// No alternative before it goes by itself; empty text: there is none that could. Nothing: one
  /// always does.
  [[nodiscard]] std::optional<std::string> none_goes_before(std::size_t end) const {
    std::vector<std::string> conditions;
    for (std::size_t i = 0; i < end; ++i) {
      if (box_[i].is_rendezvous()) continue;
      if (always_goes(i)) return std::nullopt;
      conditions.push_back(cannot_go(i));
    }
    return all_of(conditions);
  }

  void find_idle() { idle_ = none_goes_before(box_.size()); }

  void add_what_goes(std::size_t i, const std::string& before) {
    const Alternative& alternative = selection_.alternatives[i];
    if (alternative.direction == Direction::send) {
      for (Step& it : ends_.put(before, box_[i], operation_of(alternative), alternative.target)) {
        steps_.push_back(std::move(it));
      }
      return;
    }
    steps_.push_back(
        ends_.step(all_of({before, can_go(i)}), ends_.take(box_[i]), alternative.target));
  }

  /// That no alternative before it means the same mailbox in the same direction; nothing: one does.
  [[nodiscard]] std::optional<std::string> is_first_there(std::size_t which) const {
    std::vector<std::string> conditions;
    const Alternative& mine = selection_.alternatives[which];
    for (std::size_t i = 0; i < which; ++i) {
      const Alternative& other = selection_.alternatives[i];
      if (other.direction != mine.direction || box_[i].form != box_[which].form) continue;
      if (box_[i].index == box_[which].index) return std::nullopt;
      const bool are_fixed = operation_of(mine).addressing == Addressing::fixed &&
                             operation_of(other).addressing == Addressing::fixed;
      if (!are_fixed) conditions.push_back(box_[i].index + " != " + box_[which].index);
    }
    return all_of(conditions);
  }

  void add_meetings(std::size_t i) {
    const auto before = none_goes_before(i);
    const auto first_there = is_first_there(i);
    if (!before || !first_there) return;
    const std::string acts = all_of({*before, *first_there});
    const bool waits = idle_.has_value() && !selection_.otherwise;
    const std::string waiting = waits ? all_of({*idle_, *first_there}) : "";
    if (selection_.alternatives[i].direction == Direction::send) {
      std::string tag = waits ? "waiting" : "passing";
      if (waits && waiting != acts) tag = "(" + *idle_ + " -> waiting : passing)";
      meet(i, send_text(box_[i], acts, tag, "0"));
      return;
    }
    if (waits && waiting == acts) {
      meet(i, receive_text(box_[i], acts, From::all));
      return;
    }
    meet(i, receive_text(box_[i], acts, From::waiting));
    if (waits) meet(i, receive_text(box_[i], waiting, From::passing));
  }

  void meet(std::size_t i, const std::string& text) {
    const Alternative& alternative = selection_.alternatives[i];
    const bool sends = alternative.direction == Direction::send;
    steps_.push_back(ends_.meeting(text, sends, box_[i], alternative.target));
  }

  const Program& program_;
  const Boxes& boxes_;
  const Selection& selection_;
  Ends ends_;
  std::vector<Box> box_;             // by alternative
  std::optional<std::string> idle_;  // none goes by itself; nothing: one always does
  std::vector<Step> steps_;
};

std::vector<Step> StepsOfPlace::steps_of_select(CodeIndex at) const {
  const Selection& selection = model_.program.selections[model_.program.code[at].operand];
  const SelectSteps::Ends ends{
      .step = [&](std::string first, Lines effects,
                  CodeIndex next) { return step(std::move(first), std::move(effects), next); },
      .put =
          [&](const std::string& condition, const Box& box, const Operation& operation,
              CodeIndex next) { return steps_of_put(condition, box, operation, {}, {at}, next); },
      .meeting =
          [&](std::string first, bool sends, const Box& box, CodeIndex next) {
            return step_of_meeting(std::move(first), sends, box, next);
          },
      .take = [&](const Box& box) { return take(model_, box, receiver_); }};
  return SelectSteps(model_.program, boxes_, selection, ends).steps();
}

}  // namespace ipcsim::promela
