#include "app/report_format.hpp"

#include <array>
#include <filesystem>
#include <string_view>
#include <vector>

#include "app/usage_error.hpp"
#include "reports/comparison_report.hpp"
#include "reports/csv_report.hpp"
#include "reports/dot_report.hpp"
#include "reports/json_report.hpp"
#include "reports/markdown_report.hpp"
#include "reports/optimization_report.hpp"
#include "reports/sweep_csv.hpp"
#include "reports/sweep_report.hpp"
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

[[noreturn]] void reject_drawing(const std::string& what) {
  throw UsageError(what + " cannot be drawn as .dot",
                   {".dot shows who waits for whom in one run: ipcsim run"});
}

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

std::string rendered(ReportFormat format, const VariantComparison& comparison,
                     const Manifest& manifest, Paint paint) {
  switch (format) {
    case ReportFormat::text:
      return comparison_text(comparison, manifest, paint);
    case ReportFormat::json:
      return comparison_json(comparison, manifest);
    case ReportFormat::csv:
      return comparison_csv(comparison);
    case ReportFormat::markdown:
      return comparison_markdown(comparison, manifest);
    case ReportFormat::dot:
      reject_drawing("a comparison");
  }
  fail_check("every format has its renderer");
}

std::string rendered(ReportFormat format, const Sweep& sweep, const Manifest& manifest,
                     Paint paint) {
  switch (format) {
    case ReportFormat::text:
      return sweep_text(sweep, manifest, paint);
    case ReportFormat::json:
      return sweep_json(sweep, manifest);
    case ReportFormat::csv:
      return sweep_csv(sweep);
    case ReportFormat::markdown:
      return sweep_markdown(sweep, manifest);
    case ReportFormat::dot:
      reject_drawing("a sweep");
  }
  fail_check("every format has its renderer");
}

std::string rendered(ReportFormat format, const Optimization& optimization,
                     const Manifest& manifest, Paint paint) {
  switch (format) {
    case ReportFormat::text:
      return optimization_text(optimization, manifest, paint);
    case ReportFormat::json:
      return optimization_json(optimization, manifest);
    case ReportFormat::csv:
      return optimization_csv(optimization);
    case ReportFormat::markdown:
      return optimization_markdown(optimization, manifest);
    case ReportFormat::dot:
      reject_drawing("an optimization");
  }
  fail_check("every format has its renderer");
}

std::string rendered(ReportFormat format, const Report& report, const Manifest& manifest,
                     Paint paint) {
  return std::visit([&](const auto& found) { return rendered(format, found, manifest, paint); },
                    report);
}

}  // namespace ipcsim
