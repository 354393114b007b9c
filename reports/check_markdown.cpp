#include <string>

#include "reports/check_facts.hpp"
#include "reports/check_report.hpp"
#include "reports/check_sentences.hpp"
#include "reports/outcome_text.hpp"
#include "reports/schedule_text.hpp"
#include "reports/table.hpp"

namespace ipcsim {
namespace {

void add_schedule(std::string& text, const CheckOutcome& outcome, const Schedule& schedule) {
  text += "~~~text\n";
  for (const std::string& line :
       schedule_and_explanation(*outcome.scenario, *outcome.program, schedule)) {
    text += line + "\n";
  }
  text += "~~~\n\n";
}

void add_facts(std::string& text, const FactsText& facts) {
  if (facts.is_empty()) return;
  text += "## " + markdown_text(facts.heading) + "\n\n";
  if (!facts.table.rows.empty()) {
    for (const std::string& line : markdown_lines(facts.table)) text += line + "\n";
    text += "\n";
  }
  if (!facts.never_received.empty()) text += markdown_text(facts.never_received) + "\n\n";
  if (facts.unused.empty()) return;
  text += "Never carried out:\n\n";
  for (const std::string& statement : facts.unused) text += "- " + markdown_text(statement) + "\n";
  text += "\n";
}

}  // namespace

std::string check_markdown(const CheckOutcome& outcome, const Manifest& manifest) {
  const CheckResult& result = outcome.result;
  const Scenario& scenario = *outcome.scenario;
  std::string text =
      "# " +
      markdown_text(scenario.title.empty() ? outcome.program->symbols.file : scenario.title) +
      "\n\n";
  text += "**" + markdown_text(deadlock_sentence(result)) + "**\n\n";
  if (result.schedule) add_schedule(text, outcome, *result.schedule);
  if (!result.schedule || result.partial == PartialVerdict::none) {
    text += "**" + markdown_text(partial_sentence(result)) + "**\n\n";
    if (result.partial_schedule) add_schedule(text, outcome, *result.partial_schedule);
  }
  if (tells_facts(result)) add_facts(text, facts_text(outcome));
  if (const auto& expected = scenario.expect.check) {
    text += "## Expectations\n\n- " + mark_of(verdict_on(outcome)) + " " +
            markdown_code("check: " + name_of(*expected)) + "\n\n";
  }
  text += markdown_text(figures_sentence(result.progress)) + "\n\n";
  return text + "The same again: " + markdown_code(manifest.repeat_command) + "\n";
}

}  // namespace ipcsim
