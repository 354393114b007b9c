// What a search through every interleaving has found, as a value.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/check/exploration.hpp"
#include "sim/check/facts.hpp"
#include "sim/check/schedule.hpp"

namespace ipcsim {

enum class CheckVerdict : std::uint8_t {
  free,           // proved: no state that can be reached is one of the following
  deadlock,       // nobody can go on, and somebody is neither finished nor an idle service
  livelock,       // the same, but somebody polls; or somebody circles for ever without a step
  program_error,  // somebody comes to a statement that cannot be carried out
  undecided,      // a limit was reached
};

/// Whether processes can come to be stuck for ever while others still go on.
enum class PartialVerdict : std::uint8_t {
  none,      // proved
  none_met,  // not proved: where it was looked for, there was none
  found,
  undecided,  // it was to be proved, or deadlocks were; a limit was reached, and none met before
};

struct CheckResult {
  CheckVerdict verdict = CheckVerdict::undecided;
  PartialVerdict partial = PartialVerdict::none_met;
  SearchEnd end = SearchEnd::complete;
  SearchProgress progress;
  /// Of the search for partial deadlocks through all states; complete, with nothing, if there was
  /// none.
  SearchEnd partial_end = SearchEnd::complete;
  SearchProgress partial_progress;
  std::uint32_t bound = 0;
  bool was_cut = false;  // something lay beyond the bound
  Facts facts;
  /// A shortest one to what `verdict` names; empty: it names nothing.
  std::optional<Schedule> schedule;
  /// One to a partial deadlock, if `partial` says found. Shortest only where that was proved.
  std::optional<Schedule> partial_schedule;

  [[nodiscard]] bool was_interrupted() const {
    return end == SearchEnd::interrupted || partial_end == SearchEnd::interrupted;
  }
  /// The one to tell of: the first of these two that there is; null: neither.
  [[nodiscard]] const Schedule* told() const {
    if (schedule) return &*schedule;
    return partial_schedule ? &*partial_schedule : nullptr;
  }
};

}  // namespace ipcsim
