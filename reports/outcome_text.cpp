#include "reports/outcome_text.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "reports/finding_text.hpp"
#include "reports/format_value.hpp"
#include "reports/paragraph.hpp"
#include "sim/base/check.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

bool has_service(const ScenarioSummary& scenario) {
  return std::any_of(scenario.processes.begin(), scenario.processes.end(),
                     [](const ProcessSummary& process) { return process.service; });
}

std::string message_limit_text(const ScenarioSummary& scenario) {
  const auto& limit = scenario.message_limit;
  if (!limit) return {};
  return counted(limit->messages, "message") + " received from " + limit->mailbox;
}

bool is_zero_time_loop(const ReplicationEnd& end) {
  return !end.findings.empty() && end.findings.front().cause == FindingCause::zero_time_loop;
}

/// What a run that ended in a finding came to: "nothing can ever happen again since 1 ms".
std::string finding_clause(const ReplicationEnd& end) {
  if (end.reason == EndReason::deadlock) {
    return "nothing can ever happen again since " + format_exactly(end.end);
  }
  if (end.reason == EndReason::program_error) {
    return "the simulation cannot go on at " + format_exactly(end.end) + " of virtual time";
  }
  if (is_zero_time_loop(end)) {
    return "steps are made for ever at " + format_exactly(end.end) + ", and no time passes";
  }
  Instant since;
  for (const ReportedFinding& finding : end.findings) since = std::max(since, finding.since);
  return "since " + format_exactly(since) + " nothing happens any more but looks that find nothing";
}

/// Those who can never go on in a run that otherwise could.
struct PartlyStuck {
  FindingKind kind = FindingKind::partial_deadlock;
  std::vector<std::string> names;
  std::size_t behind = 0;
  bool all_poll = true;
  Instant since;  // when the first of the findings came about
};

/// Those in deadlocks, and those in livelocks; of each of the two, if there are any.
std::vector<PartlyStuck> partly_stuck(const ReplicationEnd& end) {
  std::vector<PartlyStuck> kinds;
  for (const FindingKind kind : {FindingKind::partial_deadlock, FindingKind::livelock}) {
    PartlyStuck stuck{.kind = kind, .since = kNever};
    for (const ReportedFinding& finding : end.findings) {
      const bool is_livelock = finding.kind == FindingKind::livelock;
      if (!is_partial(end, finding) || is_livelock != (kind == FindingKind::livelock)) continue;
      for (const ReportedProcess& process : finding.processes) {
        stuck.names.push_back(process.name);
        stuck.all_poll = stuck.all_poll && process.polling;
      }
      stuck.behind += finding.behind.size();
      stuck.since = std::min(stuck.since, finding.since);
    }
    if (!stuck.names.empty()) kinds.push_back(std::move(stuck));
  }
  return kinds;
}

/// "A and B can never go on, while the others do"
std::string partly_stuck_clause(const PartlyStuck& stuck, const ReplicationEnd& end) {
  const bool in_vain = stuck.kind == FindingKind::livelock && stuck.all_poll;
  const bool one = stuck.names.size() == 1;
  std::string clause = joined_names(stuck.names, 6);
  if (in_vain) {
    clause += one ? " looks for ever in vain" : " look for ever in vain";
  } else {
    clause += " can never go on";
  }
  if (stuck.behind > 0) {
    clause += (in_vain ? ", and " : ", nor can ") + grouped(stuck.behind) + " more behind " +
              (one ? "it" : "them");
    if (in_vain) clause += " can never go on";
  }
  if (end.reason == EndReason::completed) return clause + ", though all the others are done";
  const bool to_the_limit =
      end.reason == EndReason::time_limit || end.reason == EndReason::message_limit;
  if (in_vain)
    return clause + (to_the_limit ? ", while the others go on" : ", while the others could go on");
  return clause + (to_the_limit ? ", while the others do" : ", while the others could");
}

std::vector<std::string> partial_sentences(const ReplicationEnd& end) {
  std::vector<std::string> sentences;
  for (const PartlyStuck& stuck : partly_stuck(end)) {
    const bool is_livelock = stuck.kind == FindingKind::livelock;
    sentences.push_back((is_livelock ? "Partial livelock since " : "Partial deadlock since ") +
                        format_exactly(stuck.since) + ": " + partly_stuck_clause(stuck, end) + ".");
  }
  return sentences;
}

std::string end_sentence(const Results& results, const ReplicationEnd& end) {
  const std::string at = format_exactly(end.end) + " of virtual time";
  switch (end.reason) {
    case EndReason::completed:
      return "Completed at " + at + ": every process " +
             (has_service(results.scenario) ? "that is no service " : "") + "has finished.";
    case EndReason::time_limit:
      return "Ended by the time limit at " + at + ".";
    case EndReason::message_limit:
      return "Ended by the message limit at " + at + ": " + message_limit_text(results.scenario) +
             ".";
    case EndReason::program_error:
      return "Program error: " + finding_clause(end) + ".";
    case EndReason::deadlock:
      return "Deadlock: " + finding_clause(end) + ".";
    case EndReason::livelock:
      return "Livelock: " + finding_clause(end) + ".";
    case EndReason::stopped_on_deadlock:
      return "Stopped at " + at + ", as asked, because some processes can never go on.";
    case EndReason::interrupted:
      return "Interrupted at " + at + "; this is what was measured until then.";
  }
  fail_check("every end has its sentence");
}

std::string ended_how(EndReason reason) {
  switch (reason) {
    case EndReason::completed:
      return "completed";
    case EndReason::time_limit:
      return "ended by the time limit";
    case EndReason::message_limit:
      return "ended by the message limit";
    case EndReason::program_error:
      return "ended in a program error";
    case EndReason::deadlock:
      return "ended in a deadlock";
    case EndReason::livelock:
      return "ended in a livelock";
    case EndReason::stopped_on_deadlock:
      return "stopped";
    case EndReason::interrupted:
      return "broke off";
  }
  fail_check("every end reason is told");
}

std::string replication_numbers(const std::vector<const ReplicationEnd*>& ends) {
  std::vector<std::string> numbers;
  numbers.reserve(ends.size());
  for (const ReplicationEnd* end : ends) numbers.push_back(std::to_string(end->replication + 1));
  return (numbers.size() == 1 ? "replication " : "replications ") + joined_names(numbers, 12);
}

/// "at 60 s" or "at 1.2 s to 1.5 s".
std::string end_times(const std::vector<const ReplicationEnd*>& ends) {
  const auto earlier = [](const ReplicationEnd* a, const ReplicationEnd* b) {
    return a->end < b->end;
  };
  const auto [first, last] = std::minmax_element(ends.begin(), ends.end(), earlier);
  const std::string from = format_exactly((*first)->end);
  if ((*first)->end == (*last)->end) return "at " + from;
  return "at " + from + " to " + format_exactly((*last)->end);
}

/// "ended by the time limit with a partial deadlock"
std::string ended_how(const ReplicationEnd& end) {
  std::string how = ended_how(end.reason);
  if (stuck_part(end) == StuckPart::some) {
    how += (end.reason == EndReason::stopped_on_deadlock ? " at a " : " with a ") +
           name_of(stuck_kind(end));
  }
  return how;
}

bool ended_alike(const ReplicationEnd& a, const ReplicationEnd& b) {
  return a.reason == b.reason && stuck_kind(a) == stuck_kind(b);
}

std::vector<std::string> end_sentences_of_several(const Results& results) {
  std::map<std::pair<EndReason, StuckKind>, std::vector<const ReplicationEnd*>> by_end;
  for (const ReplicationEnd& end : results.replications) {
    by_end[{end.reason, stuck_kind(end)}].push_back(&end);
  }
  const std::size_t all = results.replications.size();
  if (by_end.size() == 1 && all == results.scenario.replications) {
    const std::vector<const ReplicationEnd*>& ends = by_end.begin()->second;
    return {"All " + grouped(all) + " replications " + ended_how(*ends.front()) + ", " +
            end_times(ends) + " of virtual time."};
  }
  std::vector<std::string> parts;
  for (const auto& [how, ends] : by_end) {
    std::string part = grouped(ends.size()) + " " + ended_how(*ends.front());
    const bool is_finding = is_stuck(*ends.front()) || how.first == EndReason::program_error;
    if (is_finding) part += " (" + replication_numbers(ends) + ")";
    parts.push_back(part);
  }
  return {"Of " + grouped(all) + " replications " + joined_names(parts) + "."};
}

/// What one of several replications that has findings came to.
std::vector<std::string> sentences_on_findings(const ReplicationEnd& end) {
  const std::string in = "In replication " + std::to_string(end.replication + 1) + ", ";
  std::vector<std::string> sentences;
  if (stuck_part(end) == StuckPart::all || end.reason == EndReason::program_error) {
    sentences.push_back(in + finding_clause(end) + ".");
  }
  for (const PartlyStuck& stuck : partly_stuck(end)) {
    sentences.push_back(in + partly_stuck_clause(stuck, end) + "; since " +
                        format_exactly(stuck.since) + ".");
  }
  return sentences;
}

/// What an interrupt left out of several replications; nothing if it left out nothing.
void add_interruption(std::vector<std::string>& sentences, const Results& results) {
  if (!results.interrupted) return;
  const std::uint32_t planned = results.scenario.replications;
  const bool is_precise = std::all_of(results.precision.begin(), results.precision.end(),
                                      [](const PrecisionResult& it) { return it.met; });
  if (results.replications.size() < planned) {
    sentences.push_back("Interrupted: " + grouped(results.replications.size()) + " of " +
                        grouped(planned) + " replications were begun.");
  } else if (!is_precise) {
    sentences.emplace_back("Interrupted before the precision asked for was reached.");
  }
}

}  // namespace

std::vector<std::string> end_sentences(const Results& results) {
  if (results.replications.empty()) return {"Interrupted before anything was simulated."};
  const ReplicationEnd& leading = results.replications[results.leading];
  if (results.scenario.replications == 1) {
    std::vector<std::string> sentences = {end_sentence(results, leading)};
    for (std::string& sentence : partial_sentences(leading)) {
      sentences.push_back(std::move(sentence));
    }
    add_interruption(sentences, results);
    return sentences;
  }
  std::vector<std::string> sentences = end_sentences_of_several(results);
  add_interruption(sentences, results);
  for (std::string& sentence : sentences_on_findings(leading)) {
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

std::string end_clause(const Results& results) {
  if (results.replications.empty()) return name_of(EndReason::interrupted);
  const ReplicationEnd& leading = results.replications[results.leading];
  const std::size_t all = results.replications.size();
  const auto same = static_cast<std::size_t>(
      std::count_if(results.replications.begin(), results.replications.end(),
                    [&](const ReplicationEnd& end) { return ended_alike(end, leading); }));
  std::string clause = name_of(leading.reason);
  if (leading.reason == EndReason::stopped_on_deadlock) {
    clause = "stopped on " + name_of(stuck_kind(leading));
  } else if (stuck_part(leading) == StuckPart::some) {
    clause += " with a " + name_of(stuck_kind(leading));
  }
  if (all == 1) {
    clause += " at " + format_exactly(leading.end);
  } else if (same == all) {
    clause += " in all " + grouped(all) + " replications";
  } else {
    clause += " in " + grouped(same) + " of " + grouped(all) + " replications";
  }
  if (!leading.findings.empty()) {
    clause += ": " + finding_headline(results, leading.findings.front());
  }
  return clause;
}

std::vector<ExpectationText> expectation_texts(const Results& results) {
  std::vector<ExpectationText> texts;
  for (const ExpectationResult& expectation : results.expectations) {
    ExpectationText text{.verdict = expectation.verdict};
    if (expectation.unit) {
      text.expected = expectation.subject + " " + expectation.condition;
      if (expectation.measured.mean) {
        text.outcome = "measured " + format_estimate(expectation.measured, *expectation.unit);
      }
      if (expectation.verdict == Verdict::undecided || !expectation.measured.mean) {
        text.outcome += (text.outcome.empty() ? "" : ": ") + expectation.explanation;
      }
    } else {
      text.expected = expectation.subject + ": " + expectation.condition;
      if (expectation.by_default) text.expected += " (the default)";
      text.outcome = expectation.explanation;
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

std::string mark_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::met:
      return "✓";
    case Verdict::failed:
      return "✗";
    case Verdict::undecided:
      return "?";
  }
  fail_check("every verdict has its mark");
}

std::string painted_mark(Verdict verdict, Paint paint) {
  const std::string mark = mark_of(verdict);
  if (verdict == Verdict::met) return paint.good(mark);
  return verdict == Verdict::failed ? paint.bad(mark) : paint.doubtful(mark);
}

namespace {

/// "5 s, the end of the warm-up,"
std::string window_begin(const Results& results) {
  const Duration warmup = results.scenario.warmup;
  std::string text = format_exactly(warmup);
  if (warmup.ns > 0) {
    text += ", the end of the warm-up";
    text += results.warmup.found ? " (found by MSER-5)," : ",";
  } else if (results.warmup.found) {
    text += " (MSER-5 found no warm-up)";
  }
  return text;
}

std::string interval_sentence(const Results& results) {
  constexpr const char* kHalf = "± half the 95 % confidence interval";
  if (results.batches > 0) {
    return std::string(" Figures of the whole run, ") + kHalf + " from " +
           grouped(results.batches) + " batches.";
  }
  if (results.replications.size() == 1) return {};
  return std::string(" Means over replications, ") + kHalf + ".";
}

}  // namespace

std::string window_sentence(const Results& results) {
  if (results.replications.empty()) return "Nothing was measured.";
  std::vector<const ReplicationEnd*> ends;
  for (const ReplicationEnd& end : results.replications) ends.push_back(&end);
  const auto [first, last] = std::minmax_element(
      ends.begin(), ends.end(),
      [](const ReplicationEnd* a, const ReplicationEnd* b) { return a->end < b->end; });
  const Duration warmup = results.scenario.warmup;
  if (warmup.ns > 0 && (*last)->end.ns <= warmup.ns) {
    return "Nothing was measured: the warm-up lasts until " + format_exactly(warmup) + ".";
  }
  std::string text = "Measured from " + window_begin(results) + " to ";
  text += (*first)->end == (*last)->end
              ? format_exactly((*last)->end)
              : "the end of each replication (" + end_times(ends).substr(3) + ")";
  return text + "." + interval_sentence(results);
}

std::string repeat_sentence(const Results& results, const Manifest& manifest) {
  return "Seed " + std::to_string(results.scenario.seed) +
         ". The same again: " + manifest.repeat_command;
}

}  // namespace ipcsim
