// What an optimization found, with its evidence: every value that was tried.
#pragma once

#include <string>

#include "reports/manifest.hpp"
#include "reports/paint.hpp"
#include "sim/experiment/optimization.hpp"

namespace ipcsim {

std::string optimization_text(const Optimization& optimization, const Manifest& manifest,
                              Paint paint);
std::string optimization_html(const Optimization& optimization, const Manifest& manifest);
std::string optimization_markdown(const Optimization& optimization, const Manifest& manifest);
/// `value,beyond,replications,condition,verdict,mean,half_width`, a row for each condition of each
/// value that was tried.
std::string optimization_csv(const Optimization& optimization);
/// {"ipcsim_optimization": 1, "manifest", "path", "sought", "end", "answer", "tried", "beyond"}.
std::string optimization_json(const Optimization& optimization, const Manifest& manifest);

}  // namespace ipcsim
