// The text report as GitHub-flavoured Markdown, for a repository, an issue or a wiki.
#pragma once

#include <string>

#include "reports/manifest.hpp"
#include "sim/experiment/results.hpp"

namespace ipcsim {

/// Ends in a line break.
std::string markdown_report(const Results& results, const Manifest& manifest);

}  // namespace ipcsim
