// The formats of a report, by name and by file extension.
#pragma once

#include <string>

#include "reports/manifest.hpp"
#include "reports/paint.hpp"
#include "reports/read_results.hpp"
#include "sim/experiment/check_outcome.hpp"
#include "sim/experiment/check_series.hpp"
#include "sim/experiment/comparison.hpp"
#include "sim/experiment/optimization.hpp"
#include "sim/experiment/results.hpp"
#include "sim/experiment/sweep.hpp"

namespace ipcsim {

enum class ReportFormat {
  text,
  json,
  csv,
  markdown,
  dot,      // who waits for whom in one run
  mermaid,  // a schedule as a sequence diagram
};

/// `name`: "text", "json", "csv", "md", "dot", "mmd". Throws UsageError.
ReportFormat format_named(const std::string& name);

/// By the extension of `path`: .txt .json .csv .md .dot .mmd. Throws UsageError.
ReportFormat format_of_file(const std::string& path);

/// That what `what` names ("a sweep") has no such form; `option`: how it was asked for.
[[noreturn]] void reject_format(const std::string& option, const std::string& what,
                                ReportFormat format);

/// The report. Only text has colour. Throws UsageError where there is no such form.
std::string rendered(ReportFormat format, const Results& results, const Manifest& manifest,
                     Paint paint = {});
std::string rendered(ReportFormat format, const VariantComparison& comparison,
                     const Manifest& manifest, Paint paint = {});
std::string rendered(ReportFormat format, const Sweep& sweep, const Manifest& manifest,
                     Paint paint = {});
std::string rendered(ReportFormat format, const Optimization& optimization,
                     const Manifest& manifest, Paint paint = {});
std::string rendered(ReportFormat format, const CheckOutcome& outcome, const Manifest& manifest,
                     Paint paint = {});
std::string rendered(ReportFormat format, const CheckSeries& series, const Manifest& manifest,
                     Paint paint = {});
std::string rendered(ReportFormat format, const Report& report, const Manifest& manifest,
                     Paint paint = {});

}  // namespace ipcsim
