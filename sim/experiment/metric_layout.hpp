// Which metrics a scenario has, in the order of reports, and how each is read off the measurements
// of one run.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/engine/measurements.hpp"
#include "sim/experiment/scenario_summary.hpp"
#include "sim/model/metric_path.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

struct MetricSlot {
  std::string path;
  MetricPath metric;
  Unit unit = Unit::count;
};

/// Of every group its metrics as a whole; of arrays and replicated processes with at most
/// kMostElementsMeasured members then those of each member. Mailboxes first, then direct links,
/// processes, hosts and links.
std::vector<MetricSlot> metric_layout(const ScenarioSummary& scenario);

/// One value for each slot; none where there is nothing to tell (no message, an empty window, no
/// limit to a host's cores). REQUIRES: the layout is that of the program's scenario.
std::vector<std::optional<double>> metric_values(const Program& program,
                                                 const std::vector<MetricSlot>& layout,
                                                 const Measurements& measurements);

}  // namespace ipcsim
