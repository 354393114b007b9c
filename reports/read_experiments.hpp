// Comparisons, sweeps and optimizations read back from their JSON. Knows nothing of files. All
// throw ResultsMistake.
#pragma once

#include "sim/experiment/comparison.hpp"
#include "sim/experiment/optimization.hpp"
#include "sim/experiment/sweep.hpp"
#include "sim/model/json_node.hpp"

namespace ipcsim {

VariantComparison read_comparison(const JsonNode& root);
Sweep read_sweep(const JsonNode& root);
Optimization read_optimization(const JsonNode& root);

}  // namespace ipcsim
