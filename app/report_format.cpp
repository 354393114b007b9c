#include "app/report_format.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <vector>

#include "app/usage_error.hpp"
#include "reports/check_report.hpp"
#include "reports/check_series_report.hpp"
#include "reports/comparison_report.hpp"
#include "reports/csv_report.hpp"
#include "reports/dot_report.hpp"
#include "reports/format_value.hpp"
#include "reports/html_report.hpp"
#include "reports/json_report.hpp"
#include "reports/markdown_report.hpp"
#include "reports/optimization_report.hpp"
#include "reports/run_diagram.hpp"
#include "reports/run_figures.hpp"
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

constexpr std::array<FormatRow, 8> kFormats = {{
    {ReportFormat::text, "text", ".txt"},
    {ReportFormat::json, "json", ".json"},
    {ReportFormat::csv, "csv", ".csv"},
    {ReportFormat::markdown, "md", ".md"},
    {ReportFormat::html, "html", ".html"},
    {ReportFormat::dot, "dot", ".dot"},
    {ReportFormat::svg, "svg", ".svg"},
    {ReportFormat::mermaid, "mmd", ".mmd"},
}};

/// `what` they are of: "this run". `if_none`: what to do where there is none.
std::string svg_of(const std::vector<Figure>& figures, const std::string& name,
                   const std::string& what, const std::string& if_none) {
  std::vector<std::string> known;
  for (const Figure& figure : figures) {
    if (name.empty() || figure.name == name) return svg_document(figure);
    known.push_back(figure.name);
  }
  if (known.empty()) throw UsageError("-o: there is no figure of " + what, {if_none});
  throw UsageError("--figure: there is no figure " + quote(name) + " of " + what,
                   {known_words_hint(name, known, "figures")});
}

std::string svg_of(const Results& results, const RunDrawing& drawing) {
  const std::vector<Figure> figures = run_figures(results, drawing.recording);
  const bool is_there = std::any_of(figures.begin(), figures.end(),
                                    [&](const Figure& it) { return it.name == drawing.figure; });
  if (!is_there && drawing.recording != nullptr && drawing.recording->windows.empty()) {
    throw UsageError("--from: the run ended at " + format_exactly(drawing.recording->end) +
                         ", before the part that is to be drawn",
                     {"let it begin earlier"});
  }
  return svg_of(figures, drawing.figure, "this run", "nothing was run");
}

bool has(const ReportForms& forms, ReportFormat format) {
  return std::find(forms.formats.begin(), forms.formats.end(), format) != forms.formats.end();
}

ReportForms all_forms() {
  ReportForms forms{.what = "a report", .formats = {}};
  for (const FormatRow& row : kFormats) forms.formats.push_back(row.format);
  return forms;
}

ReportFormat format_of(const std::string& path, const ReportForms& forms,
                       const std::string& option) {
  if (path == "-") {
    throw UsageError(option + ": \"-\" is no file",
                     {"the report goes to standard output by itself; --format says in which form"});
  }
  const std::string extension = std::filesystem::path(path).extension().string();
  std::vector<std::string> known;
  for (const FormatRow& row : kFormats) {
    const bool is_written = has(forms, row.format);
    if (row.extension == extension) {
      if (is_written) return row.format;
      reject_format(option, forms.what, row.format);
    }
    if (is_written) known.emplace_back(row.extension);
  }
  const std::string problem = extension.empty()
                                  ? " has no extension that says the format"
                                  : " has an extension that is no format: " + quote(extension);
  throw UsageError(option + ": " + quote(path) + problem,
                   {known_words_hint(extension, known, "extensions")});
}

}  // namespace

ReportForms forms_of_run() {
  ReportForms forms = all_forms();
  forms.what = "a run";
  forms.lists = {"junit"};
  return forms;
}

ReportForms forms_of_results() {
  ReportForms forms = all_forms();
  forms.what = "a file of results";
  std::erase(forms.formats, ReportFormat::mermaid);
  return forms;
}

ReportForms forms_of_runs(const std::string& what) {
  return {.what = what,
          .formats = {ReportFormat::text, ReportFormat::json, ReportFormat::csv,
                      ReportFormat::markdown, ReportFormat::html}};
}

ReportForms forms_with_figures(const std::string& what) {
  ReportForms forms = forms_of_runs(what);
  forms.formats.push_back(ReportFormat::svg);
  return forms;
}

ReportForms forms_of_check() {
  return {.what = "a check",
          .formats = {ReportFormat::text, ReportFormat::json, ReportFormat::markdown,
                      ReportFormat::html, ReportFormat::svg, ReportFormat::mermaid},
          .lists = {"junit"}};
}

ReportForms forms_of_checks() { return forms_of_runs("a table of checks"); }

ReportFormat format_named(const std::string& name, const ReportForms& forms) {
  std::vector<std::string> known;
  for (const FormatRow& row : kFormats) {
    const bool is_written = has(forms, row.format);
    if (row.name == name) {
      if (is_written) return row.format;
      reject_format("--format", forms.what, row.format);
    }
    if (is_written) known.emplace_back(row.name);
  }
  known.insert(known.end(), forms.lists.begin(), forms.lists.end());
  throw UsageError("--format: no format is named " + quote(name),
                   {known_words_hint(name, known, "formats")});
}

ReportFormat format_of_file(const std::string& path, const ReportForms& forms) {
  return format_of(path, forms, "-o");
}

ReportFormat format_of_file(const std::string& path, const std::string& option) {
  return format_of(path, all_forms(), option);
}

void reject_format(const std::string& option, const std::string& what, ReportFormat format) {
  const auto row = std::find_if(kFormats.begin(), kFormats.end(),
                                [&](const FormatRow& it) { return it.format == format; });
  const std::string name(option == "-o" ? row->extension : row->name);
  if (format == ReportFormat::dot) {
    throw UsageError(option + ": " + what + " cannot be drawn as " + name,
                     {".dot shows who waits for whom in one run: ipcsim run"});
  }
  if (format == ReportFormat::svg) {
    throw UsageError(option + ": " + what + " cannot be drawn as " + name,
                     {".svg shows a figure: of ipcsim run, compare, sweep or check"});
  }
  if (format == ReportFormat::mermaid) {
    throw UsageError(
        option + ": " + what + " cannot be drawn as " + name,
        {".mmd shows the messages of one run, ipcsim run, or the steps into a deadlock, ipcsim "
         "check"});
  }
  throw UsageError(option + ": " + what + " cannot be written as " + name, {".json has all of it"});
}

std::string rendered(ReportFormat format, const Results& results, const Manifest& manifest,
                     Paint paint, const RunDrawing& drawing) {
  switch (format) {
    case ReportFormat::text:
      return text_report(results, manifest, paint);
    case ReportFormat::json:
      return json_report(results, manifest);
    case ReportFormat::csv:
      return csv_report(results);
    case ReportFormat::markdown:
      return markdown_report(results, manifest);
    case ReportFormat::html:
      return html_report(results, manifest, drawing.recording);
    case ReportFormat::dot:
      return dot_report(results);
    case ReportFormat::svg:
      return svg_of(results, drawing);
    case ReportFormat::mermaid:
      return run_diagram(results, drawing.recording);
  }
  fail_check("every format has its renderer");
}

std::string rendered(ReportFormat format, const VariantComparison& comparison,
                     const Manifest& manifest, Paint paint,
                     const std::vector<RecordedVariant>& recorded, const std::string& figure) {
  switch (format) {
    case ReportFormat::text:
      return comparison_text(comparison, manifest, paint);
    case ReportFormat::json:
      return comparison_json(comparison, manifest);
    case ReportFormat::csv:
      return comparison_csv(comparison);
    case ReportFormat::markdown:
      return comparison_markdown(comparison, manifest);
    case ReportFormat::html:
      return comparison_html(comparison, manifest, recorded);
    case ReportFormat::svg:
      return svg_of(comparison_figures(comparison, recorded), figure, "this comparison", {});
    case ReportFormat::dot:
    case ReportFormat::mermaid:
      reject_format("-o", "a comparison", format);
  }
  fail_check("every format has its renderer");
}

std::string rendered(ReportFormat format, const Sweep& sweep, const Manifest& manifest, Paint paint,
                     const std::string& figure) {
  switch (format) {
    case ReportFormat::text:
      return sweep_text(sweep, manifest, paint);
    case ReportFormat::json:
      return sweep_json(sweep, manifest);
    case ReportFormat::csv:
      return sweep_csv(sweep);
    case ReportFormat::markdown:
      return sweep_markdown(sweep, manifest);
    case ReportFormat::html:
      return sweep_html(sweep, manifest);
    case ReportFormat::svg:
      return svg_of(sweep_figures(sweep), figure, "this sweep",
                    "name a metric that is a number: --metric");
    case ReportFormat::dot:
    case ReportFormat::mermaid:
      reject_format("-o", "a sweep", format);
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
    case ReportFormat::html:
      return optimization_html(optimization, manifest);
    case ReportFormat::dot:
    case ReportFormat::svg:
    case ReportFormat::mermaid:
      reject_format("-o", "an optimization", format);
  }
  fail_check("every format has its renderer");
}

std::string rendered(ReportFormat format, const CheckOutcome& outcome, const Manifest& manifest,
                     Paint paint, const std::string& figure) {
  switch (format) {
    case ReportFormat::text:
      return check_text(outcome, paint);
    case ReportFormat::json:
      return check_json(outcome, manifest);
    case ReportFormat::markdown:
      return check_markdown(outcome, manifest);
    case ReportFormat::mermaid:
      return check_diagram(outcome);
    case ReportFormat::html:
      return check_html(outcome, manifest);
    case ReportFormat::svg:
      return svg_of(check_figures(outcome), figure, "this check",
                    "nobody is stuck in what was found; .html has the verdict");
    case ReportFormat::csv:
    case ReportFormat::dot:
      reject_format("-o", "a check", format);
  }
  fail_check("every format has its renderer");
}

std::string rendered(ReportFormat format, const CheckSeries& series, const Manifest& manifest,
                     Paint paint) {
  switch (format) {
    case ReportFormat::text:
      return check_series_text(series, manifest, paint);
    case ReportFormat::json:
      return check_series_json(series, manifest);
    case ReportFormat::csv:
      return check_series_csv(series);
    case ReportFormat::markdown:
      return check_series_markdown(series, manifest);
    case ReportFormat::html:
      return check_series_html(series, manifest);
    case ReportFormat::dot:
    case ReportFormat::svg:
    case ReportFormat::mermaid:
      reject_format("-o", "a table of checks", format);
  }
  fail_check("every format has its renderer");
}

std::string rendered(ReportFormat format, const Report& report, const Manifest& manifest,
                     Paint paint) {
  return std::visit([&](const auto& found) { return rendered(format, found, manifest, paint); },
                    report);
}

}  // namespace ipcsim
