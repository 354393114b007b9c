// The smallest or largest value of a setting under which a scenario keeps its expectations. The
// values are tried one by one from the preferred end, since what they do need not be monotone; each
// with as many replications as its confidence intervals need to decide. Knows nothing of formats.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/experiment.hpp"
#include "sim/experiment/results.hpp"

namespace ipcsim {

/// What came of one value.
struct TriedValue {
  std::string value;
  Verdict verdict = Verdict::met;  // of all conditions together
  std::vector<ExpectationResult> conditions;
  std::uint32_t replications = 0;  // that were run
};

enum class OptimizationEnd {
  found,        // `answer` keeps the conditions, and every value preferred to it surely does not
  at_best,      // `answer` keeps them, but of a value preferred to it that is not decided
  none,         // no value keeps them, surely
  undecided,    // no value surely keeps them, and some are not decided
  interrupted,  // not all values were tried that had to be
};

struct Optimization {
  ScenarioSummary scenario;  // at any of the values
  std::string path;
  bool smallest = true;  // else the largest
  OptimizationEnd end = OptimizationEnd::none;
  std::optional<std::size_t> answer;  // index into `tried`
  std::vector<TriedValue> tried;      // in the order in which they were tried
  /// The value just beyond the answer, on the side that is not preferred: it shows whether the
  /// conditions go on to hold. Empty where the range ends with the answer.
  std::optional<TriedValue> beyond;
};

struct OptimizationOptions {
  std::uint32_t replications = kUsualReplications;  // of each value at first; at least 2
  /// Of one value; doubled up to there while undecided. At least `replications`.
  std::uint32_t most_replications = 1000;
  const std::atomic<bool>* interrupt = nullptr;
};

/// Tries `values`, the preferred ones first. `experiment_at` makes the experiment of the value with
/// this index; what it points to must live until the next call. REQUIRES: intervals over
/// replications, not batches.
Optimization optimize(const std::vector<std::string>& values,
                      const std::function<Experiment(std::size_t)>& experiment_at,
                      const OptimizationOptions& options);

}  // namespace ipcsim
