#include "reports/text_report.hpp"

#include <algorithm>
#include <vector>

#include "reports/finding_text.hpp"
#include "reports/metric_tables.hpp"
#include "reports/outcome_text.hpp"
#include "reports/paragraph.hpp"
#include "sim/base/display_width.hpp"

namespace ipcsim {
namespace {

constexpr std::size_t kWidestExpectation = 60;  // columns up to what came of it

class TextReport {
 public:
  TextReport(const Results& results, const Manifest& manifest, Paint paint)
      : results_(results), manifest_(manifest), paint_(paint) {}

  std::string text() && {
    add_title();
    add_end();
    add_expectations();
    for (const std::string& note : results_.notes) {
      begin_section();
      add_paragraph("Note: " + note, 2);
    }
    if (!results_.replications.empty()) add_figures();
    begin_section();
    text_ += repeat_sentence(results_, manifest_) + "\n";  // not wrapped: it is to be copied
    return std::move(text_);
  }

 private:
  void begin_section() {
    if (!text_.empty()) text_ += "\n";
  }

  void add_paragraph(const std::string& paragraph, std::size_t indent = 0) {
    for (const std::string& line : wrapped(paragraph, paint_.prose_width(), indent))
      text_ += line + "\n";
  }

  void add_title() {
    const std::string& title = results_.scenario.title;
    if (!title.empty()) text_ += paint_.heading(title) + "\n";
  }

  void add_end() {
    begin_section();
    const bool is_finding =
        !results_.replications.empty() && !results_.replications[results_.leading].findings.empty();
    for (const std::string& sentence : end_sentences(results_)) {
      for (const std::string& line : wrapped(sentence, paint_.prose_width())) {
        text_ += (is_finding ? paint_.bad(line) : paint_.heading(line)) + "\n";
      }
    }
    if (!is_finding) return;
    begin_section();
    for (const std::string& line : explained(
             results_, results_.replications[results_.leading].findings, paint_.prose_width())) {
      text_ += line + "\n";
    }
  }

  void add_expectations() {
    const std::vector<ExpectationText> texts = expectation_texts(results_);
    if (texts.empty()) return;
    begin_section();
    text_ += paint_.heading("Expectations") + "\n";
    std::size_t width = 0;
    for (const ExpectationText& text : texts) {
      width = std::max(width, std::min(kWidestExpectation, display_width(text.expected)));
    }
    for (const ExpectationText& text : texts) {
      text_ += "  " + painted_mark(text.verdict, paint_) + " ";
      const std::string line = padded_right(text.expected, width) + "  " + text.outcome;
      if (text.outcome.empty()) {
        text_ += text.expected + "\n";
      } else if (display_width(line) + 4 <= paint_.prose_width()) {
        text_ += line + "\n";
      } else {
        text_ += text.expected + "\n";
        add_paragraph("      " + text.outcome, 6);
      }
    }
  }

  void add_figures() {
    for (const Table& table : {mailbox_table(results_), process_table(results_),
                               host_table(results_), link_table(results_)}) {
      if (table.rows.empty()) continue;
      begin_section();
      for (const std::string& line : text_lines(table, paint_.width)) text_ += line + "\n";
    }
    begin_section();
    add_paragraph(window_sentence(results_));
    if (const std::string caption = group_caption(results_); !caption.empty()) {
      add_paragraph(caption);
    }
  }

  const Results& results_;
  const Manifest& manifest_;
  Paint paint_;
  std::string text_;
};

}  // namespace

std::string text_report(const Results& results, const Manifest& manifest, Paint paint) {
  return TextReport(results, manifest, paint).text();
}

}  // namespace ipcsim
