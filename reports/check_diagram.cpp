#include <cstdint>
#include <string>

#include "reports/check_names.hpp"
#include "reports/check_report.hpp"
#include "reports/check_sentences.hpp"
#include "reports/finding_text.hpp"
#include "reports/mermaid.hpp"
#include "reports/paragraph.hpp"
#include "reports/schedule_text.hpp"

namespace ipcsim {
namespace {

class SequenceDiagram {
 public:
  explicit SequenceDiagram(const CheckOutcome& outcome)
      : outcome_(outcome), diagram_(outcome.scenario->title) {}

  std::string text() && {
    const Schedule* schedule = outcome_.result.told();
    if (schedule == nullptr) {
      diagram_.add_note(diagram_.process(0, "check"), check_clause(outcome_));
      return diagram_.text();
    }
    for (std::size_t i = 0; i < schedule->steps.size(); ++i) {
      add_step(schedule->steps[i], i + 1);
      if (schedule->steps_to_no_return == i + 1) add_no_return();
    }
    for (const Finding& finding : schedule->findings) add_finding(finding);
    return diagram_.text();
  }

 private:
  [[nodiscard]] const Program& program() const { return *outcome_.program; }

  std::string lifeline(ProcessId p) { return diagram_.process(p.value, name_of(program(), p)); }
  std::string lifeline(MailboxId m) { return diagram_.mailbox(m.value, name_of(program(), m)); }

  void add_arrow(const std::string& from, const char* arrow, const std::string& to,
                 const std::string& text) {
    diagram_.add_arrow(from, arrow, to, text);
  }

  void add_step(const ScheduleStep& step, std::size_t number) {
    const std::string begin = std::to_string(number) + ". ";
    if (step.at) lifeline(step.step.process);
    bool is_drawn = false;
    for (const Event& event : step.events) {
      const std::string before = is_drawn ? std::string() : begin;
      is_drawn = add_event(step, event, before + content_after(step, event)) || is_drawn;
    }
    if (is_drawn) return;
    if (step.at) {
      const std::string place =
          " (line " + std::to_string(statement_at(program(), *step.at).line) + ")";
      diagram_.add_note(lifeline(step.step.process),
                        begin + step_in_words(program(), step) + place);
    } else {  // a message under way is lost
      diagram_.add_note_over_all(begin + step_in_words(program(), step));
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

  void add_no_return() { diagram_.add_note_over_all("no escape from here on"); }

  void add_finding(const Finding& finding) {
    const Results results = results_for_texts(*outcome_.scenario, program());
    for (const StuckProcess& process : finding.processes) {
      const StatementSymbol& statement = statement_at(program(), process.at);
      diagram_.add_note(lifeline(process.process), "stuck at " + statement.text + " (line " +
                                                       std::to_string(statement.line) + ")");
    }
    diagram_.add_note_over_all(capitalized(name_of(finding.kind)) + ": " +
                               finding_headline(results, reported(program(), finding)));
  }

  const CheckOutcome& outcome_;
  MermaidDiagram diagram_;
};

}  // namespace

std::string check_diagram(const CheckOutcome& outcome) { return SequenceDiagram(outcome).text(); }

}  // namespace ipcsim
