#include <utility>
#include <vector>

#include "reports/check_facts.hpp"
#include "reports/check_report.hpp"
#include "reports/check_sentences.hpp"
#include "reports/outcome_text.hpp"
#include "reports/paragraph.hpp"
#include "reports/schedule_text.hpp"
#include "reports/table.hpp"

namespace ipcsim {
namespace {

class CheckText {
 public:
  CheckText(const Scenario& scenario, Paint paint) : scenario_(scenario), paint_(paint) {
    if (!scenario.title.empty()) text_ += paint_.heading(scenario.title) + "\n";
  }

  void add_verdict(const std::string& sentence, bool is_finding) {
    begin_section();
    for (const std::string& line : wrapped(sentence, paint_.prose_width())) {
      text_ += (is_finding ? paint_.bad(line) : paint_.heading(line)) + "\n";
    }
  }

  void add_expectation(Verdict verdict) {
    const auto& expected = scenario_.expect.check;
    if (!expected) return;
    begin_section();
    const std::string mark = mark_of(verdict);
    text_ += paint_.heading("Expectations") + "\n  ";
    text_ += verdict == Verdict::met      ? paint_.good(mark)
             : verdict == Verdict::failed ? paint_.bad(mark)
                                          : paint_.doubtful(mark);
    text_ += " check: " + name_of(*expected) + "\n";
  }

  void add_facts(const FactsText& facts) {
    if (facts.is_empty()) return;
    std::vector<std::string> lines;
    for (const std::string& line : wrapped(facts.heading, paint_.prose_width())) {
      lines.push_back(paint_.heading(line));
    }
    if (!facts.table.rows.empty()) {
      lines.emplace_back();
      for (const std::string& line : text_lines(facts.table, paint_.width)) lines.push_back(line);
    }
    if (!facts.never_received.empty()) {
      for (const std::string& line : wrapped(facts.never_received, paint_.prose_width())) {
        lines.push_back(line);
      }
    }
    if (!facts.unused.empty()) lines.emplace_back("Never carried out:");
    for (const std::string& statement : facts.unused) lines.push_back("  " + statement);
    add_lines(lines);
  }

  void add_lines(const std::vector<std::string>& lines) {
    begin_section();
    for (const std::string& line : fitted_lines(lines, paint_.width)) text_ += line + "\n";
  }

  std::string text() && { return std::move(text_); }

 private:
  void begin_section() {
    if (!text_.empty()) text_ += "\n";
  }

  const Scenario& scenario_;
  Paint paint_;
  std::string text_;
};

}  // namespace

std::string check_text(const CheckOutcome& outcome, Paint paint) {
  const CheckResult& result = outcome.result;
  CheckText text(*outcome.scenario, paint);
  const auto add_schedule = [&](const Schedule& schedule) {
    text.add_lines(schedule_and_explanation(*outcome.scenario, *outcome.program, schedule, false,
                                            paint.prose_width()));
  };
  text.add_verdict(deadlock_sentence(result), result.schedule.has_value());
  if (result.schedule) add_schedule(*result.schedule);
  if (!result.schedule || result.partial == PartialVerdict::none) {
    text.add_verdict(partial_sentence(result), result.partial_schedule.has_value());
    if (result.partial_schedule) add_schedule(*result.partial_schedule);
  }
  if (tells_facts(result)) text.add_facts(facts_text(outcome));
  text.add_expectation(verdict_on(outcome));
  text.add_lines({figures_sentence(result.progress)});
  return std::move(text).text();
}

std::string replay_text(const ReplayOutcome& outcome, Paint paint) {
  CheckText text(*outcome.scenario, paint);
  text.add_verdict(replay_sentence(outcome.schedule), true);
  constexpr bool kWhole = true;
  text.add_lines(schedule_and_explanation(*outcome.scenario, *outcome.program, outcome.schedule,
                                          kWhole, paint.prose_width()));
  text.add_expectation(verdict_on(outcome));
  return std::move(text).text();
}

}  // namespace ipcsim
