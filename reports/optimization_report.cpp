#include "reports/optimization_report.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "reports/csv.hpp"
#include "reports/format_value.hpp"
#include "reports/html_page.hpp"
#include "reports/json_names.hpp"
#include "reports/outcome_text.hpp"
#include "reports/paragraph.hpp"
#include "reports/table.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr const char* kHowToRead =
    "✓ holds and ✗ does not, by the whole 95 % confidence interval; ? is undecided: the interval "
    "straddles the bound, or is missing, though no more replications were allowed. Values are "
    "tried one by one, "
    "since what holds for one need not hold for the next.";

/// "mailboxes.buffer.wait.p99 < 5ms".
std::string text_of(const ExpectationResult& condition) {
  return condition.unit ? condition.subject + " " + condition.condition
                        : condition.subject + ": " + condition.condition;
}

/// Those of any value that was tried. All have the same, but that a deadlock nobody asked about is
/// told only where there is one.
std::vector<std::string> all_conditions(const Optimization& optimization) {
  std::vector<std::string> all;
  const auto add = [&](const TriedValue& tried) {
    for (const ExpectationResult& condition : tried.conditions) {
      const std::string text = text_of(condition);
      if (std::find(all.begin(), all.end(), text) == all.end()) all.push_back(text);
    }
  };
  for (const TriedValue& tried : optimization.tried) add(tried);
  if (optimization.beyond) add(*optimization.beyond);
  return all;
}

std::string cell_of(const TriedValue& tried, const std::string& condition) {
  for (const ExpectationResult& it : tried.conditions) {
    if (text_of(it) != condition) continue;
    const std::string measured =
        it.unit && it.measured.mean ? format_estimate(it.measured, *it.unit) : it.explanation;
    return mark_of(it.verdict) + (measured.empty() ? "" : " " + measured);
  }
  return mark_of(Verdict::met);
}

Table table_of(const Optimization& optimization) {
  Table table{.title = optimization.path, .columns = {{"", "replications"}}};
  const std::vector<std::string> conditions = all_conditions(optimization);
  for (const std::string& condition : conditions) table.columns.push_back({"", condition});
  const auto add = [&](const TriedValue& tried, const std::string& name) {
    Table::Row row{.name = name, .cells = {grouped(tried.replications)}};
    for (const std::string& condition : conditions) row.cells.push_back(cell_of(tried, condition));
    table.rows.push_back(std::move(row));
  };
  for (const TriedValue& tried : optimization.tried) add(tried, tried.value);
  if (optimization.beyond) add(*optimization.beyond, optimization.beyond->value + " (beyond)");
  return table;
}

std::vector<std::string> undecided_values(const Optimization& optimization) {
  std::vector<std::string> values;
  for (const TriedValue& tried : optimization.tried) {
    if (tried.verdict == Verdict::undecided) values.push_back(tried.value);
  }
  return values;
}

std::string answer_sentence(const Optimization& optimization) {
  const std::string which = (optimization.smallest ? "smallest " : "largest ") + optimization.path;
  const auto answer = [&] { return optimization.tried[*optimization.answer].value; };
  switch (optimization.end) {
    case OptimizationEnd::found:
      return "The " + which + " is " + answer() + ".";
    case OptimizationEnd::at_best:
      return "The " + which + " cannot be decided at this precision: " + answer() +
             " holds for sure, " + joined_names(undecided_values(optimization)) + " may.";
    case OptimizationEnd::none:
      return "There is no such " + optimization.path + " among the " +
             counted(optimization.tried.size(), "value") + " tried.";
    case OptimizationEnd::undecided:
      return "The " + which + " cannot be decided at this precision: no value holds for sure, " +
             joined_names(undecided_values(optimization)) + " may.";
    case OptimizationEnd::interrupted:
      return "Interrupted before the " + which + " was found.";
  }
  return {};
}

/// What the value just beyond the answer shows.
std::string beyond_sentence(const Optimization& optimization) {
  if (!optimization.beyond) return {};
  const std::string value = optimization.beyond->value;
  switch (optimization.beyond->verdict) {
    case Verdict::met:
      return "The next one, " + value + ", holds as well.";
    case Verdict::failed:
      return "The next one, " + value + ", does not hold: what holds is not monotone.";
    case Verdict::undecided:
      return "The next one, " + value + ", is not decided.";
  }
  return {};
}

std::vector<std::string> sentences_of(const Optimization& optimization) {
  std::vector<std::string> sentences = {answer_sentence(optimization)};
  if (std::string beyond = beyond_sentence(optimization); !beyond.empty()) {
    sentences.push_back(std::move(beyond));
  }
  const bool wants_precision = optimization.end == OptimizationEnd::at_best ||
                               optimization.end == OptimizationEnd::undecided;
  if (wants_precision) sentences.emplace_back("A larger --max-replications may decide it.");
  return sentences;
}

void add_csv_rows(std::string& text, const TriedValue& tried, bool beyond) {
  for (const ExpectationResult& condition : tried.conditions) {
    text += csv_field(tried.value) + (beyond ? ",1," : ",0,") + std::to_string(tried.replications) +
            "," + csv_field(text_of(condition)) + "," + std::string(name_of(condition.verdict)) +
            "," + csv_number(condition.measured.mean) + "," +
            csv_number(condition.measured.half_width) + "\n";
  }
}

}  // namespace

std::string optimization_text(const Optimization& optimization, const Manifest& manifest,
                              Paint paint) {
  std::string text;
  const std::string& title = optimization.scenario.title;
  if (!title.empty()) text += paint.heading(title) + "\n\n";
  for (const std::string& sentence : sentences_of(optimization)) {
    for (const std::string& line : wrapped(sentence, paint.prose_width())) text += line + "\n";
  }
  text += "\n";
  for (const std::string& line : text_lines(table_of(optimization), paint.width)) {
    text += line + "\n";
  }
  text += "\n";
  for (const std::string& line : wrapped(kHowToRead, paint.prose_width())) text += line + "\n";
  return text + "\nThe same again: " + manifest.repeat_command + "\n";
}

std::string optimization_html(const Optimization& optimization, const Manifest& manifest) {
  const std::string& title = optimization.scenario.title;
  HtmlPage page(title.empty() ? "Optimization" : title, "optimization");
  page.add_verdict(sentences_of(optimization), false);
  page.begin_section("values", "Values that were tried");
  page.add_table(table_of(optimization));
  page.add_paragraph(kHowToRead, "note");
  return std::move(page).html({"The same again: " + manifest.repeat_command});
}

std::string optimization_markdown(const Optimization& optimization, const Manifest& manifest) {
  const std::string& title = optimization.scenario.title;
  std::string text = "# " + markdown_text(title.empty() ? "Optimization" : title) + "\n\n";
  for (const std::string& sentence : sentences_of(optimization)) {
    text += "**" + markdown_text(sentence) + "**\n\n";
  }
  for (const std::string& line : markdown_lines(table_of(optimization))) text += line + "\n";
  return text + "\n" + markdown_text(kHowToRead) +
         "\n\nThe same again: " + markdown_code(manifest.repeat_command) + "\n";
}

std::string optimization_csv(const Optimization& optimization) {
  std::string text = "value,beyond,replications,condition,verdict,mean,half_width\n";
  for (const TriedValue& tried : optimization.tried) add_csv_rows(text, tried, false);
  if (optimization.beyond) add_csv_rows(text, *optimization.beyond, true);
  return text;
}

}  // namespace ipcsim
