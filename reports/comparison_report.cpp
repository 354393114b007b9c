#include "reports/comparison_report.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "reports/check_names.hpp"
#include "reports/comparison_table.hpp"
#include "reports/conclusions.hpp"
#include "reports/csv.hpp"
#include "reports/html_page.hpp"
#include "reports/intervals_figure.hpp"
#include "reports/paragraph.hpp"
#include "reports/run_figures.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

std::string how_to_read(const VariantComparison& comparison) {
  return std::string(
             "Throughput, counts and cores are over all mailboxes and processes together, waits "
             "and latency over all messages. Means over replications, ± half the 95 % confidence "
             "interval. ") +
         (comparison.has_one_seed() ? "Every variant meets the same random numbers: a difference"
                                    : "A difference") +
         " is the mean of the differences replication by replication, and \"no significant "
         "difference\" says that its interval holds 0.";
}

constexpr const char* kHowToReadCheck =
    "check is what ipcsim check finds: whether some interleaving of the same scenario, whatever "
    "the "
    "timing, ends in a deadlock.";

std::size_t most_replications(const VariantComparison& comparison) {
  std::size_t most = 0;
  for (const ComparedVariant& variant : comparison.variants) {
    most = std::max(most, variant.results.replications.size());
  }
  return most;
}

std::string what_was_compared(const VariantComparison& comparison) {
  const std::string text = counted(comparison.variants.size(), "variant") + " over " +
                           counted(most_replications(comparison), "replication");
  if (most_replications(comparison) == 1) {
    return text + ": without intervals, a difference may be chance. --replications 10 would tell.";
  }
  return text + (comparison.has_one_seed() ? ", under common random numbers."
                                           : ", not all under the same seed.");
}

/// Why variants are missing, and what else a reader should know; a sentence each.
std::vector<std::string> remarks(const VariantComparison& comparison) {
  std::vector<std::string> all;
  for (const ComparedVariant& variant : comparison.variants) {
    if (variant.not_applicable) {
      all.push_back(variant.name + " is not applicable: " + *variant.not_applicable + ".");
    }
  }
  for (const std::string& note : comparison.notes) all.push_back("Note: " + note);
  const bool is_checked = std::any_of(comparison.variants.begin(), comparison.variants.end(),
                                      [](const ComparedVariant& it) { return it.check; });
  if (is_checked) all.emplace_back(kHowToReadCheck);
  return all;
}

/// Of no replication, but of all runs that there can be.
void add_check_rows(std::string& text, const ComparedVariant& variant) {
  if (!variant.check) return;
  const std::string begin = csv_field(variant.name) + ",,check.";
  text += begin + "verdict," + name_of(variant.check->verdict) + "\n";
  text += begin + "partial," + name_of(variant.check->partial) + "\n";
  if (variant.check->steps) text += begin + "steps," + std::to_string(*variant.check->steps) + "\n";
  text += begin + "states," + std::to_string(variant.check->states) + "\n";
}

void add_rows(std::string& text, const ComparedVariant& variant, std::size_t replication) {
  const std::string begin =
      csv_field(variant.name) + "," +
      std::to_string(variant.results.replications[replication].replication + 1) + ",";
  for (std::size_t t = 0; t < kTotals.size(); ++t) {
    text += begin + "total." + std::string(kTotals[t].name) + "," +
            csv_number(variant.results.totals[t].values[replication]) + "\n";
  }
  for (const MetricResult& metric : variant.results.metrics) {
    text += begin + csv_field(metric.path) + "," + csv_number(metric.values[replication]) + "\n";
  }
}

}  // namespace

std::string comparison_text(const VariantComparison& comparison, const Manifest& manifest,
                            Paint paint) {
  std::string text;
  const auto add_paragraph = [&](const std::string& paragraph, std::size_t indent = 0) {
    for (const std::string& line : wrapped(paragraph, paint.prose_width(), indent))
      text += line + "\n";
  };
  if (!comparison.title.empty()) text += paint.heading(comparison.title) + "\n\n";
  add_paragraph(what_was_compared(comparison));
  text += "\n";
  for (const std::string& line : text_lines(comparison_table(comparison), paint.width)) {
    text += line + "\n";
  }
  std::string conclusion;
  for (const std::string& sentence : conclusions(comparison)) {
    conclusion += (conclusion.empty() ? "" : " ") + sentence;
  }
  if (!conclusion.empty()) {
    text += "\n";
    add_paragraph(conclusion);
  }
  for (const std::string& remark : remarks(comparison)) {
    text += "\n";
    add_paragraph(remark, 2);
  }
  text += "\n";
  add_paragraph(how_to_read(comparison));
  return text + "\nThe same again: " + manifest.repeat_command + "\n";
}

std::vector<Figure> comparison_figures(const VariantComparison& comparison,
                                       const std::vector<RecordedVariant>& recorded) {
  std::vector<Figure> figures = {intervals_figure(comparison)};
  for (std::size_t i = 0; i < recorded.size(); ++i) {
    const Recording& recording = recorded[i].recording;
    if (recording.windows.empty()) continue;
    figures.push_back(
        timeline_figure({recording, recording.windows.front(), "-" + std::to_string(i + 1)}));
    figures.back().title = recorded[i].name;
  }
  return figures;
}

std::string comparison_html(const VariantComparison& comparison, const Manifest& manifest,
                            const std::vector<RecordedVariant>& recorded) {
  HtmlPage page(comparison.title.empty() ? "Comparison" : comparison.title, "comparison");
  std::vector<std::string> verdict = conclusions(comparison);
  verdict.insert(verdict.begin(), what_was_compared(comparison));
  page.add_verdict(verdict, false);
  page.begin_section("differences", "Side by side");
  page.add_table(comparison_table(comparison));
  for (const std::string& remark : remarks(comparison)) page.add_paragraph(remark, "note");
  page.add_paragraph(how_to_read(comparison), "note");
  const std::vector<Figure> figures = comparison_figures(comparison, recorded);
  page.add_figure(figures.front());
  if (!recorded.empty()) {
    page.begin_section("pictures", "The same stretch of each");
    page.add_filters();
  }
  for (std::size_t i = 1; i < figures.size(); ++i) page.add_figure(figures[i]);
  return std::move(page).html({"The same again: " + manifest.repeat_command});
}

std::string comparison_markdown(const VariantComparison& comparison, const Manifest& manifest) {
  std::string text =
      "# " + markdown_text(comparison.title.empty() ? "Comparison" : comparison.title) + "\n\n";
  text += markdown_text(what_was_compared(comparison)) + "\n\n";
  for (const std::string& line : markdown_lines(comparison_table(comparison))) text += line + "\n";
  text += "\n";
  for (const std::string& sentence : conclusions(comparison)) {
    text += "- " + markdown_text(sentence) + "\n";
  }
  for (const std::string& remark : remarks(comparison)) {
    text += "\n> " + markdown_text(remark) + "\n";
  }
  return text + "\n" + markdown_text(how_to_read(comparison)) +
         "\n\nThe same again: " + markdown_code(manifest.repeat_command) + "\n";
}

std::string comparison_csv(const VariantComparison& comparison) {
  std::string text = "variant,replication,metric,value\n";
  for (const ComparedVariant& variant : comparison.variants) {
    add_check_rows(text, variant);
    for (std::size_t i = 0; i < variant.results.replications.size(); ++i) {
      add_rows(text, variant, i);
    }
  }
  return text;
}

}  // namespace ipcsim
