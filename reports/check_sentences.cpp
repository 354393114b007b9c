#include "reports/check_sentences.hpp"

#include "reports/check_names.hpp"
#include "reports/finding_text.hpp"
#include "reports/paragraph.hpp"
#include "reports/schedule_text.hpp"
#include "sim/base/check.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

std::string limit_text(SearchEnd end) {
  switch (end) {
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

std::string found_clause(const CheckOutcome& outcome, const std::string& what,
                         const Schedule& schedule) {
  std::string clause = what + " after " + counted(schedule.steps.size(), "step");
  if (schedule.findings.empty()) return clause;
  return clause + ": " +
         finding_headline(results_for_texts(*outcome.scenario, *outcome.program),
                          reported(*outcome.program, schedule.findings.front()));
}

}  // namespace

std::string bound_text(const CheckResult& result) {
  if (!result.was_cut) return {};
  return " up to " + counted(result.bound, "message") + " where there is no other bound (--bound)";
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
  std::string text = "Undecided: " + limit_text(result.end) + ".";
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
      if (result.partial_end == SearchEnd::complete)
        return "Partial deadlock: undecided, none met.";
      return "Partial deadlock: undecided: " + limit_text(result.partial_end) + ". None met in " +
             counted(result.partial_progress.states, "state") + ".";
    case PartialVerdict::found:
      break;
  }
  const std::size_t steps = result.partial_schedule->steps.size();
  return "Partial deadlock under some timing: after " + counted(steps, "step") +
         " some processes can never go on, while others do.";
}

std::string figures_sentence(const SearchProgress& progress) {
  return counted(progress.states, "state") + ", " + counted(progress.steps, "step") +
         " between them, " + grouped((progress.bytes + 999'999) / 1'000'000) + " MB.";
}

std::string replay_sentence(const Schedule& schedule) {
  const std::size_t steps = schedule.steps.size();
  const std::string end = capitalized(name_of(schedule.end));
  if (steps == 0) return end + ": it is there from the beginning.";
  const std::string of_schedule = steps == 1 ? "the one step of the schedule"
                                             : "the " + grouped(steps) + " steps of the schedule";
  if (schedule.end == ScheduleEnd::partial_deadlock) {
    return end + ": after " + of_schedule + " some processes can never go on, while others do.";
  }
  return end + ": " + of_schedule + (steps == 1 ? " leads into it." : " lead into it.");
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
    clause =
        "undecided: " + limit_text(result.end) + ", " + counted(result.progress.states, "state");
  }
  if (!result.partial_schedule) return clause;
  return clause + "; " + found_clause(outcome, "partial deadlock", *result.partial_schedule);
}

}  // namespace ipcsim
