// The parts of reports as they stand in JSON, read back. Knows nothing of files. All throw
// ResultsMistake.
#pragma once

#include "sim/experiment/results.hpp"
#include "sim/model/json_node.hpp"

namespace ipcsim {

/// What a manifest says of the scenario: its file, title, seed and replications.
ScenarioSummary read_origin(const JsonNode& manifest);

/// `{"mean", "half_width", "n"}`.
Estimate read_estimate(const JsonNode& node);

ExpectationResult read_expectation(const JsonNode& node);

/// What put_results wrote. `origin`: as read_origin takes it.
Results read_results_node(const JsonNode& origin, const JsonNode& root);

}  // namespace ipcsim
