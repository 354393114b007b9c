#include "reports/html_report.hpp"

#include <vector>

#include "reports/finding_text.hpp"
#include "reports/html_page.hpp"
#include "reports/json_names.hpp"
#include "reports/metric_tables.hpp"
#include "reports/outcome_text.hpp"
#include "reports/run_figures.hpp"

namespace ipcsim {
namespace {

void add_expectations(HtmlPage& page, const Results& results) {
  const std::vector<ExpectationText> texts = expectation_texts(results);
  if (texts.empty() && results.notes.empty()) return;
  page.begin_section("expectations", texts.empty() ? "Notes" : "Expectations");
  for (const ExpectationText& it : texts) {
    page.add_list_item(name_of(it.verdict), mark_of(it.verdict),
                       it.outcome.empty() ? it.expected : it.expected + ": " + it.outcome);
  }
  for (const std::string& note : results.notes) page.add_paragraph("Note: " + note, "note");
}

void add_tables(HtmlPage& page, const Results& results) {
  page.begin_section("measured", "What was measured");
  page.add_paragraph(window_sentence(results));
  for (const Table& table :
       {mailbox_table(results), process_table(results), host_table(results), link_table(results)}) {
    if (!table.rows.empty()) page.add_table(table);
  }
  if (const std::string caption = group_caption(results); !caption.empty()) {
    page.add_paragraph(caption, "note");
  }
}

void add_figures(HtmlPage& page, const Results& results, const Recording* recording) {
  page.begin_section("pictures", "Pictures");
  if (recording == nullptr) {
    page.add_paragraph(
        "Results that were kept as a file have no course of the run in them: to see it, run the "
        "scenario again with -o FILE.html.",
        "note");
  }
  page.add_filters();
  for (const Figure& figure : run_figures(results, recording)) {
    if (figure.name != "wait-for") page.add_figure(figure);
  }
}

}  // namespace

std::string html_report(const Results& results, const Manifest& manifest,
                        const Recording* recording) {
  const std::string& title = results.scenario.title;
  HtmlPage page(title.empty() ? results.scenario.path : title, "run");
  const bool has_run = !results.replications.empty();
  const bool is_finding = has_run && !results.replications[results.leading].findings.empty();
  page.add_verdict(end_sentences(results), is_finding);
  if (is_finding) {
    page.begin_section("deadlock", "Why it came to this");
    page.add_lines(explained(results, results.replications[results.leading].findings));
    if (const Figure graph = wait_for_figure(results); !graph.svg.empty()) page.add_figure(graph);
  }
  add_expectations(page, results);
  if (has_run) {
    add_figures(page, results, recording);
    add_tables(page, results);
  }
  return std::move(page).html({repeat_sentence(results, manifest)});
}

}  // namespace ipcsim
