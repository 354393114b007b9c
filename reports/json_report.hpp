// Results as JSON, for programs, and exact: format 1 of `ipcsim_results`. Times in seconds, null
// for no value, members in a fixed order. Two runs with equal results differ in the member
// `manifest` alone.
#pragma once

#include <string>

#include "reports/manifest.hpp"
#include "sim/experiment/results.hpp"

namespace ipcsim {

/// Ends in a line break. Replications count from 1.
std::string json_report(const Results& results, const Manifest& manifest);

}  // namespace ipcsim
