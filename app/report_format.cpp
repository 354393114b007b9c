#include "app/report_format.hpp"

#include <array>
#include <filesystem>
#include <string_view>
#include <vector>

#include "app/usage_error.hpp"
#include "reports/csv_report.hpp"
#include "reports/dot_report.hpp"
#include "reports/json_report.hpp"
#include "reports/markdown_report.hpp"
#include "reports/text_report.hpp"
#include "sim/base/check.hpp"
#include "sim/base/spelling.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

struct FormatRow {
  ReportFormat format;
  std::string_view name;
  std::string_view extension;
};

constexpr std::array<FormatRow, 5> kFormats = {{
    {ReportFormat::text, "text", ".txt"},
    {ReportFormat::json, "json", ".json"},
    {ReportFormat::csv, "csv", ".csv"},
    {ReportFormat::markdown, "md", ".md"},
    {ReportFormat::dot, "dot", ".dot"},
}};

}  // namespace

ReportFormat format_named(const std::string& name) {
  std::vector<std::string> known;
  for (const FormatRow& row : kFormats) {
    if (row.name == name) return row.format;
    known.emplace_back(row.name);
  }
  throw UsageError("--format: no format is named " + quote(name),
                   {known_words_hint(name, known, "formats")});
}

ReportFormat format_of_file(const std::string& path) {
  if (path == "-") {
    throw UsageError("-o: \"-\" is no file",
                     {"the report goes to standard output by itself; --format says in which form"});
  }
  const std::string extension = std::filesystem::path(path).extension().string();
  std::vector<std::string> known;
  for (const FormatRow& row : kFormats) {
    if (row.extension == extension) return row.format;
    known.emplace_back(row.extension);
  }
  const std::string problem = extension.empty()
                                  ? " has no extension that says the format"
                                  : " has an extension that is no format: " + quote(extension);
  throw UsageError("-o: " + quote(path) + problem,
                   {known_words_hint(extension, known, "extensions")});
}

std::string rendered(ReportFormat format, const Results& results, const Manifest& manifest,
                     Paint paint) {
  switch (format) {
    case ReportFormat::text:
      return text_report(results, manifest, paint);
    case ReportFormat::json:
      return json_report(results, manifest);
    case ReportFormat::csv:
      return csv_report(results);
    case ReportFormat::markdown:
      return markdown_report(results, manifest);
    case ReportFormat::dot:
      return dot_report(results);
  }
  fail_check("every format has its renderer");
}

}  // namespace ipcsim
