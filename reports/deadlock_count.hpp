// In how many replications somebody got stuck for ever, when first, and how.
#pragma once

#include <cstddef>
#include <string>

#include "sim/experiment/results.hpp"

namespace ipcsim {

struct DeadlockCount {
  std::size_t stuck = 0;  // replications
  std::size_t all = 0;
  Instant first;      // of those in `stuck`, when the first finding came about
  std::string kind;   // of that one: "deadlock", "partial livelock"
  std::string shape;  // of that one: "cycle"; empty if it has none

  /// "none", "3 of 10, first at 1.2 ms (cycle)".
  [[nodiscard]] std::string in_cell() const;
};

/// Deadlocks and livelocks, partial ones included.
DeadlockCount count_deadlocks(const Results& results);

}  // namespace ipcsim
