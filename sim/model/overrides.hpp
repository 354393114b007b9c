// Puts `--set path=value` into the tree of a scenario before it is read.
#pragma once

#include <memory>
#include <vector>

#include "sim/base/diagnostics.hpp"
#include "sim/model/json_node.hpp"
#include "sim/model/read_scenario.hpp"

namespace ipcsim {

/// Replaces what the override's path names, or adds a last key that is not there, or takes it out;
/// reports paths that lead nowhere and values that are lists or objects. The texts that changed
/// nodes point into (one for each override, `path=value`) are appended to `texts`.
void apply_overrides(JsonNode& scenario, const std::vector<Override>& overrides,
                     Diagnostics& diagnostics,
                     std::vector<std::shared_ptr<const SourceText>>& texts);

}  // namespace ipcsim
