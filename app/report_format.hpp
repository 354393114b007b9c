// The formats of a report, by name and by file extension.
#pragma once

#include <string>

#include "reports/manifest.hpp"
#include "reports/paint.hpp"
#include "reports/read_results.hpp"
#include "sim/experiment/comparison.hpp"
#include "sim/experiment/optimization.hpp"
#include "sim/experiment/results.hpp"
#include "sim/experiment/sweep.hpp"

namespace ipcsim {

enum class ReportFormat { text, json, csv, markdown, dot };

/// `name`: "text", "json", "csv", "md", "dot". Throws UsageError.
ReportFormat format_named(const std::string& name);

/// By the extension of `path`: .txt .json .csv .md .dot. Throws UsageError.
ReportFormat format_of_file(const std::string& path);

/// The report. Only text has colour. Throws UsageError where there is no such drawing: .dot shows
/// who waits for whom in one run.
std::string rendered(ReportFormat format, const Results& results, const Manifest& manifest,
                     Paint paint = {});
std::string rendered(ReportFormat format, const VariantComparison& comparison,
                     const Manifest& manifest, Paint paint = {});
std::string rendered(ReportFormat format, const Sweep& sweep, const Manifest& manifest,
                     Paint paint = {});
std::string rendered(ReportFormat format, const Optimization& optimization,
                     const Manifest& manifest, Paint paint = {});
std::string rendered(ReportFormat format, const Report& report, const Manifest& manifest,
                     Paint paint = {});

}  // namespace ipcsim
