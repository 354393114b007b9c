// How an exploration finds the way to a state that it has met.
#include <algorithm>

#include "sim/base/check.hpp"
#include "sim/check/exploration.hpp"

namespace ipcsim {

using Number = StateStore::Number;

std::vector<Number> Exploration::way_to(Number state) {
  const auto behind = std::upper_bound(level_begins_.begin(), level_begins_.end(), state);
  std::vector<Number> way = {state};
  for (auto level = static_cast<std::size_t>(behind - level_begins_.begin() - 1); level > 0;
       --level) {
    way.push_back(predecessor(way.back(), level));
  }
  std::reverse(way.begin(), way.end());
  return way;
}

/// In one step.
bool Exploration::leads_to(Number state, const std::vector<Word>& wanted) {
  store_.read(state, here_.data());
  bool leads_there = false;
  const auto look_there = [&] {
    if (symmetry_) symmetry_->replace(there_.data());
    leads_there = leads_there || there_ == wanted;
  };
  if (memo_ && memo_->find_all(here_.data())) {
    if (is_over_by_sets()) return false;
    memo_->visit_all_ways([&](const StepMemo::Way& way) {
      if (way.attempt != Attempt::done) return;
      memo_->apply(way, here_.data(), there_.data());
      look_there();
    });
    return leads_there;
  }
  world_.go_to(here_.data());
  if (is_over()) return false;
  finder_.visit_all([&](const Step& /*step*/, Attempt attempt) {
    if (attempt != Attempt::done) return;
    world_.pack(there_.data());
    look_there();
  });
  return leads_there;
}

/// No state remembers where it came from: that would cost memory for all of them, and this costs
/// time for one.
Number Exploration::predecessor(Number state, std::size_t level) {
  std::vector<Word> wanted(here_.size());
  read(state, wanted.data());
  for (Number before = level_begins_[level - 1]; before < level_begins_[level]; ++before) {
    if (leads_to(before, wanted)) return before;
  }
  fail_check("every state but the first ones has a predecessor");
}

}  // namespace ipcsim
