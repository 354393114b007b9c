#include "reports/run_diagram.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "reports/finding_text.hpp"
#include "reports/format_value.hpp"
#include "reports/mermaid.hpp"
#include "reports/outcome_text.hpp"
#include "reports/paragraph.hpp"
#include "reports/timeline_text.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

/// Mermaid shows no text of more than 50,000 characters (maxTextSize), if it is not told otherwise.
constexpr std::size_t kMostBytes = 40'000;

/// One arrow of a message: on its way, into its mailbox, or out of it.
struct Hop {
  enum class Kind : std::uint8_t { sets_out, put, ends };
  Instant at;
  Kind kind = Kind::ends;
  const RecordedMessage* message = nullptr;
};

class RunDiagram {
 public:
  RunDiagram(const Results& results, const Recording* recording)
      : results_(results), recording_(recording), diagram_(results.scenario.title) {}

  std::string text() && {
    if (recording_ == nullptr) {
      diagram_.add_note_over_all("The course of the run is not in kept results.");
      return diagram_.text();
    }
    for (const RecordedWindow& window : recording_->windows) add_window(window);
    if (recording_->windows.empty()) {
      diagram_.add_note_over_all("The run ended before the part that is to be shown.");
    }
    for (const ReportedFinding& finding : results_.replications[results_.leading].findings) {
      add_finding(finding);
    }
    return diagram_.text();
  }

 private:
  void add_window(const RecordedWindow& window) {
    for (const RecordedProcess& it : window.processes) lifeline(it);
    diagram_.add_note_over_all(excerpt_sentence(*recording_, window));
    std::vector<Hop> hops;
    for (const RecordedMessage& it : window.messages) add_hops(window, it, hops);
    std::stable_sort(hops.begin(), hops.end(),
                     [](const Hop& a, const Hop& b) { return a.at < b.at; });
    const std::size_t room = kMostBytes / recording_->windows.size();
    const std::size_t begin = diagram_.size();
    for (std::size_t i = 0; i < hops.size(); ++i) {
      if (diagram_.size() - begin > room) {
        diagram_.add_note_over_all(counted(hops.size() - i, "more arrow") + " up to " +
                                   format_exactly(window.to) +
                                   " left out: --from and --to choose a shorter part.");
        return;
      }
      add_arrow(window, hops[i]);
    }
  }

  /// Numbered as they come, in the order of the file; the same in a second window.
  std::string lifeline(const RecordedProcess& process) {
    const auto number = static_cast<std::uint32_t>(processes_.size());
    return diagram_.process(processes_.try_emplace(process.name, number).first->second,
                            process.name);
  }
  std::string lifeline(const RecordedMailbox& mailbox) {
    const auto number = static_cast<std::uint32_t>(mailboxes_.size());
    return diagram_.mailbox(mailboxes_.try_emplace(mailbox.name, number).first->second,
                            mailbox.name);
  }

  /// A message that is handed over goes straight from one process to the other.
  static bool passes_mailbox(const RecordedWindow& window, const RecordedMessage& message) {
    return !message.is_reply && window.mailboxes[message.mailbox].capacity != 0U;
  }

  /// In the order in which they come about.
  static void add_hops(const RecordedWindow& window, const RecordedMessage& message,
                       std::vector<Hop>& hops) {
    const bool is_accepted = passes_mailbox(window, message) && message.accepted.has_value();
    const Instant arrives = is_accepted ? *message.accepted : message.ended;
    const bool is_seen_setting_out = message.from && message.sent >= window.from;
    if (is_seen_setting_out && arrives > message.sent) {
      hops.push_back({message.sent, Hop::Kind::sets_out, &message});
    }
    if (is_accepted && message.from && *message.accepted >= window.from) {
      hops.push_back({*message.accepted, Hop::Kind::put, &message});
    }
    if (message.end != MessageEnd::in_mailbox) {
      hops.push_back({message.ended, Hop::Kind::ends, &message});
    }
  }

  void add_arrow(const RecordedWindow& window, const Hop& hop) {
    const RecordedMessage& message = *hop.message;
    const RecordedMailbox& mailbox = window.mailboxes[message.mailbox];
    std::string text = format_exactly(hop.at);
    if (message.number > 0) text += ", message " + grouped(message.number);
    const std::optional<std::string> from =
        message.from ? std::optional(lifeline(window.processes[*message.from])) : std::nullopt;
    const std::optional<std::string> to =
        message.to ? std::optional(lifeline(window.processes[*message.to])) : std::nullopt;
    if (hop.kind == Hop::Kind::sets_out) {
      const std::string target = message.is_reply && to ? *to : lifeline(mailbox);
      diagram_.add_arrow(*from, "--)", target,
                         text + (message.is_reply ? ", reply sets out" : ", sets out"));
    } else if (hop.kind == Hop::Kind::put) {
      diagram_.add_arrow(*from, "->>", lifeline(mailbox), text);
    } else {
      add_end(message, mailbox, text, {from, to, passes_mailbox(window, message)});
    }
  }

  struct Ends {
    std::optional<std::string> from;
    std::optional<std::string> to;
    bool passes_mailbox = false;
  };

  void add_end(const RecordedMessage& message, const RecordedMailbox& mailbox,
               const std::string& text, const Ends& ends) {
    if (message.is_reply) {
      const std::string from = ends.from ? *ends.from : lifeline(mailbox);
      if (ends.to) diagram_.add_arrow(from, "-->>", *ends.to, text + ", reply");
      if (!ends.to) diagram_.add_arrow(from, "-x", from, text + ", reply, too late");
      return;
    }
    if (message.end == MessageEnd::received && ends.to) {
      if (!ends.passes_mailbox && ends.from) {
        diagram_.add_arrow(*ends.from, "->>", *ends.to, text + ", " + mailbox.name);
      } else {
        diagram_.add_arrow(lifeline(mailbox), "->>", *ends.to, text);
      }
      return;
    }
    const char* const what = message.end == MessageEnd::refused   ? ", refused"
                             : message.end == MessageEnd::dropped ? ", dropped"
                                                                  : ", lost";
    const bool was_inside = message.accepted.has_value() || !ends.from;
    diagram_.add_arrow(was_inside ? lifeline(mailbox) : *ends.from, "-x", lifeline(mailbox),
                       text + what);
  }

  void add_finding(const ReportedFinding& finding) {
    for (const ReportedProcess& it : finding.processes) {
      const auto number = processes_.find(it.name);
      if (number == processes_.end()) continue;
      diagram_.add_note(diagram_.process(number->second, it.name),
                        "stuck at " + it.statement + " (line " + std::to_string(it.line) + ")");
    }
    diagram_.add_note_over_all(capitalized(name_of(finding.kind)) + " since " +
                               format_exactly(finding.since) + ": " +
                               finding_headline(results_, finding));
  }

  const Results& results_;
  const Recording* recording_;
  MermaidDiagram diagram_;
  std::map<std::string, std::uint32_t> processes_;
  std::map<std::string, std::uint32_t> mailboxes_;
};

}  // namespace

std::string run_diagram(const Results& results, const Recording* recording) {
  return RunDiagram(results, recording).text();
}

}  // namespace ipcsim
