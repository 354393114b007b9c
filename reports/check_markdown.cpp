#include <string>

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
  if (const auto& expected = scenario.expect.check) {
    text += "## Expectations\n\n- " + mark_of(verdict_on(outcome)) + " " +
            markdown_code("check: " + name_of(*expected)) + "\n\n";
  }
  text += markdown_text(figures_sentence(result.progress)) + "\n\n";
  return text + "The same again: " + markdown_code(manifest.repeat_command) + "\n";
}

}  // namespace ipcsim
