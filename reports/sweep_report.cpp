#include "reports/sweep_report.hpp"

#include <algorithm>
#include <utility>

#include "reports/format_value.hpp"
#include "reports/html_page.hpp"
#include "reports/intervals_figure.hpp"
#include "reports/paragraph.hpp"
#include "reports/table.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

std::string how_to_read(const Sweep& sweep) {
  std::string text =
      "Means over replications, ± half the 95 % confidence interval. total.… is over all mailboxes "
      "or all processes together.";
  const bool has_one_seed =
      std::none_of(sweep.variations.begin(), sweep.variations.end(),
                   [](const Variation& variation) { return variation.path == "run.seed"; });
  if (has_one_seed) text += " Every point meets the same random numbers.";
  return text;
}

const std::vector<std::string>& usual_metrics() {
  static const std::vector<std::string> metrics = {"total.throughput", "total.wait.mean",
                                                   "total.wait.p99", "total.core_time"};
  return metrics;
}

bool somebody_got_stuck(const Sweep& sweep) {
  return std::any_of(sweep.points.begin(), sweep.points.end(),
                     [](const SweepPoint& point) { return count_stuck(point) > 0; });
}

std::string estimate_cell(const SweepPoint& point, const std::string& path) {
  const auto found = std::find_if(point.metrics->begin(), point.metrics->end(),
                                  [&](const SweptMetric& metric) { return metric.path == path; });
  if (found == point.metrics->end()) return kNoValue;
  const auto index = static_cast<std::size_t>(found - point.metrics->begin());
  return format_estimate(estimate_at(point, index), found->unit);
}

/// All in the one name column, which every part of a table that is too wide repeats.
std::string joined_by_comma(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

const std::vector<std::string>& shown_metrics(const Sweep& sweep) {
  return sweep.columns.empty() ? usual_metrics() : sweep.columns;
}

Table sweep_table(const Sweep& sweep) {
  const std::vector<std::string>& metrics = shown_metrics(sweep);
  const bool tells_stuck = somebody_got_stuck(sweep);
  std::vector<std::string> paths;
  for (const Variation& variation : sweep.variations) paths.push_back(variation.path);
  Table table{.title = joined_by_comma(paths)};
  for (const std::string& metric : metrics) table.columns.push_back({"", metric});
  if (tells_stuck) table.columns.push_back({"", "stuck"});
  for (const SweepPoint& point : sweep.points) {
    if (point.records.empty()) continue;  // interrupted before it
    Table::Row row{.name = joined_by_comma(point.values)};
    for (const std::string& metric : metrics) row.cells.push_back(estimate_cell(point, metric));
    if (tells_stuck) {
      row.cells.push_back(grouped(count_stuck(point)) + " of " + grouped(point.records.size()));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string what_was_swept(const Sweep& sweep) {
  std::size_t records = 0;
  std::size_t planned = 0;
  for (const SweepPoint& point : sweep.points) {
    records += point.records.size();
    planned += point.replications;
  }
  std::string sentence =
      counted(sweep.points.size(), "point") + ", " + counted(planned, "replication") + " in all";
  if (records < planned) sentence += "; stopped behind " + grouped(records) + " of them";
  return sentence + ".";
}

}  // namespace

std::string sweep_text(const Sweep& sweep, const Manifest& manifest, Paint paint) {
  std::string text;
  const std::string& title = sweep.scenario.title;
  if (!title.empty()) text += paint.heading(title) + "\n\n";
  text += what_was_swept(sweep) + "\n\n";
  for (const std::string& line : text_lines(sweep_table(sweep), paint.width)) {
    text += line + "\n";
  }
  text += "\n";
  for (const std::string& line : wrapped(how_to_read(sweep), paint.prose_width()))
    text += line + "\n";
  return text + "\nThe same again: " + manifest.repeat_command + "\n";
}

std::vector<Figure> sweep_figures(const Sweep& sweep) {
  std::vector<Figure> figures;
  std::size_t number = 0;
  for (const std::string& metric : shown_metrics(sweep)) {
    Figure figure = sweep_figure(sweep, metric);
    figure.name += "-" + std::to_string(++number);
    if (!figure.svg.empty()) figures.push_back(std::move(figure));
  }
  return figures;
}

std::string sweep_html(const Sweep& sweep, const Manifest& manifest) {
  const std::string& title = sweep.scenario.title;
  HtmlPage page(title.empty() ? "Sweep" : title, "sweep");
  page.add_verdict({what_was_swept(sweep)}, false);
  page.begin_section("pictures", "Against what was varied");
  for (const Figure& figure : sweep_figures(sweep)) page.add_figure(figure);
  page.begin_section("points", "Every point");
  page.add_table(sweep_table(sweep));
  page.add_paragraph(how_to_read(sweep), "note");
  return std::move(page).html({"The same again: " + manifest.repeat_command});
}

std::string sweep_markdown(const Sweep& sweep, const Manifest& manifest) {
  const std::string& title = sweep.scenario.title;
  std::string text = "# " + markdown_text(title.empty() ? "Sweep" : title) + "\n\n" +
                     markdown_text(what_was_swept(sweep)) + "\n\n";
  for (const std::string& line : markdown_lines(sweep_table(sweep))) text += line + "\n";
  return text + "\n" + markdown_text(how_to_read(sweep)) +
         "\n\nThe same again: " + markdown_code(manifest.repeat_command) + "\n";
}

}  // namespace ipcsim
