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
  svg,      // a figure
  mermaid,  // a sequence diagram: of a schedule, or of the messages of one run
};

/// What a command can write.
struct ReportForms {
  std::string what;                     // that is written: "a sweep"
  std::vector<ReportFormat> formats;    // in the order of the enumerators
  std::vector<std::string> lists = {};  // what --format knows beside them: "junit"
};

ReportForms forms_of_run();
ReportForms forms_of_results();                           // that were kept as a file
ReportForms forms_of_runs(const std::string& what);       // of several, which have no one drawing
ReportForms forms_with_figures(const std::string& what);  // likewise, but for a figure of them
ReportForms forms_of_check();
ReportForms forms_of_checks();  // of several variants, in a table

/// `name`: "text", "json", "csv", "md", "html", "dot", "svg", "mmd". Throws UsageError if it is
/// none of the forms.
ReportFormat format_named(const std::string& name, const ReportForms& forms);

/// By the extension of `path`: .txt .json .csv .md .html .dot .svg .mmd. Throws UsageError if it is
/// none of the forms.
ReportFormat format_of_file(const std::string& path, const ReportForms& forms);
/// Of whatever form. `option` names the file, for errors.
ReportFormat format_of_file(const std::string& path, const std::string& option = "-o");

/// That what `what` names ("a sweep") has no such form; `option`: how it was asked for.
[[noreturn]] void reject_format(const std::string& option, const std::string& what,
                                ReportFormat format);

/// What is drawn of one run beside its results.
struct RunDrawing {
  const Recording* recording = nullptr;  // null: the run is not at hand
  std::string figure;                    // of .svg; empty: the first that there is
};

/// The report. Only text has colour. `figure`: of .svg; empty: the first that there is. Throws
/// UsageError where there is no such form, or no such figure.
std::string rendered(ReportFormat format, const Results& results, const Manifest& manifest,
                     Paint paint = {}, const RunDrawing& drawing = {});
std::string rendered(ReportFormat format, const VariantComparison& comparison,
                     const Manifest& manifest, Paint paint = {},
                     const std::vector<RecordedVariant>& recorded = {},
                     const std::string& figure = {});
std::string rendered(ReportFormat format, const Sweep& sweep, const Manifest& manifest,
                     Paint paint = {}, const std::string& figure = {});
std::string rendered(ReportFormat format, const Optimization& optimization,
                     const Manifest& manifest, Paint paint = {});
std::string rendered(ReportFormat format, const CheckOutcome& outcome, const Manifest& manifest,
                     Paint paint = {}, const std::string& figure = {});
std::string rendered(ReportFormat format, const CheckSeries& series, const Manifest& manifest,
                     Paint paint = {});
std::string rendered(ReportFormat format, const Report& report, const Manifest& manifest,
                     Paint paint = {});

}  // namespace ipcsim
