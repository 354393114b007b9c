#include "sim/check/no_return.hpp"

#include <utility>

namespace ipcsim {
namespace {

using Number = StateStore::Number;

/// Looks for a way that escapes: to a good end, or round in a circle for ever. Depth first, so it
/// looks at few states where there is one.
class EscapeSearch {
 public:
  EscapeSearch(Exploration& exploration, std::uint64_t most_states)
      : exploration_(exploration),
        most_states_(most_states),
        states_(exploration.world().codec().words(), exploration.world().codec().bytes()),
        here_(exploration.world().codec().words()),
        there_(here_.size()) {}

  /// Empty: too many states would have to be looked at. What a search without success has met has
  /// no escape, and is not looked at again. REQUIRES: no search before has found one.
  std::optional<bool> escapes(const std::vector<Word>& from) {
    const StateStore::Insertion begin = states_.insert(from.data());
    if (knows(begin.number)) return false;
    if (!enter(begin.number)) return true;
    while (!way_.empty()) {
      if (way_.back().ahead.empty()) {
        places_[way_.back().state] = Place::behind;
        way_.pop_back();
        continue;
      }
      const Number next = way_.back().ahead.back();
      way_.back().ahead.pop_back();
      if (knows(next)) {
        if (places_[next] == Place::on_the_way) return true;
        continue;
      }
      if (states_.size() > most_states_) return std::nullopt;
      if (!enter(next)) return true;
    }
    return false;
  }

 private:
  enum class Place : std::uint8_t {
    unknown,
    on_the_way,  // to the state that is looked at
    behind,      // it has no escape
  };
  struct Stage {
    Number state = 0;
    std::vector<Number> ahead;  // behind its steps, still to be entered
  };

  [[nodiscard]] bool knows(Number state) const {
    return state < places_.size() && places_[state] != Place::unknown;
  }

  /// The way goes on to the state. False: there it has escaped.
  bool enter(Number state) {
    states_.read(state, here_.data());
    UntimedWorld& world = exploration_.world();
    world.go_to(here_.data());
    if (exploration_.is_over()) return false;
    Stage stage{state, {}};
    bool may_escape = false;
    exploration_.finder().visit_all([&](const Step& /*step*/, Attempt attempt) {
      may_escape = may_escape || attempt != Attempt::done;  // for all we know
      if (may_escape) return;
      world.pack(there_.data());
      stage.ahead.push_back(states_.insert(there_.data()).number);
    });
    if (may_escape) return false;
    if (stage.ahead.empty() && !exploration_.bad_standstill()) return false;
    places_.resize(states_.size(), Place::unknown);
    places_[state] = Place::on_the_way;
    way_.push_back(std::move(stage));
    return true;
  }

  Exploration& exploration_;
  std::uint64_t most_states_;
  StateStore states_;
  std::vector<Place> places_;  // by state
  std::vector<Stage> way_;
  std::vector<Word> here_;
  std::vector<Word> there_;
};

}  // namespace

std::optional<std::size_t> steps_to_no_return(Exploration& exploration,
                                              const std::vector<std::vector<Word>>& way,
                                              std::uint64_t most_states) {
  EscapeSearch search(exploration, most_states);
  for (std::size_t i = way.size(); i-- > 0;) {
    const std::optional<bool> escapes = search.escapes(way[i]);
    if (!escapes) return std::nullopt;
    if (*escapes) return i + 1;
  }
  return 0;
}

}  // namespace ipcsim
