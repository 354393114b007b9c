// Results as plain text for a terminal, 100 columns wide: why the run ended first, then what was
// expected, then the figures, at last how to repeat it.
#pragma once

#include <string>

#include "reports/manifest.hpp"
#include "reports/paint.hpp"
#include "sim/experiment/results.hpp"

namespace ipcsim {

/// Ends in a line break.
std::string text_report(const Results& results, const Manifest& manifest, Paint paint = {});

}  // namespace ipcsim
