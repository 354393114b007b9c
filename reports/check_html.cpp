#include <utility>
#include <vector>

#include "reports/check_facts.hpp"
#include "reports/check_report.hpp"
#include "reports/check_sentences.hpp"
#include "reports/finding_text.hpp"
#include "reports/html_page.hpp"
#include "reports/json_names.hpp"
#include "reports/outcome_text.hpp"
#include "reports/run_figures.hpp"
#include "reports/schedule_figure.hpp"
#include "reports/schedule_text.hpp"

namespace ipcsim {
namespace {

/// As if a run had ended so.
Results results_of_end(const CheckOutcome& outcome, const Schedule& schedule) {
  Results results = results_for_texts(*outcome.scenario, *outcome.program);
  results.replications.push_back({.findings = reported(*outcome.program, schedule.findings)});
  return results;
}

void add_schedule(HtmlPage& page, const CheckOutcome& outcome, const Schedule& schedule) {
  page.begin_section("schedule", "The way there");
  if (schedule.steps_to_no_return == 0 && !schedule.steps.empty()) {
    page.add_paragraph("Every way from the beginning ends so.");
  }
  const std::vector<Figure> figures = check_figures(outcome);
  page.add_figure(figures.front());
  page.begin_section("deadlock", "Why it came to this");
  const Results results = results_of_end(outcome, schedule);
  page.add_lines(explained(results, results.replications.front().findings));
  for (std::size_t i = 1; i < figures.size(); ++i) page.add_figure(figures[i]);
}

void add_facts(HtmlPage& page, const FactsText& facts) {
  if (facts.is_empty()) return;
  page.begin_section("facts", facts.heading);
  if (!facts.table.rows.empty()) page.add_table(facts.table);
  if (!facts.never_received.empty()) page.add_paragraph(facts.never_received);
  if (facts.unused.empty()) return;
  page.add_paragraph("Never carried out:");
  page.add_lines(facts.unused);
}

}  // namespace

std::vector<Figure> check_figures(const CheckOutcome& outcome) {
  const Schedule* const schedule = outcome.result.told();
  if (schedule == nullptr) return {};
  std::vector<Figure> figures = {schedule_figure(*outcome.scenario, *outcome.program, *schedule)};
  if (Figure graph = wait_for_figure(results_of_end(outcome, *schedule)); !graph.svg.empty()) {
    figures.push_back(std::move(graph));
  }
  return figures;
}

std::string check_html(const CheckOutcome& outcome, const Manifest& manifest) {
  const CheckResult& result = outcome.result;
  const std::string& title = outcome.scenario->title;
  HtmlPage page(title.empty() ? outcome.program->symbols.file : title, "check");
  std::vector<std::string> sentences = {deadlock_sentence(result)};
  if (!result.schedule || result.partial == PartialVerdict::none) {
    sentences.push_back(partial_sentence(result));
  }
  const Schedule* const schedule = result.told();
  page.add_verdict(sentences, schedule != nullptr);
  if (const auto& expected = outcome.scenario->expect.check) {
    const Verdict verdict = verdict_on(outcome);
    page.begin_section("expectations", "Expectations");
    page.add_list_item(name_of(verdict), mark_of(verdict), "check: " + name_of(*expected));
  }
  if (schedule != nullptr) add_schedule(page, outcome, *schedule);
  if (tells_facts(result)) add_facts(page, facts_text(outcome));
  return std::move(page).html(
      {figures_sentence(result.progress), "The same again: " + manifest.repeat_command});
}

}  // namespace ipcsim
