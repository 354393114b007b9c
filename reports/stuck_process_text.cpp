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

std::uint32_t capacity_of(const Program& program, MailboxId mailbox) {
  return program.mailbox_groups[group_of(program, mailbox).index()].capacity;
}

std::string statement_and_place(const Program& program, CodeIndex at) {
  return quote(statement_at(program, at).text) + " (" + place_of(program, at) + ")";
}

/// "A, B and C", or the first few "… and 997 more".
std::string releaser_names(const Program& program, const std::vector<ProcessId>& named,
                           std::size_t releasers) {
  std::vector<std::string> names;
  names.reserve(named.size());
  for (const ProcessId releaser : named) names.push_back(name_of(program, releaser));
  const std::size_t all = std::max(releasers, names.size());
  return joined_names(names, kMostReleasers, all - names.size());
}

/// The process as one of the stuck ones; null if it is none.
const StuckProcess* find_stuck(const std::vector<Finding>& findings, ProcessId process) {
  for (const Finding& finding : findings) {
    for (const auto* list : {&finding.processes, &finding.behind}) {
      const auto found = std::find_if(list->begin(), list->end(), [&](const StuckProcess& it) {
        return it.process == process;
      });
      if (found != list->end()) return &*found;
    }
  }
  return nullptr;
}

/// Explains one process; `findings` of its run say where the others stand.
class Explainer {
 public:
  Explainer(const Program& program, const std::vector<Finding>& findings,
            const StuckProcess& process)
      : program_(program), findings_(findings), process_(process) {}

  [[nodiscard]] std::vector<std::string> sentences() const {
    switch (process_.in) {
      case StuckIn::nothing:
        return {};
      case StuckIn::receipt:
        return {receipt_sentence(), releaser_sentence(only())};
      case StuckIn::reply:
        return reply_sentences();
      case StuckIn::select:
        return alternative_lines("None of the alternatives can ever go:");
      case StuckIn::operation:
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
  [[nodiscard]] const StuckAlternative& only() const { return process_.alternatives.front(); }

  [[nodiscard]] bool sends(const StuckAlternative& at) const {
    return at.direction == Direction::send;
  }

  /// What a partner would do there: "receive from box".
  [[nodiscard]] std::string deed(const StuckAlternative& at) const {
    return (sends(at) ? "receive from " : "send to ") + name_of(program_, at.mailbox);
  }

  [[nodiscard]] bool only_itself(const StuckAlternative& at) const {
    return at.waits_for.size() == 1 && at.waits_for.front() == process_.process;
  }

  /// Nobody who still goes on names a mailbox of its finding.
  [[nodiscard]] bool is_final() const {
    const auto is_this = [&](const StuckProcess& it) { return it.process == process_.process; };
    return std::none_of(findings_.begin(), findings_.end(), [&](const Finding& finding) {
      return !finding.complete &&
             (std::any_of(finding.processes.begin(), finding.processes.end(), is_this) ||
              std::any_of(finding.behind.begin(), finding.behind.end(), is_this));
    });
  }

  [[nodiscard]] std::string mailbox_sentence() const {
    const std::string state = mailbox_state(program_, only());
    const bool rendezvous = capacity_of(program_, only().mailbox) == 0;
    if (process_.polling) {
      const std::string again = "it looks again and again, every " +
                                format_exactly(host_of(program_, process_.process).poll);
      if (sends(only())) return state + ": " + again + ", for room.";
      return state + ": " + again +
             (rendezvous ? ", for a sender that waits there." : ", for a message.");
    }
    if (!sends(only())) return state + ": a receive waits there until somebody sends.";
    if (rendezvous) return state + ": a send waits there until somebody receives.";
    return state + ": a send waits there until one is received.";
  }

  [[nodiscard]] std::string receipt_sentence() const {
    return name_of(program_, only().mailbox) + " has accepted its message and holds " +
           holding_of(program_, only().mailbox, only().depth) +
           " messages; the send waits until that one is received.";
  }

  [[nodiscard]] std::vector<std::string> reply_sentences() const {
    if (!process_.holder) {
      return {name_of(program_, only().mailbox) + " has accepted its call and holds " +
                  holding_of(program_, only().mailbox, only().depth) +
                  " messages: nobody has received the call yet.",
              releaser_sentence(only())};
    }
    const std::string holder = name_of(program_, *process_.holder);
    if (*process_.holder == process_.process) {
      return {
          "It has received its own call: only it itself could reply, and never comes that "
          "far."};
    }
    const StuckProcess* stuck = find_stuck(findings_, *process_.holder);
    if (only().waits_for.empty()) {
      return {holder + " has received the call and will never reply" +
              (stuck == nullptr ? "" : ": it is stuck" + standing_at(*stuck)) + "."};
    }
    return {holder + " has received the call and not answered it.",
            "Only " + holder + " could reply, and " + holder + " itself is stuck" +
                (stuck == nullptr ? "" : standing_at(*stuck)) + "."};
  }

  [[nodiscard]] std::string standing_at(const StuckProcess& stuck) const {
    return " at " + quote(statement_at(program_, stuck.at).text);
  }

  [[nodiscard]] std::string standing_at(ProcessId process) const {
    const StuckProcess* stuck = find_stuck(findings_, process);
    return stuck == nullptr ? "" : standing_at(*stuck);
  }

  [[nodiscard]] std::string releaser_sentence(const StuckAlternative& at) const {
    if (at.waits_for.empty() && !is_final()) {
      return "Nobody can ever release it there, whatever the others still do.";
    }
    if (at.waits_for.empty()) return "Nobody is left who could ever " + deed(at) + ".";
    if (only_itself(at)) {
      return "Only it itself could " + deed(at) +
             ", later in its program, and it never comes that far.";
    }
    const std::string who = releaser_names(program_, at.waits_for, at.releasers);
    const std::string only_who = "Only " + who + " could " + deed(at) + ", and ";
    if (at.waits_for.size() > 1) return only_who + "they are stuck as well.";
    return only_who + who + " itself is stuck" + standing_at(at.waits_for.front()) + ".";
  }

  [[nodiscard]] std::vector<std::string> alternative_lines(std::string heading) const {
    std::vector<std::string> lines = {std::move(heading)};
    const std::size_t named = process_.alternatives.size();
    const std::size_t all = std::max(process_.all_alternatives, named);
    const std::size_t shown = all > kMostAlternatives + 1 ? kMostAlternatives : named;
    for (std::size_t i = 0; i < shown; ++i) lines.push_back(line_of(process_.alternatives[i]));
    if (shown < all) lines.push_back("… and " + grouped(all - shown) + " more");
    return lines;
  }

  /// "receive orders: orders is empty, and only B could send to it, itself stuck at …"
  [[nodiscard]] std::string line_of(const StuckAlternative& at) const {
    std::string line;
    if (process_.in == StuckIn::select) {
      line = (sends(at) ? "send " : "receive ") + name_of(program_, at.mailbox) + ": ";
    }
    line += mailbox_state(program_, at) + ", and ";
    const std::string it = sends(at) ? " receive from it" : " send to it";
    if (at.waits_for.empty() && !is_final()) return line + "nobody can ever release it there.";
    if (at.waits_for.empty()) return line + "nobody is left who could ever" + it + ".";
    const std::string who = releaser_names(program_, at.waits_for, at.releasers);
    line += "only " + who + " could" + it + ", ";
    if (only_itself(at)) return line + "later in its own program.";
    if (at.waits_for.size() > 1) return line + "who are stuck as well.";
    return line + "itself stuck" + standing_at(at.waits_for.front()) + ".";
  }

  const Program& program_;
  const std::vector<Finding>& findings_;
  const StuckProcess& process_;
};

/// ", where results is empty", of a process that waits behind others.
std::string what_it_waits_in(const Program& program, const StuckProcess& process) {
  if (process.alternatives.empty()) return {};
  const StuckAlternative& first = process.alternatives.front();
  switch (process.in) {
    case StuckIn::nothing:
      return {};
    case StuckIn::receipt:
      return ", where nobody has received its message from " + name_of(program, first.mailbox);
    case StuckIn::reply:
      if (process.holder) return ", whose call " + name_of(program, *process.holder) + " has";
      return ", where nobody has received its call from " + name_of(program, first.mailbox);
    case StuckIn::operation:
    case StuckIn::select:
      break;
  }
  if (process.all_alternatives > 1) {
    return ", where none of " + grouped(process.all_alternatives) +
           (process.in == StuckIn::select ? " alternatives can go" : " senders sends");
  }
  return ", where " + mailbox_state(program, first);
}

}  // namespace

std::string mailbox_state(const Program& program, const StuckAlternative& alternative) {
  const std::string name = name_of(program, alternative.mailbox);
  if (capacity_of(program, alternative.mailbox) == 0) return name + " has capacity 0";
  if (alternative.depth == 0) return name + " is empty";
  return name + " holds " + holding_of(program, alternative.mailbox, alternative.depth) +
         " messages";
}

std::string holding_of(const Program& program, MailboxId mailbox, std::uint64_t depth) {
  const std::uint32_t capacity = capacity_of(program, mailbox);
  if (capacity == kUnbounded) return grouped(depth);
  return grouped(depth) + " of " + grouped(capacity);
}

std::string where_it_stands(const Program& program, const StuckProcess& process) {
  return name_of(program, process.process) + (process.service ? ", a service," : "") +
         " stands at " + statement_and_place(program, process.at) + " since " +
         format_exactly(process.since) + ".";
}

std::vector<std::string> why_it_waits(const Program& program, const std::vector<Finding>& findings,
                                      const StuckProcess& process) {
  return Explainer(program, findings, process).sentences();
}

std::string how_it_waits_behind(const Program& program, const StuckProcess& process) {
  std::string text = name_of(program, process.process);
  if (process.service) text += " (a service)";
  text += " at " + statement_and_place(program, process.at) + what_it_waits_in(program, process);
  if (process.waits_for.empty()) return text;
  return text + "; it waits for " + releaser_names(program, process.waits_for, process.releasers);
}

}  // namespace ipcsim
