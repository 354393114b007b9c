// Warnings in plain words about figures that are less sure than they look: too few replications, an
// interval too wide to be of use, a mailbox that grows for ever, a warm-up that took the run.
#pragma once

#include <string>
#include <vector>

#include "sim/experiment/replication.hpp"
#include "sim/experiment/results.hpp"

namespace ipcsim {

/// One or two sentences each, what to do among them. Reads the metrics, expectations, precision and
/// warm-up of the results. REQUIRES: the replications are those of the results, measured by the
/// plan.
std::vector<std::string> warnings_on(const Results& results, const MeasuringPlan& plan,
                                     const std::vector<Replication>& replications);

}  // namespace ipcsim
