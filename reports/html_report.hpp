// One run as an HTML page: what came of it in words, tables, and figures of the recording.
#pragma once

#include <string>

#include "reports/manifest.hpp"
#include "sim/experiment/recording.hpp"
#include "sim/experiment/results.hpp"

namespace ipcsim {

/// `recording`: of the replication that the results lead with; null, where the run is not at hand:
/// then the page says what is missing.
std::string html_report(const Results& results, const Manifest& manifest,
                        const Recording* recording);

}  // namespace ipcsim
