#include "reports/check_series_report.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "reports/check_names.hpp"
#include "reports/csv.hpp"
#include "reports/format_value.hpp"
#include "reports/html_page.hpp"
#include "reports/paragraph.hpp"
#include "reports/table.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

/// Where there is a whole deadlock, nobody asks for parts.
std::string partial_cell(const CheckSummary& summary) {
  const bool is_asked =
      summary.verdict == CheckVerdict::free || summary.verdict == CheckVerdict::undecided;
  if (!is_asked) return kNoValue;
  if (summary.partial == PartialVerdict::none) return "none (proved)";
  return summary.partial == PartialVerdict::none_met ? "none met" : name_of(summary.partial);
}

Table table_of(const CheckSeries& series) {
  Table table{
      .title = series.varied,
      .columns = {{"", "verdict"}, {"", "steps"}, {"", "states"}, {"", "partial deadlock"}}};
  for (const CheckedVariant& variant : series.variants) {
    Table::Row row{.name = variant.name};
    if (const auto& summary = variant.summary) {
      row.cells = {verdict_cell(*summary), summary->steps ? grouped(*summary->steps) : kNoValue,
                   grouped(summary->states), partial_cell(*summary)};
    } else {
      row.cells = {"not valid", kNoValue, kNoValue, kNoValue};
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string first_word_of(const SmallestSafe& smallest, const CheckSeries& series) {
  const std::string first = series.variants.front().name;
  const std::string last = series.variants.back().name;
  if (smallest.answer) {
    const std::string value = series.variants[*smallest.answer].name;
    if (!smallest.is_undecided) {
      return "The smallest " + series.varied + " free of deadlock is " + value + ".";
    }
    return "A " + series.varied + " of " + value +
           " is free of deadlock; whether a smaller one is, too, is undecided.";
  }
  const std::string range = first == last ? first : "from " + first + " to " + last;
  if (smallest.is_undecided) {
    return "Undecided: no " + series.varied + " " + range + " is known to be free of deadlock.";
  }
  return "No " + series.varied + " " + range + " is free of deadlock.";
}

/// The answer, and what is known of the values above it.
std::vector<std::string> sentences_of(const CheckSeries& series) {
  std::vector<std::string> sentences;
  if (const auto& smallest = series.smallest; smallest && !series.variants.empty()) {
    sentences.push_back(first_word_of(*smallest, series));
    const std::string last = series.variants.back().name;
    if (smallest->next_fault) {
      sentences.push_back("A larger one is not: " + series.variants[*smallest->next_fault].name +
                          ". What is free of deadlock is not monotone.");
    } else if (smallest->answer && *smallest->answer + 1 < series.variants.size()) {
      const bool is_sure = std::none_of(
          series.variants.begin() + static_cast<std::ptrdiff_t>(*smallest->answer),
          series.variants.end(),
          [](const CheckedVariant& it) { return it.summary && is_undecided(*it.summary); });
      sentences.push_back(is_sure ? "Up to " + last + " no larger one has a deadlock."
                                  : "No larger one up to " + last + " is known to have one.");
    }
  }
  if (series.interrupted) sentences.emplace_back("Interrupted.");
  return sentences;
}

std::vector<std::string> remarks_of(const CheckSeries& series) {
  std::vector<std::string> remarks;
  for (const CheckedVariant& variant : series.variants) {
    if (!variant.summary)
      remarks.push_back(variant.name + " is not valid: " + variant.why_not + ".");
  }
  const auto bounded = std::find_if(series.variants.begin(), series.variants.end(),
                                    [](auto& it) { return it.summary && it.summary->bound; });
  if (bounded != series.variants.end()) {
    remarks.push_back("All of it up to " + counted(*bounded->summary->bound, "message") +
                      " where there is no other bound (--bound).");
  }
  return remarks;
}

}  // namespace

std::string verdict_cell(const CheckSummary& summary) {
  if (summary.verdict == CheckVerdict::undecided) {
    const bool is_limit = summary.end != SearchEnd::interrupted;
    return is_limit ? "undecided (" + name_of(summary.end) + ")" : name_of(summary.end);
  }
  if (summary.verdict != CheckVerdict::free) return name_of(summary.verdict);
  return summary.partial == PartialVerdict::found ? "partial deadlock" : "free of deadlock";
}

std::string check_series_text(const CheckSeries& series, const Manifest& manifest, Paint paint) {
  std::string text;
  const std::string& title = series.scenario.title;
  if (!title.empty()) text += paint.heading(title) + "\n\n";
  const std::vector<std::string> sentences = sentences_of(series);
  for (const std::string& sentence : sentences) {
    for (const std::string& line : wrapped(sentence, paint.prose_width())) text += line + "\n";
  }
  if (!sentences.empty()) text += "\n";
  for (const std::string& line : text_lines(table_of(series), paint.width)) text += line + "\n";
  for (const std::string& remark : remarks_of(series)) {
    text += "\n";
    for (const std::string& line : wrapped(remark, paint.prose_width())) text += line + "\n";
  }
  return text + "\nThe same again: " + manifest.repeat_command + "\n";
}

std::string check_series_markdown(const CheckSeries& series, const Manifest& manifest) {
  const std::string& title = series.scenario.title;
  std::string text = "# " + markdown_text(title.empty() ? series.scenario.path : title) + "\n\n";
  for (const std::string& sentence : sentences_of(series)) {
    text += "**" + markdown_text(sentence) + "**\n\n";
  }
  for (const std::string& line : markdown_lines(table_of(series))) text += line + "\n";
  for (const std::string& remark : remarks_of(series)) text += "\n" + markdown_text(remark) + "\n";
  return text + "\nThe same again: " + markdown_code(manifest.repeat_command) + "\n";
}

std::string check_series_html(const CheckSeries& series, const Manifest& manifest) {
  const std::string& title = series.scenario.title;
  HtmlPage page(title.empty() ? series.scenario.path : title, "check");
  const std::vector<std::string> sentences = sentences_of(series);
  const bool has_none = series.smallest && !series.smallest->answer;
  if (!sentences.empty()) page.add_verdict(sentences, has_none);
  page.begin_section("verdicts", "Verdicts");
  page.add_table(table_of(series));
  for (const std::string& remark : remarks_of(series)) page.add_paragraph(remark, "note");
  return std::move(page).html({"The same again: " + manifest.repeat_command});
}

std::string check_series_csv(const CheckSeries& series) {
  std::string text = csv_field(series.varied) + ",verdict,partial,end,steps,states,bound\n";
  const auto number = [](const auto& value) { return value ? std::to_string(*value) : ""; };
  for (const CheckedVariant& variant : series.variants) {
    text += csv_field(variant.name);
    if (const auto& summary = variant.summary) {
      text += "," + name_of(summary->verdict) + "," + name_of(summary->partial) + "," +
              name_of(summary->end) + "," + number(summary->steps) + "," +
              std::to_string(summary->states) + "," + number(summary->bound) + "\n";
    } else {
      text += ",not valid,,,,,\n";
    }
  }
  return text;
}

}  // namespace ipcsim
