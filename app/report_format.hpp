// The formats of a report, by name and by file extension.
#pragma once

#include <string>
#include <vector>

#include "reports/comparison_report.hpp"
#include "reports/manifest.hpp"
#include "reports/paint.hpp"
#include "reports/read_results.hpp"
#include "sim/experiment/check_outcome.hpp"
#include "sim/experiment/check_series.hpp"
#include "sim/experiment/comparison.hpp"
#include "sim/experiment/optimization.hpp"
#include "sim/experiment/recording.hpp"
#include "sim/experiment/results.hpp"
#include "sim/experiment/sweep.hpp"

namespace ipcsim {

enum class ReportFormat {
  text,
  json,
  csv,
  markdown,
  html,
  dot,      // who waits for whom in one run
  svg,      // a figure of one run
  mermaid,  // a schedule as a sequence diagram
};

/// `name`: "text", "json", "csv", "md", "html", "dot", "svg", "mmd". Throws UsageError.
ReportFormat format_named(const std::string& name);

/// By the extension of `path`: .txt .json .csv .md .html .dot .svg .mmd. `option` names the file,
/// for errors. Throws UsageError.
ReportFormat format_of_file(const std::string& path, const std::string& option = "-o");

/// That what `what` names ("a sweep") has no such form; `option`: how it was asked for.
[[noreturn]] void reject_format(const std::string& option, const std::string& what,
                                ReportFormat format);

/// What is drawn of one run beside its results.
struct RunDrawing {
  const Recording* recording = nullptr;  // null: the run is not at hand
  std::string figure;                    // of .svg; empty: the first that there is
};

/// The report. Only text has colour. Throws UsageError where there is no such form.
std::string rendered(ReportFormat format, const Results& results, const Manifest& manifest,
                     Paint paint = {}, const RunDrawing& drawing = {});
std::string rendered(ReportFormat format, const VariantComparison& comparison,
                     const Manifest& manifest, Paint paint = {},
                     const std::vector<RecordedVariant>& recorded = {});
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
