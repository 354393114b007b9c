// What a check found, in a few figures: for tables in which checks stand one below the other.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/check/check_result.hpp"

namespace ipcsim {

struct CheckSummary {
  CheckVerdict verdict = CheckVerdict::undecided;
  PartialVerdict partial = PartialVerdict::none_met;
  SearchEnd end = SearchEnd::complete;
  std::optional<std::uint64_t> steps;  // of the schedule that is told; empty: there is none
  std::uint64_t states = 0;
  std::optional<std::uint32_t> bound;  // up to which it holds; empty: nothing was cut

  friend bool operator==(const CheckSummary&, const CheckSummary&) = default;
};

CheckSummary summary_of(const CheckResult& result);

/// Proved free of deadlock, and no partial one was met.
bool is_safe(const CheckSummary& summary);
/// Neither that nor the contrary is known.
bool is_undecided(const CheckSummary& summary);

}  // namespace ipcsim
