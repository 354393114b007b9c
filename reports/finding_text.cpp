#include "reports/finding_text.hpp"

#include <algorithm>
#include <utility>

#include "reports/format_value.hpp"
#include "reports/paragraph.hpp"
#include "reports/stuck_process_text.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr std::size_t kMostExplained = 12;  // processes of one list
constexpr std::size_t kMostFindings = 4;    // of one replication
constexpr std::size_t kMostInCircle = 8;    // names in a drawn circle

std::vector<std::string> names_of(const std::vector<ReportedProcess>& processes) {
  std::vector<std::string> names;
  names.reserve(processes.size());
  for (const ReportedProcess& process : processes) names.push_back(process.name);
  return names;
}

std::string circle_drawn(const std::vector<std::string>& names) {
  std::string drawing;
  const bool cut = names.size() > kMostInCircle + 1;
  const std::size_t shown = cut ? kMostInCircle : names.size();
  for (std::size_t i = 0; i < shown; ++i) drawing += names[i] + " → ";
  if (cut) drawing += "… (" + grouped(names.size() - shown) + " more) → ";
  return drawing + names.front();
}

/// "waits", "look for ever": what one or several processes do, if they all do the same.
struct Act {
  bool one = false;
  [[nodiscard]] std::string operator()(const char* of_one, const char* of_several) const {
    return one ? of_one : of_several;
  }
};

/// What an orphan waits for: " to send to box, where nobody is left to receive". `complete`: nobody
/// who still goes on names the mailbox.
std::string orphans_wish(const ReportedProcess& first, const Act& act, bool complete) {
  if (first.all_alternatives == 0) {
    return " for a message from whoever sends to " + act("it", "them") + ", and nobody does";
  }
  if (first.in == StuckOperation::select) {
    return complete ? " in a select, and nobody is left for any of its alternatives"
                    : " in a select of which no alternative can ever go";
  }
  if (first.in == StuckOperation::receive && first.all_alternatives > 1) {
    return " for a message from any of " + grouped(first.all_alternatives) +
           (complete ? " senders, and none is left to send" : " senders, and none can ever come");
  }
  const std::string& mailbox = first.alternatives.front().mailbox;
  if (first.in == StuckOperation::reply && first.holder) {
    return " for a reply from " + *first.holder + ", who will never give one";
  }
  if (first.in == StuckOperation::reply || first.in == StuckOperation::receipt) {
    const bool is_call = first.in == StuckOperation::reply;
    return act(" until its ", " until their ") + (is_call ? "call in " : "message in ") + mailbox +
           (is_call ? " is answered" : " is received") +
           (complete ? ", where nobody is left to receive" : ", which can never be");
  }
  if (first.alternatives.front().direction == Direction::send) {
    return " to send to " + mailbox +
           (complete ? ", where nobody is left to receive" : ", where nobody can ever take it");
  }
  return (first.polling ? " for a message from " : " to receive from ") + mailbox +
         (complete ? ", where nobody is left to send" : ", where no message can ever reach it");
}

std::string orphan_headline(const ReportedFinding& finding) {
  const std::vector<ReportedProcess>& processes = finding.processes;
  const ReportedProcess& first = processes.front();
  const Act act{processes.size() == 1};
  return joined_names(names_of(processes), 3) +
         (first.polling ? act(" looks for ever", " look for ever") : act(" waits", " wait")) +
         orphans_wish(first, act, finding.complete);
}

/// Where every process polls: none waits, all look.
std::string polling_headline(const ReportedFinding& finding) {
  const std::vector<std::string> names = names_of(finding.processes);
  switch (finding.shape) {
    case FindingShape::cycle:
      if (names.size() == 2) {
        return joined_names(names) + " look for ever, each for what only the other could send";
      }
      return grouped(names.size()) +
             " processes look for ever, each for what only the next could send";
    case FindingShape::knot:
      return joined_names(names) + " look for ever for what only they themselves could send";
    case FindingShape::self_wait:
      return names.front() + " looks for ever for what only it itself could send";
    case FindingShape::orphan_wait:
    case FindingShape::none:
      break;
  }
  return orphan_headline(finding);
}

/// "; C looks again and again": those who poll among others who wait.
std::string who_polls(const ReportedFinding& finding) {
  std::vector<ReportedProcess> polling;
  for (const ReportedProcess& process : finding.processes) {
    if (process.polling) polling.push_back(process);
  }
  if (polling.empty()) return {};
  return "; " + joined_names(names_of(polling)) +
         (polling.size() == 1 ? " looks again and again" : " look again and again");
}

std::string waiting_headline(const ReportedFinding& finding) {
  const auto is_polling = [](const ReportedProcess& it) { return it.polling; };
  if (std::all_of(finding.processes.begin(), finding.processes.end(), is_polling)) {
    return polling_headline(finding);
  }
  const std::vector<std::string> names = names_of(finding.processes);
  const std::string polls = who_polls(finding);
  switch (finding.shape) {
    case FindingShape::cycle:
      if (names.size() <= 2) return joined_names(names) + " wait for each other" + polls;
      return grouped(names.size()) + " processes wait for each other in a circle" + polls;
    case FindingShape::knot:
      return joined_names(names) + " wait for each other, in more than one circle" + polls;
    case FindingShape::self_wait:
      return names.front() + " waits for what only it itself could do";
    case FindingShape::orphan_wait:
      return orphan_headline(finding);
    case FindingShape::none:
      break;
  }
  return joined_names(names) + " can never go on";
}

/// What to do where the cause is not waiting.
std::vector<std::string> advice(const Results& results, const ReportedFinding& finding) {
  if (finding.cause == FindingCause::zero_time_loop) {
    return {
        "A loop in which nothing computes, sleeps or waits runs for ever in no time. If yours "
        "does end, raise the limit: \"zero_time_limit\" in \"run\" (now " +
        grouped(results.scenario.zero_time_limit.value_or(0)) + "), or \"unlimited\"."};
  }
  if (finding.cause == FindingCause::clock_overflow) {
    return {"Give \"run\" an \"until\" before that, or shorten the time that it is to wait."};
  }
  if (finding.cause == FindingCause::reply_without_call) {
    return {
        "A reply answers the oldest call that its process has received and not answered yet: it "
        "needs a receive of a message that was sent with \"call\" before it, one for each reply."};
  }
  return {};
}

/// From when on it was bound to come, and whether it has all its members.
std::vector<std::string> dates(const ReportedFinding& finding) {
  if (finding.cause != FindingCause::waiting) return {};
  std::vector<std::string> sentences;
  if (finding.doomed_since < finding.since) {
    sentences.push_back("Bound to come from " + format_exactly(finding.doomed_since) +
                        " on, complete since " + format_exactly(finding.since) + ".");
  }
  if (!finding.complete) {
    sentences.emplace_back("Others who still go on may yet come to wait here as well.");
  }
  return sentences;
}

/// An explanation while it is written.
struct Explanation {
  std::size_t width = kReportWidth;  // columns
  std::vector<std::string> lines;

  /// `hang`: how much deeper the lines behind the first begin.
  void add_wrapped(std::size_t indent, const std::string& text, std::size_t hang = 0) {
    const std::string blanks(indent, ' ');
    for (std::string& line : wrapped(blanks + text, width, indent + hang)) {
      lines.push_back(std::move(line));
    }
  }
  void add_blank() { lines.emplace_back(); }
};

void add_processes(Explanation& text, const std::string& file,
                   const std::vector<ReportedFinding>& findings,
                   const std::vector<ReportedProcess>& processes) {
  const std::size_t shown =
      processes.size() > kMostExplained + 1 ? kMostExplained : processes.size();
  for (std::size_t i = 0; i < shown; ++i) {
    text.add_wrapped(2, where_it_stands(file, processes[i]));
    const std::vector<std::string> reasons = why_it_waits(findings, processes[i]);
    const bool is_list = processes[i].all_alternatives > 1;
    for (std::size_t k = 0; k < reasons.size(); ++k) {
      const bool is_item = is_list && k > 0;
      text.add_wrapped(is_item ? 8 : 6, reasons[k], is_item ? 2 : 0);
    }
  }
  if (shown < processes.size()) {
    text.lines.push_back("  … and " + grouped(processes.size() - shown) + " more");
  }
}

void add_behind(Explanation& text, const std::string& file,
                const std::vector<ReportedProcess>& behind) {
  if (behind.empty()) return;
  text.add_blank();
  text.lines.push_back(behind.size() == 1
                           ? "1 more process merely waits behind that:"
                           : grouped(behind.size()) + " more processes merely wait behind that:");
  const std::size_t shown = behind.size() > kMostExplained + 1 ? kMostExplained : behind.size();
  for (std::size_t i = 0; i < shown; ++i) {
    text.add_wrapped(2, how_it_waits_behind(file, behind[i]));
  }
  if (shown < behind.size())
    text.lines.push_back("  … and " + grouped(behind.size() - shown) + " more");
}

/// Orphans that stand at the same statement and mailbox are told as one.
bool can_be_told_together(const ReportedFinding& a, const ReportedFinding& b) {
  if (a.shape != FindingShape::orphan_wait || b.shape != FindingShape::orphan_wait) return false;
  if (a.processes.empty() || b.processes.empty() || a.kind != b.kind) return false;
  const ReportedProcess& one = a.processes.front();
  const ReportedProcess& other = b.processes.front();
  const bool same_place = one.line == other.line && one.column == other.column;
  if (!same_place || one.in != other.in || one.holder != other.holder) return false;
  if (one.all_alternatives > 1 || one.all_alternatives != other.all_alternatives) return false;
  return one.all_alternatives == 0 ||
         one.alternatives.front().mailbox == other.alternatives.front().mailbox;
}

/// The findings with such neighbours as one: replicas follow each other.
std::vector<ReportedFinding> told_together(const std::vector<ReportedFinding>& findings) {
  std::vector<ReportedFinding> told;
  for (const ReportedFinding& finding : findings) {
    if (told.empty() || !can_be_told_together(told.back(), finding)) {
      told.push_back(finding);
      continue;
    }
    ReportedFinding& same = told.back();
    same.since = std::max(same.since, finding.since);
    same.doomed_since = std::min(same.doomed_since, finding.doomed_since);
    same.complete = same.complete && finding.complete;
    same.processes.insert(same.processes.end(), finding.processes.begin(), finding.processes.end());
    same.behind.insert(same.behind.end(), finding.behind.begin(), finding.behind.end());
  }
  return told;
}

/// Appends the explanation of one of the `findings` of a run.
void explain(Explanation& text, const Results& results,
             const std::vector<ReportedFinding>& findings, const ReportedFinding& finding) {
  const bool draws_circle = finding.shape == FindingShape::cycle && finding.processes.size() > 2;
  text.add_wrapped(0, finding_headline(results, finding) + (draws_circle ? ":" : "."));
  if (draws_circle) {
    text.add_wrapped(2, circle_drawn(names_of(finding.processes)));
  }
  for (const std::string& sentence : dates(finding)) text.add_wrapped(2, sentence);
  add_processes(text, results.scenario.path, findings, finding.processes);
  for (const std::string& sentence : advice(results, finding)) text.add_wrapped(2, sentence);
  add_behind(text, results.scenario.path, finding.behind);
}

}  // namespace

std::string finding_headline(const Results& results, const ReportedFinding& finding) {
  if (finding.cause == FindingCause::waiting) return waiting_headline(finding);
  const std::string& who = finding.processes.front().name;
  if (finding.cause == FindingCause::zero_time_loop) {
    return who + " carried out more than " + grouped(results.scenario.zero_time_limit.value_or(0)) +
           " instructions while no time passed";
  }
  if (finding.cause == FindingCause::reply_without_call) {
    return who + " comes to a reply and holds no call that it could answer";
  }
  return who + " would go on only beyond the 292 years that the clock can count";
}

std::vector<std::string> explained(const Results& results,
                                   const std::vector<ReportedFinding>& findings,
                                   std::size_t width) {
  const std::vector<ReportedFinding> told = told_together(findings);
  Explanation text{.width = width, .lines = {}};
  const std::size_t shown = told.size() > kMostFindings + 1 ? kMostFindings : told.size();
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text.add_blank();
    explain(text, results, findings, told[i]);
  }
  if (shown < told.size()) {
    text.add_blank();
    text.lines.push_back("… and " + counted(told.size() - shown, "more such finding"));
  }
  return std::move(text.lines);
}

}  // namespace ipcsim
