// Mermaid's sequence diagrams: https://mermaid.js.org/syntax/sequenceDiagram.html
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "reports/check_names.hpp"
#include "reports/check_report.hpp"
#include "reports/check_sentences.hpp"
#include "reports/finding_text.hpp"
#include "reports/paragraph.hpp"
#include "reports/schedule_text.hpp"

namespace ipcsim {
namespace {

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// The word "end", in whatever case, which would close a block, begins there.
bool is_word_end(std::string_view text, std::size_t at) {
  constexpr std::string_view kEnd = "end";
  if (text.size() < at + kEnd.size() || (at > 0 && is_alphanumeric(text[at - 1]))) return false;
  for (std::size_t i = 0; i < kEnd.size(); ++i) {
    if (text[at + i] != kEnd[i] && text[at + i] != kEnd[i] - 32) return false;
  }
  return at + kEnd.size() == text.size() || !is_alphanumeric(text[at + kEnd.size()]);
}

/// Letters, digits, blanks and what has no meaning anywhere in the language stay as they are; the
/// rest becomes character references, which Mermaid writes `#35;`.
std::string diagram_text(std::string_view text) {
  constexpr std::string_view kPlain = " _.,()[]/!?";
  std::string safe;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = is_alphanumeric(c) || kPlain.find(c) != std::string_view::npos;
    if (byte < 0x20) {
      safe += ' ';
    } else if ((is_plain && !is_word_end(text, i)) || byte >= 0x80) {
      safe += c;
    } else {
      safe += "#" + std::to_string(byte) + ";";
    }
  }
  return safe;
}

std::string id_of(ProcessId p) { return "p" + std::to_string(p.value); }
std::string id_of(MailboxId m) { return "m" + std::to_string(m.value); }

class SequenceDiagram {
 public:
  explicit SequenceDiagram(const CheckOutcome& outcome) : outcome_(outcome) {}

  std::string text() && {
    const Schedule* schedule = outcome_.result.told();
    if (schedule == nullptr) return without_schedule();
    for (std::size_t i = 0; i < schedule->steps.size(); ++i) {
      add_step(schedule->steps[i], i + 1);
      if (schedule->steps_to_no_return == i + 1) add_no_return();
    }
    for (const Finding& finding : schedule->findings) add_finding(finding);
    return head() + participants() + steps_;
  }

 private:
  [[nodiscard]] const Program& program() const { return *outcome_.program; }

  [[nodiscard]] std::string head() const {
    const std::string& title = outcome_.scenario->title;
    std::string text = "sequenceDiagram\n";
    if (!title.empty()) text += "  title: " + diagram_text(title) + "\n";
    return text;
  }

  [[nodiscard]] std::string without_schedule() const {
    return head() +
           "  participant p as check\n  Note over p: " + diagram_text(check_clause(outcome_)) +
           "\n";
  }

  /// Processes first, each in the order of the file.
  [[nodiscard]] std::string participants() const {
    std::string text;
    for (const ProcessId p : processes_) {
      text += "  participant " + id_of(p) + " as " + diagram_text(name_of(program(), p)) + "\n";
    }
    for (const MailboxId m : mailboxes_) {
      text += "  participant " + id_of(m) + " as [" + diagram_text(name_of(program(), m)) + "]\n";
    }
    return text;
  }

  std::string lifeline(ProcessId p) {
    processes_.insert(p);
    return id_of(p);
  }
  std::string lifeline(MailboxId m) {
    mailboxes_.insert(m);
    return id_of(m);
  }

  void add_note(const std::string& over, const std::string& text) {
    steps_ += "  Note over " + over + ": " + diagram_text(text) + "\n";
  }
  void add_arrow(const std::string& from, const char* arrow, const std::string& to,
                 const std::string& text) {
    steps_ += "  " + from + arrow + to + ": " + diagram_text(text) + "\n";
  }

  /// From the first lifeline to the last, as a note's place.
  std::string everybody() {
    if (processes_.empty()) processes_.insert(ProcessId{0});
    const std::string first = id_of(*processes_.begin());
    return processes_.size() == 1 ? first : first + "," + id_of(*processes_.rbegin());
  }

  void add_step(const ScheduleStep& step, std::size_t number) {
    const std::string begin = std::to_string(number) + ". ";
    if (step.at) processes_.insert(step.step.process);
    bool is_drawn = false;
    for (const Event& event : step.events) {
      const std::string before = is_drawn ? std::string() : begin;
      is_drawn = add_event(step, event, before + content_after(step, event)) || is_drawn;
    }
    if (is_drawn) return;
    if (step.at) {
      const std::string place =
          " (line " + std::to_string(statement_at(program(), *step.at).line) + ")";
      add_note(lifeline(step.step.process), begin + step_in_words(program(), step) + place);
    } else {  // a message under way is lost
      add_note(everybody(), begin + step_in_words(program(), step));
    }
  }

  /// "buffer, now 2"; at capacity 0 the name alone.
  [[nodiscard]] std::string content_after(const ScheduleStep& step, const Event& event) const {
    if (!event.mailbox) return {};
    const std::string name = name_of(program(), *event.mailbox);
    const auto group = group_of(program(), *event.mailbox);
    if (program().mailbox_groups[group.index()].capacity == 0) return name;
    for (const ScheduleStep::Content& content : step.contents) {
      if (content.mailbox == *event.mailbox) return name + ", now " + std::to_string(content.depth);
    }
    return name;
  }

  /// False: it moves no message between lifelines.
  bool add_event(const ScheduleStep& step, const Event& event, const std::string& text) {
    using Kind = Event::Kind;
    if (!step.at) return add_arrival(event, text);
    switch (event.kind) {
      case Kind::put:
        add_arrow(lifeline(event.process), "->>", lifeline(*event.mailbox), text);
        return true;
      case Kind::taken:
        add_arrow(lifeline(*event.mailbox), "->>", lifeline(event.process), text);
        return true;
      case Kind::handed_over:
        add_arrow(lifeline(event.process), "->>", lifeline(*event.other), text);
        return true;
      case Kind::refused:
      case Kind::dropped:
        add_arrow(lifeline(event.process), "-x", lifeline(*event.mailbox),
                  text + ", " + name_of(event.kind));
        return true;
      case Kind::oldest_dropped:
        add_arrow(lifeline(*event.mailbox), "-x", lifeline(*event.mailbox), text + ", dropped");
        return true;
      case Kind::sets_out:
      case Kind::waits_in_turn:
        add_arrow(lifeline(event.process), "--)", lifeline(*event.mailbox),
                  text + (event.kind == Kind::sets_out ? ", under way" : ", waits there"));
        return true;
      case Kind::replied:
        add_arrow(lifeline(event.process), "-->>", lifeline(*event.other), text + "reply");
        return true;
      case Kind::none_found:
      case Kind::replied_late:
      case Kind::branch:
      case Kind::otherwise:
        return false;
    }
    return false;
  }

  /// Whose message it is does not matter any more.
  bool add_arrival(const Event& event, const std::string& text) {
    const std::string mailbox = lifeline(*event.mailbox);
    if (event.kind == Event::Kind::handed_over) {
      add_arrow(mailbox, "->>", lifeline(*event.other), text + ", arrives");
    } else if (event.kind == Event::Kind::put || event.kind == Event::Kind::waits_in_turn) {
      add_arrow(mailbox, "->>", mailbox, text + ", arrives");
    } else {
      add_arrow(mailbox, "-x", mailbox, text + ", arrives and is " + name_of(event.kind));
    }
    return true;
  }

  void add_no_return() { add_note(everybody(), "no escape from here on"); }

  void add_finding(const Finding& finding) {
    const Results results = results_for_texts(*outcome_.scenario, program());
    for (const StuckProcess& process : finding.processes) {
      const StatementSymbol& statement = statement_at(program(), process.at);
      add_note(lifeline(process.process),
               "stuck at " + statement.text + " (line " + std::to_string(statement.line) + ")");
    }
    add_note(everybody(), capitalized(name_of(finding.kind)) + ": " +
                              finding_headline(results, reported(program(), finding)));
  }

  const CheckOutcome& outcome_;
  std::set<ProcessId> processes_;  // that have a lifeline
  std::set<MailboxId> mailboxes_;  // likewise
  std::string steps_;
};

}  // namespace

std::string check_diagram(const CheckOutcome& outcome) { return SequenceDiagram(outcome).text(); }

}  // namespace ipcsim
