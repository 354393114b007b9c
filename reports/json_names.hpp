// The words that stand in JSON for our enumerators: a writer's and a reader's one list. Those of
// ends, kinds and shapes are in sim/experiment/results.hpp, for texts use them too.
#pragma once

#include <string>

#include "sim/experiment/optimization.hpp"
#include "sim/experiment/results.hpp"

namespace ipcsim {

std::string name_of(FindingCause cause);        // "zero-time loop"
std::string name_of(StuckOperation operation);  // "receipt"; of `none` empty
std::string name_of(Direction direction);       // "send"
std::string name_of(Verdict verdict);           // "met"
std::string name_of(Unit unit);                 // "seconds"
std::string name_of(OptimizationEnd end);       // "found"

/// "wait.p95" of "mailboxes.buffer.wait.p95". REQUIRES: the metric is one of its subject's.
const std::string& suffix_of(const MetricPath& metric);

}  // namespace ipcsim
