// Several variants of a scenario side by side: what each did as a whole, and how that differs from
// the first. Under one seed they meet common random numbers. Knows nothing of formats.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/check_summary.hpp"
#include "sim/experiment/replicator.hpp"
#include "sim/experiment/results.hpp"
#include "sim/experiment/statistics.hpp"
#include "sim/experiment/variant.hpp"

namespace ipcsim {

/// Of the replications of `a` and `b` with the same number that came to an end of their own in both
/// (see ended_whole); none if there is none, or where a value is missing in all of them.
std::optional<Difference> paired_difference(const Results& a, const Results& b, Total total);

struct ComparedVariant {
  std::string name;  // "nonblocking/blocking"
  Results results;   // empty where it does not apply
  /// Why there is no such variant of the scenario: "mailbox \"gap\" has capacity 0".
  std::optional<std::string> not_applicable;
  /// To the first variant that applies, by Total. Empty in that one.
  std::array<std::optional<Difference>, kTotals.size()> differences;
  std::optional<CheckSummary> check;  // of all its interleavings, if that was asked for
};

struct VariantComparison {
  std::string title;
  std::vector<ComparedVariant> variants;
  std::vector<std::string> notes;  // what a reader should know, a sentence each

  /// The first that applies; variants.size() if none does.
  [[nodiscard]] std::size_t baseline() const;
  /// Whether all that apply ran under one seed: then they met the same random numbers.
  [[nodiscard]] bool has_one_seed() const;
};

/// A variant that may turn out not to apply: then it has no Variant.
struct Candidate {
  std::string name;
  std::optional<Variant> variant;
  std::string why_not;
  std::vector<std::string> notes = {};  // on how it came about, a sentence each
};

/// The comparison of what the variants did; their `differences` are written anew.
VariantComparison side_by_side(std::vector<ComparedVariant> variants);

/// Runs the candidates that apply. Throws InternalError on a failed self-check.
VariantComparison compare(const std::vector<Candidate>& candidates,
                          const ReplicationOptions& options);

}  // namespace ipcsim
