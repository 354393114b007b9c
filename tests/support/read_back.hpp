// Results written as JSON, read back, and rendered again in every format.
#pragma once

#include <string>

#include "reports/manifest.hpp"
#include "sim/experiment/results.hpp"

namespace ipcsim::testing {

/// Which format of the results read back differs from that of the results themselves, or why they
/// could not be read; empty: all are the same, byte for byte.
std::string difference_when_read_back(const Results& results, const Manifest& manifest);

}  // namespace ipcsim::testing
