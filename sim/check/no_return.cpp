#include "sim/check/no_return.hpp"

namespace ipcsim {
namespace {

using Number = StateStore::Number;

/// All states behind some that are added one by one, and which of them have no escape: a standstill
/// has none, nor has a state all of whose steps lead to such.
class Aftermath {
 public:
  Aftermath(Exploration& exploration, std::uint64_t most_states)
      : exploration_(exploration),
        most_states_(most_states),
        states_(exploration.world().codec().words(), exploration.world().codec().bytes()),
        here_(exploration.world().codec().words()),
        there_(here_.size()) {}

  /// False: there are too many.
  bool add(const std::vector<Word>& state) {
    states_.insert(state.data());
    for (; looked_at_ < states_.size(); ++looked_at_) {
      if (states_.size() > most_states_) return false;
      look_at(static_cast<Number>(looked_at_));
    }
    return true;
  }

  /// REQUIRES: the state has been added.
  [[nodiscard]] bool has_escape(const std::vector<Word>& from) const {
    std::vector<std::uint32_t> ways_left = ways_;
    std::vector<Number> open = standstills_;
    std::vector<bool> is_lost(states_.size(), false);
    for (const Number state : open) is_lost[state] = true;
    while (!open.empty()) {
      const Number state = open.back();
      open.pop_back();
      for (const Number before : before_[state]) {
        if (--ways_left[before] > 0) continue;
        is_lost[before] = true;
        open.push_back(before);
      }
    }
    return !is_lost[states_.find(from.data())];
  }

 private:
  void look_at(Number state) {
    before_.resize(states_.size());
    ways_.resize(states_.size(), 0);
    states_.read(state, here_.data());
    UntimedWorld& world = exploration_.world();
    world.go_to(here_.data());
    if (exploration_.is_over()) return;  // a good end
    bool goes_on = false;
    exploration_.finder().visit_all([&](const Step& /*step*/, Attempt attempt) {
      goes_on = true;
      ++ways_[state];
      if (attempt != Attempt::done) return;  // one that may be an escape, for all we know
      world.pack(there_.data());
      const Number next = states_.insert(there_.data()).number;
      if (before_.size() <= next) before_.resize(next + 1);
      before_[next].push_back(state);
    });
    if (!goes_on && exploration_.bad_standstill()) standstills_.push_back(state);
  }

  Exploration& exploration_;
  std::uint64_t most_states_;
  StateStore states_;
  std::vector<Word> here_;
  std::vector<Word> there_;
  std::uint64_t looked_at_ = 0;
  std::vector<std::vector<Number>> before_;  // by state, once for each step
  std::vector<std::uint32_t> ways_;          // by state: its steps
  std::vector<Number> standstills_;
};

}  // namespace

std::optional<std::size_t> steps_to_no_return(Exploration& exploration,
                                              const std::vector<std::vector<Word>>& way,
                                              std::uint64_t most_states) {
  Aftermath aftermath(exploration, most_states);
  for (std::size_t i = way.size(); i-- > 0;) {
    if (!aftermath.add(way[i])) return std::nullopt;
    if (aftermath.has_escape(way[i])) return i + 1;
  }
  return 0;
}

}  // namespace ipcsim
