// The formats of a report, by name and by file extension.
#pragma once

#include <string>

#include "reports/manifest.hpp"
#include "reports/paint.hpp"
#include "sim/experiment/results.hpp"

namespace ipcsim {

enum class ReportFormat { text, json, csv, markdown, dot };

/// `name`: "text", "json", "csv", "md", "dot". Throws UsageError.
ReportFormat format_named(const std::string& name);

/// By the extension of `path`: .txt .json .csv .md .dot. Throws UsageError.
ReportFormat format_of_file(const std::string& path);

/// The report. Only text has colour.
std::string rendered(ReportFormat format, const Results& results, const Manifest& manifest,
                     Paint paint = {});

}  // namespace ipcsim
