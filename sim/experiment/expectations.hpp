// Holds what came out against what the scenario's `expect` block says.
#pragma once

#include <vector>

#include "sim/experiment/results.hpp"
#include "sim/model/scenario.hpp"

namespace ipcsim {

/// How the deadlock expectation (also the default one, if it failed), that of the end and each
/// metric's turned out.
/// A metric is decided on its 95 % interval, of a single run without batches on its value. Reads
/// `scenario`, `replications`, `batches` and `metrics` of the results.
std::vector<ExpectationResult> judge_expectations(const Results& results,
                                                  const Expectations& expected);

}  // namespace ipcsim
