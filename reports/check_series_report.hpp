// Checks of several variants in a table, in each format; of a search for the smallest safe value,
// the answer in front of it.
#pragma once

#include <string>

#include "reports/manifest.hpp"
#include "reports/paint.hpp"
#include "sim/experiment/check_series.hpp"

namespace ipcsim {

std::string check_series_text(const CheckSeries& series, const Manifest& manifest, Paint paint);
std::string check_series_markdown(const CheckSeries& series, const Manifest& manifest);
std::string check_series_html(const CheckSeries& series, const Manifest& manifest);
std::string check_series_csv(const CheckSeries& series);
std::string check_series_json(const CheckSeries& series, const Manifest& manifest);

/// "deadlock", "free of deadlock", "undecided (time limit)"; a partial deadlock in place of "free".
std::string verdict_cell(const CheckSummary& summary);

}  // namespace ipcsim
