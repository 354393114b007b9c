// A finding explained so that a student understands it: who stands where, what each one waits for,
// and why that can never come. Plain text without colour.
#pragma once

#include <string>
#include <vector>

#include "reports/paragraph.hpp"
#include "sim/experiment/results.hpp"

namespace ipcsim {

/// One clause, without a full stop: "A and B wait for each other".
std::string finding_headline(const Results& results, const ReportedFinding& finding);

/// All findings of one run, explained one below the other, a line each; every one begins with its
/// headline as a sentence. Long lists are cut and say by how much. `width`: columns.
std::vector<std::string> explained(const Results& results,
                                   const std::vector<ReportedFinding>& findings,
                                   std::size_t width = kReportWidth);

}  // namespace ipcsim
