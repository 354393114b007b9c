// The findings of results, read back from their JSON. Knows nothing of files.
#pragma once

#include "sim/experiment/reported_finding.hpp"
#include "sim/model/json_node.hpp"

namespace ipcsim {

/// One entry of "findings". Throws ResultsMistake.
ReportedFinding read_finding(const JsonNode& node);

}  // namespace ipcsim
