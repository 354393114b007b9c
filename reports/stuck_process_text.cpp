#include "reports/stuck_process_text.hpp"

#include <algorithm>
#include <utility>

#include "reports/format_value.hpp"
#include "reports/paragraph.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr std::size_t kMostReleasers = 4;     // named in one sentence
constexpr std::size_t kMostAlternatives = 8;  // lines of one process

/// `"send buffer" (exchange.json:8:30)`
std::string statement_and_place(const std::string& file, const ReportedProcess& process) {
  return quote(process.statement) + " (" + line_of(file, process) + ":" +
         std::to_string(process.column) + ")";
}

/// "buffer is empty", "buffer holds 5 of 5 messages", "gap has capacity 0".
std::string mailbox_state(const ReportedAlternative& at) {
  if (at.capacity == 0) return at.mailbox + " has capacity 0";
  if (at.depth == 0) return at.mailbox + " is empty";
  return at.mailbox + " holds " + holding_of(at.capacity, at.depth) + " messages";
}

/// "A, B and C", or the first few "… and 997 more".
std::string releaser_names(const std::vector<std::string>& named, std::uint64_t releasers) {
  return joined_names(named, kMostReleasers, releasers - named.size());
}

/// The process as one of the stuck ones; null if it is none.
const ReportedProcess* find_stuck(const std::vector<ReportedFinding>& findings,
                                  const std::string& process) {
  for (const ReportedFinding& finding : findings) {
    for (const auto* list : {&finding.processes, &finding.behind}) {
      const auto found = std::find_if(list->begin(), list->end(), [&](const ReportedProcess& it) {
        return it.name == process;
      });
      if (found != list->end()) return &*found;
    }
  }
  return nullptr;
}

/// Explains one process; `findings` of its run say where the others stand.
class Explainer {
 public:
  Explainer(const std::vector<ReportedFinding>& findings, const ReportedProcess& process)
      : findings_(findings), process_(process) {}

  [[nodiscard]] std::vector<std::string> sentences() const {
    switch (process_.in) {
      case StuckOperation::none:
        return {};
      case StuckOperation::receipt:
        return {receipt_sentence(), releaser_sentence(only())};
      case StuckOperation::reply:
        return reply_sentences();
      case StuckOperation::select:
        return alternative_lines("None of the alternatives can ever go:");
      case StuckOperation::send:
      case StuckOperation::receive:
        break;
    }
    if (process_.all_alternatives == 0) {
      return {"It takes messages from whoever sends to it, and no program does."};
    }
    if (process_.all_alternatives == 1) return {mailbox_sentence(), releaser_sentence(only())};
    const std::string looks = process_.polling ? "looks again and again for" : "waits for";
    return alternative_lines("It " + looks + " a message from any of these, and none can come:");
  }

 private:
  [[nodiscard]] const ReportedAlternative& only() const { return process_.alternatives.front(); }

  [[nodiscard]] bool sends(const ReportedAlternative& at) const {
    return at.direction == Direction::send;
  }

  /// What a partner would do there: "receive from box".
  [[nodiscard]] std::string deed(const ReportedAlternative& at) const {
    return (sends(at) ? "receive from " : "send to ") + at.mailbox;
  }

  [[nodiscard]] bool only_itself(const ReportedAlternative& at) const {
    return at.waits_for.size() == 1 && at.waits_for.front() == process_.name;
  }

  /// Nobody who still goes on names a mailbox of its finding.
  [[nodiscard]] bool is_final() const {
    const auto is_this = [&](const ReportedProcess& it) { return it.name == process_.name; };
    return std::none_of(findings_.begin(), findings_.end(), [&](const ReportedFinding& finding) {
      return !finding.complete &&
             (std::any_of(finding.processes.begin(), finding.processes.end(), is_this) ||
              std::any_of(finding.behind.begin(), finding.behind.end(), is_this));
    });
  }

  [[nodiscard]] std::string mailbox_sentence() const {
    const std::string state = mailbox_state(only());
    const bool rendezvous = only().capacity == 0;
    if (process_.polling) {
      const std::string again = "it looks again and again, every " + format_exactly(process_.poll);
      if (sends(only())) return state + ": " + again + ", for room.";
      return state + ": " + again +
             (rendezvous ? ", for a sender that waits there." : ", for a message.");
    }
    if (!sends(only())) return state + ": a receive waits there until somebody sends.";
    if (rendezvous) return state + ": a send waits there until somebody receives.";
    return state + ": a send waits there until one is received.";
  }

  [[nodiscard]] std::string receipt_sentence() const {
    return only().mailbox + " has accepted its message and holds " +
           holding_of(only().capacity, only().depth) +
           " messages; the send waits until that one is received.";
  }

  [[nodiscard]] std::vector<std::string> reply_sentences() const {
    if (!process_.holder) {
      return {only().mailbox + " has accepted its call and holds " +
                  holding_of(only().capacity, only().depth) +
                  " messages: nobody has received the call yet.",
              releaser_sentence(only())};
    }
    const std::string& holder = *process_.holder;
    if (holder == process_.name) {
      return {
          "It has received its own call: only it itself could reply, and never comes that "
          "far."};
    }
    const ReportedProcess* stuck = find_stuck(findings_, holder);
    if (only().waits_for.empty()) {
      return {holder + " has received the call and will never reply" +
              (stuck == nullptr ? "" : ": it is stuck" + standing_at(*stuck)) + "."};
    }
    return {holder + " has received the call and not answered it.",
            "Only " + holder + " could reply, and " + holder + " itself is stuck" +
                (stuck == nullptr ? "" : standing_at(*stuck)) + "."};
  }

  [[nodiscard]] std::string standing_at(const ReportedProcess& stuck) const {
    return " at " + quote(stuck.statement);
  }

  [[nodiscard]] std::string standing_at(const std::string& process) const {
    const ReportedProcess* stuck = find_stuck(findings_, process);
    return stuck == nullptr ? "" : standing_at(*stuck);
  }

  [[nodiscard]] std::string releaser_sentence(const ReportedAlternative& at) const {
    if (at.waits_for.empty() && !is_final()) {
      return "Nobody can ever release it there, whatever the others still do.";
    }
    if (at.waits_for.empty()) return "Nobody is left who could ever " + deed(at) + ".";
    if (only_itself(at)) {
      return "Only it itself could " + deed(at) +
             ", later in its program, and it never comes that far.";
    }
    const std::string who = releaser_names(at.waits_for, at.releasers);
    const std::string only_who = "Only " + who + " could " + deed(at) + ", and ";
    if (at.waits_for.size() > 1) return only_who + "they are stuck as well.";
    return only_who + who + " itself is stuck" + standing_at(at.waits_for.front()) + ".";
  }

  [[nodiscard]] std::vector<std::string> alternative_lines(std::string heading) const {
    std::vector<std::string> lines = {std::move(heading)};
    const std::size_t named = process_.alternatives.size();
    const std::uint64_t all = process_.all_alternatives;
    const std::size_t shown = all > kMostAlternatives + 1 ? kMostAlternatives : named;
    for (std::size_t i = 0; i < shown; ++i) lines.push_back(line_of(process_.alternatives[i]));
    if (shown < all) lines.push_back("… and " + grouped(all - shown) + " more");
    return lines;
  }

  /// "receive orders: orders is empty, and only B could send to it, itself stuck at …"
  [[nodiscard]] std::string line_of(const ReportedAlternative& at) const {
    std::string line;
    if (process_.in == StuckOperation::select) {
      line = (sends(at) ? "send " : "receive ") + at.mailbox + ": ";
    }
    line += mailbox_state(at) + ", and ";
    const std::string it = sends(at) ? " receive from it" : " send to it";
    if (at.waits_for.empty() && !is_final()) return line + "nobody can ever release it there.";
    if (at.waits_for.empty()) return line + "nobody is left who could ever" + it + ".";
    const std::string who = releaser_names(at.waits_for, at.releasers);
    line += "only " + who + " could" + it + ", ";
    if (only_itself(at)) return line + "later in its own program.";
    if (at.waits_for.size() > 1) return line + "who are stuck as well.";
    return line + "itself stuck" + standing_at(at.waits_for.front()) + ".";
  }

  const std::vector<ReportedFinding>& findings_;
  const ReportedProcess& process_;
};

/// ", where results is empty", of a process that waits behind others.
std::string what_it_waits_in(const ReportedProcess& process) {
  if (process.alternatives.empty()) return {};
  const ReportedAlternative& first = process.alternatives.front();
  switch (process.in) {
    case StuckOperation::none:
      return {};
    case StuckOperation::receipt:
      return ", where nobody has received its message from " + first.mailbox;
    case StuckOperation::reply:
      if (process.holder) return ", whose call " + *process.holder + " has";
      return ", where nobody has received its call from " + first.mailbox;
    case StuckOperation::send:
    case StuckOperation::receive:
    case StuckOperation::select:
      break;
  }
  if (process.all_alternatives > 1) {
    return ", where none of " + grouped(process.all_alternatives) +
           (process.in == StuckOperation::select ? " alternatives can go" : " senders sends");
  }
  return ", where " + mailbox_state(first);
}

}  // namespace

std::string line_of(const std::string& file, const ReportedProcess& process) {
  return file + ":" + std::to_string(process.line);
}

std::string holding_of(std::optional<std::uint32_t> capacity, std::uint64_t depth) {
  if (!capacity) return grouped(depth);
  return grouped(depth) + " of " + grouped(*capacity);
}

std::string where_it_stands(const std::string& file, const ReportedProcess& process) {
  return process.name + (process.service ? ", a service," : "") + " stands at " +
         statement_and_place(file, process) +
         (process.since != kNever ? " since " + format_exactly(process.since) : "") + ".";
}

std::vector<std::string> why_it_waits(const std::vector<ReportedFinding>& findings,
                                      const ReportedProcess& process) {
  return Explainer(findings, process).sentences();
}

std::string how_it_waits_behind(const std::string& file, const ReportedProcess& process) {
  std::string text = process.name;
  if (process.service) text += " (a service)";
  text += " at " + statement_and_place(file, process) + what_it_waits_in(process);
  if (process.waits_for.empty()) return text;
  return text + "; it waits for " + releaser_names(process.waits_for, process.releasers);
}

}  // namespace ipcsim
