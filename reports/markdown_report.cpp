#include "reports/markdown_report.hpp"

#include <vector>

#include "reports/finding_text.hpp"
#include "reports/metric_tables.hpp"
#include "reports/outcome_text.hpp"

namespace ipcsim {
namespace {

void add_end(std::string& text, const Results& results) {
  for (const std::string& sentence : end_sentences(results)) {
    text += "**" + markdown_text(sentence) + "**\n\n";
  }
  if (results.replications.empty()) return;
  const ReplicationEnd& leading = results.replications[results.leading];
  if (leading.findings.empty()) return;
  text += "~~~text\n";
  for (const std::string& line : explained(results, leading.findings)) text += line + "\n";
  text += "~~~\n\n";
}

void add_expectations(std::string& text, const Results& results) {
  const std::vector<ExpectationText> expectations = expectation_texts(results);
  if (expectations.empty()) return;
  text += "## Expectations\n\n";
  for (const ExpectationText& expectation : expectations) {
    text += "- " + mark_of(expectation.verdict) + " " + markdown_code(expectation.expected);
    if (!expectation.outcome.empty()) text += ": " + markdown_text(expectation.outcome);
    text += "\n";
  }
  text += "\n";
}

void add_table(std::string& text, const std::string& heading, const Table& table) {
  if (table.rows.empty()) return;
  text += "## " + heading + "\n\n";
  for (const std::string& line : markdown_lines(table)) text += line + "\n";
  text += "\n";
}

void add_figures(std::string& text, const Results& results) {
  add_table(text, "Mailboxes", mailbox_table(results));
  add_table(text, "Processes", process_table(results));
  add_table(text, "Hosts", host_table(results));
  add_table(text, "Links", link_table(results));
  text += markdown_text(window_sentence(results)) + "\n";
  if (const std::string caption = group_caption(results); !caption.empty()) {
    text += markdown_text(caption) + "\n";
  }
  text += "\n";
}

}  // namespace

std::string markdown_report(const Results& results, const Manifest& manifest) {
  const std::string& title = results.scenario.title;
  std::string text = "# " + markdown_text(title.empty() ? results.scenario.path : title) + "\n\n";
  add_end(text, results);
  add_expectations(text, results);
  for (const std::string& note : results.notes) text += "> " + markdown_text(note) + "\n\n";
  if (!results.replications.empty()) add_figures(text, results);
  text += "Seed " + std::to_string(results.scenario.seed) +
          ". The same again: " + markdown_code(manifest.repeat_command) + "\n";
  return text;
}

}  // namespace ipcsim
