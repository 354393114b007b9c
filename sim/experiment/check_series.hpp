// Checks of several variants of a scenario, one below the other; and the smallest of several values
// at which there is no deadlock. Those are tried upward one by one, for what is free at one value
// need not be so at the next: with more room in a mailbox a deadlock may come that a refusal, or a
// wait, had kept away.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/check_summary.hpp"
#include "sim/experiment/scenario_summary.hpp"

namespace ipcsim {

/// One strategy, or one value.
struct CheckedVariant {
  std::string name;                     // "blocking/nonblocking", "8"
  std::optional<CheckSummary> summary;  // empty: there is no such scenario
  std::string why_not;                  // of one that there is not
};

/// What came of seeking the smallest safe value. Places are those in CheckSeries::variants.
struct SmallestSafe {
  std::optional<std::size_t> answer;      // the first that is safe
  std::optional<std::size_t> next_fault;  // the first above it that is not
  bool is_undecided = false;  // one below the answer may be safe too, for all that is known
};

struct CheckSeries {
  ScenarioSummary scenario;
  std::string varied;  // "strategy", "mailboxes.buffer.capacity"
  std::vector<CheckedVariant> variants;
  std::optional<SmallestSafe> smallest;  // if that was sought
  bool interrupted = false;              // not all variants that there should be are there
};

/// `check(i)` is the i-th of so many variants, and says so if it was interrupted (SearchEnd).
using CheckVariant = std::function<CheckedVariant(std::size_t)>;

/// All of them, in order.
CheckSeries check_all(std::size_t variants, const CheckVariant& check);

/// From the first on, until one is safe and a later one is not, or there is no other.
CheckSeries find_smallest_safe(std::size_t variants, const CheckVariant& check);

}  // namespace ipcsim
