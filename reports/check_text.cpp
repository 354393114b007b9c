#include "reports/check_text.hpp"

#include <utility>
#include <vector>

#include "reports/finding_text.hpp"
#include "reports/outcome_text.hpp"
#include "reports/paragraph.hpp"
#include "reports/schedule_text.hpp"
#include "sim/base/check.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

/// What the texts of findings ask for.
Results as_results(const CheckOutcome& outcome) {
  Results results;
  results.scenario = summary_of(*outcome.scenario, *outcome.program);
  return results;
}

/// " up to 8 messages in each unbounded mailbox and under way", where that left something out.
std::string bound_text(const CheckResult& result) {
  if (!result.was_cut) return {};
  return " up to " + counted(result.bound, "message") + " where there is no other bound (--bound)";
}

std::string limit_text(const CheckResult& result) {
  switch (result.end) {
    case SearchEnd::state_limit:
      return "the limit of states was reached (--max-states)";
    case SearchEnd::memory_limit:
      return "the limit of memory was reached (--max-memory)";
    case SearchEnd::time_limit:
      return "the limit of time was reached (--max-time)";
    case SearchEnd::interrupted:
      return "interrupted";
    case SearchEnd::too_large:
      return "a single process has more than 2^63 states of its own";
    case SearchEnd::complete:
    case SearchEnd::found:
      break;
  }
  fail_check("a search that came to its end was not limited");
}

/// "2 steps lead into it, and no fewer."
std::string length_text(const Schedule& schedule) {
  const std::size_t steps = schedule.steps.size();
  if (steps == 0) return "it is there from the beginning.";
  return counted(steps, "step") + (steps == 1 ? " leads" : " lead") + " into it, and no fewer.";
}

std::string deadlock_sentence(const CheckResult& result) {
  switch (result.verdict) {
    case CheckVerdict::free:
      return "Free of deadlock" + bound_text(result) + ", whatever the timing: proved, " +
             counted(result.progress.states, "state") + ".";
    case CheckVerdict::deadlock:
      return "Deadlock under some timing: " + length_text(*result.schedule);
    case CheckVerdict::livelock:
      return "Livelock under some timing: " + length_text(*result.schedule);
    case CheckVerdict::program_error:
      return "Program error under some timing: " + length_text(*result.schedule);
    case CheckVerdict::undecided:
      break;
  }
  std::string text = "Undecided: " + limit_text(result) + ".";
  if (result.end == SearchEnd::too_large) return text;
  return text + " No deadlock within " + counted(result.progress.depth, "step") +
         " from the beginning" + bound_text(result) + "; " +
         counted(result.progress.states, "state") + " seen.";
}

std::string partial_sentence(const CheckResult& result) {
  switch (result.partial) {
    case PartialVerdict::none:
      return "Free of partial deadlock" + bound_text(result) + ": proved.";
    case PartialVerdict::none_met:
      return "Partial deadlock: none met (not proved; --partial does).";
    case PartialVerdict::undecided:
      return "Partial deadlock: undecided, none met.";
    case PartialVerdict::found:
      break;
  }
  const std::size_t steps = result.partial_schedule->steps.size();
  return "Partial deadlock under some timing: after " + counted(steps, "step") +
         " some processes can never go on, while others do.";
}

class CheckText {
 public:
  CheckText(const CheckOutcome& outcome, Paint paint)
      : outcome_(outcome), results_(as_results(outcome)), paint_(paint) {}

  std::string text() && {
    const std::string& title = outcome_.scenario->title;
    if (!title.empty()) text_ += paint_.heading(title) + "\n";
    const CheckResult& result = outcome_.result;
    add_verdict(deadlock_sentence(result), result.schedule.has_value());
    if (result.schedule) add_schedule(*result.schedule);
    if (!result.schedule || result.partial == PartialVerdict::none) {
      add_verdict(partial_sentence(result), result.partial_schedule.has_value());
      if (result.partial_schedule) add_schedule(*result.partial_schedule);
    }
    add_expectation();
    add_figures();
    return std::move(text_);
  }

 private:
  void begin_section() {
    if (!text_.empty()) text_ += "\n";
  }

  void add_verdict(const std::string& sentence, bool is_finding) {
    begin_section();
    for (const std::string& line : wrapped(sentence, kReportWidth)) {
      text_ += (is_finding ? paint_.bad(line) : paint_.heading(line)) + "\n";
    }
  }

  void add_schedule(const Schedule& schedule) {
    if (!schedule.steps.empty()) begin_section();
    for (const std::string& line : schedule_lines(*outcome_.program, schedule)) {
      text_ += line + "\n";
    }
    if (schedule.steps_to_no_return == 0 && !schedule.steps.empty()) {
      text_ += "  Every way from the beginning ends so.\n";
    }
    begin_section();
    for (const std::string& line :
         explained(results_, reported(*outcome_.program, schedule.findings))) {
      text_ += line + "\n";
    }
  }

  void add_expectation() {
    const auto& expected = outcome_.scenario->expect.check;
    if (!expected) return;
    const Verdict verdict = verdict_on(outcome_);
    begin_section();
    const std::string mark = mark_of(verdict);
    text_ += paint_.heading("Expectations") + "\n  ";
    text_ += verdict == Verdict::met      ? paint_.good(mark)
             : verdict == Verdict::failed ? paint_.bad(mark)
                                          : paint_.doubtful(mark);
    text_ += " check: " + name_of(*expected) + "\n";
  }

  void add_figures() {
    const SearchProgress& progress = outcome_.result.progress;
    begin_section();
    text_ += counted(progress.states, "state") + ", " + counted(progress.steps, "step") +
             " between them, " + grouped((progress.bytes + 999'999) / 1'000'000) + " MB.\n";
  }

  const CheckOutcome& outcome_;
  Results results_;
  Paint paint_;
  std::string text_;
};

std::string found_clause(const CheckOutcome& outcome, const std::string& what,
                         const Schedule& schedule) {
  std::string clause = what + " after " + counted(schedule.steps.size(), "step");
  if (schedule.findings.empty()) return clause;
  return clause + ": " +
         finding_headline(as_results(outcome),
                          reported(*outcome.program, schedule.findings.front()));
}

}  // namespace

std::string check_text(const CheckOutcome& outcome, Paint paint) {
  return CheckText(outcome, paint).text();
}

std::string check_clause(const CheckOutcome& outcome) {
  const CheckResult& result = outcome.result;
  switch (result.verdict) {
    case CheckVerdict::deadlock:
      return found_clause(outcome, "deadlock", *result.schedule);
    case CheckVerdict::livelock:
      return found_clause(outcome, "livelock", *result.schedule);
    case CheckVerdict::program_error:
      return found_clause(outcome, "program error", *result.schedule);
    case CheckVerdict::free:
    case CheckVerdict::undecided:
      break;
  }
  std::string clause = "free of deadlock" + bound_text(result) + " (proved, " +
                       counted(result.progress.states, "state") + ")";
  if (result.verdict == CheckVerdict::undecided) {
    clause = "undecided: " + limit_text(result) + ", " + counted(result.progress.states, "state");
  }
  if (!result.partial_schedule) return clause;
  return clause + "; " + found_clause(outcome, "partial deadlock", *result.partial_schedule);
}

}  // namespace ipcsim
