#include "sim/promela/preamble.hpp"

#include <algorithm>
#include <set>

#include "sim/promela/box.hpp"
#include "sim/promela/inlines.hpp"
#include "sim/promela/process_text.hpp"

namespace ipcsim::promela {
namespace {

/// Lists of equal length and content at the beginning are of one type.
struct ListType {
  std::uint32_t room = 0;
  std::uint32_t initial = 0;
  bool ranks = false;
  friend auto operator<=>(const ListType&, const ListType&) = default;

  [[nodiscard]] std::string name() const {
    return "list_" + std::to_string(room) + (ranks ? "_ranked" : "") +
           (initial > 0 ? "_with_" + std::to_string(initial) : "");
  }
};

class Preamble {
 public:
  Preamble(const Model& model, const std::string& processes)
      : model_(model), processes_(processes) {}

  std::string text() {
    std::string declarations;
    for (const MailboxForm& mailbox : model_.mailboxes) declarations += mailbox_text(mailbox);
    for (std::size_t g = 0; g < model_.processes.size(); ++g) declarations += calls_text(g);
    for (const LaneForm& lane : model_.lanes) declarations += lane_text(lane);
    return mtype_text() + letters_text() + types_text() + declarations + state_text() + "\n" +
           inlines();
  }

 private:
  [[nodiscard]] std::string inlines() const {
    const std::string text = inlines_text(model_, processes_);
    return text.empty() ? "" : text + "\n";
  }

  std::string list(const ListType& type) {
    types_.insert(type);
    return type.name();
  }

  std::string mailbox_text(const MailboxForm& form) {
    const bool is_rendezvous = form.kind == MailboxForm::Kind::rendezvous;
    std::string text;
    if (is_rendezvous) {
      text = "chan " + form.name;
    } else if (form.kind == MailboxForm::Kind::listed) {
      text = list({form.room, form.initial, form.ranks}) + " " + form.name;
    } else {
      text = type_for(form.room) + " " + form.name;
    }
    const std::uint32_t nobodies = form.is_conditional ? 2 : 0;
    if (form.is_array || form.is_conditional) {
      text += "[" + std::to_string(form.count + nobodies) + "]";
    }
    if (is_rendezvous) text += " = [0] of { " + fields_text(form) + " }";
    if (form.kind == MailboxForm::Kind::counted && form.initial > 0) {
      text += " = " + std::to_string(form.initial);
    }
    return text + ";" + comment_text(form) + "\n";
  }

  [[nodiscard]] std::string fields_text(const MailboxForm& form) const {
    if (!form.is_tagged && !form.carries_letter) return "bit";
    std::string text = form.is_tagged ? "mtype" : "";
    if (form.carries_letter) text += (form.is_tagged ? ", " : "") + model_.letter_type();
    return text;
  }

  static std::string comment_text(const MailboxForm& form) {
    std::string text = form.original == form.name ? "" : in_comment(form.original) + ": ";
    if (form.kind == MailboxForm::Kind::rendezvous) {
      text += form.is_conditional ? "capacity 0; nobody meets anybody at the last two" : "";
    } else {
      text += form.is_bounded ? "capacity " + std::to_string(form.room)
                              : "unbounded, followed up to " + std::to_string(form.room);
      if (form.drops_oldest) text += ", drops the oldest";
    }
    if (text.ends_with(": ")) text.resize(text.size() - 2);
    return text.empty() ? "" : "  /* " + text + " */";
  }

  std::string calls_text(std::size_t g) {
    const ProcessForm& form = model_.processes[g];
    if (form.calls.empty()) return "";
    const std::uint32_t count = model_.program.process_groups[g].count;
    return list({form.most_calls, 0, false}) + " " + form.calls +
           (count > 1 ? "[" + std::to_string(count) + "]" : "") +
           ";  /* received and not answered, the oldest first */\n";
  }

  std::string lane_text(const LaneForm& lane) {
    const MailboxForm& to = model_.mailboxes[lane.to.index()];
    return list({model_.bound.messages, 0, to.ranks}) + " " + lane.name +
           (to.is_array ? "[" + std::to_string(to.count) + "]" : "") +
           ";  /* messages under way */\n";
  }

  [[nodiscard]] std::string mtype_text() const {
    const bool is_tagged = std::any_of(model_.mailboxes.begin(), model_.mailboxes.end(),
                                       [](const MailboxForm& it) { return it.is_tagged; });
    std::string text;
    if (is_tagged) {
      text +=
          "/* At capacity 0: whether the sender waits. Who looks only once meets nobody but "
          "those. */\nmtype = { waiting, passing };\n";
    }
    if (model_.awaits_word) {
      text +=
          "/* What became of the message that a process awaits word of. */\n"
          "mtype = { delivered, dropped };\n";
    }
    return text;
  }

  /// What messages are in lists.
  [[nodiscard]] std::string letters_text() const {
    if (!model_.awaits_word) return "";
    const std::string n = std::to_string(model_.program.processes);
    const std::string receipts = std::to_string(2 + model_.program.processes);
    const std::string acceptances = std::to_string(2 + 2 * model_.program.processes);
    return "/* A message is 0 where nobody awaits word of it; else this says who does, and what. "
           "*/\n"
           "#define forgotten_call 1\n"
           "#define call_of(p) (2 + (p))\n"
           "#define receipt_of(p) (" +
           receipts +
           " + (p))\n"
           "#define acceptance_of(p) (" +
           acceptances +
           " + (p))\n"
           "#define is_call(x) ((x) >= forgotten_call && (x) < receipt_of(0))\n"
           "#define is_receipt(x) ((x) >= receipt_of(0) && (x) < acceptance_of(0))\n"
           "#define is_acceptance(x) ((x) >= acceptance_of(0))\n"
           "#define is_awaited(x) ((x) > forgotten_call)\n"
           "#define waiter_of(x) (((x) - 2) % " +
           n + ")\n\n";
  }

  [[nodiscard]] std::string types_text() const {
    std::string text;
    for (const ListType& type : types_) {
      const std::string room = "[" + std::to_string(type.room) + "]";
      text += "typedef " + type.name() + " { " + type_for(type.room) + " n" +
              (type.initial > 0 ? " = " + std::to_string(type.initial) : "") + "; " +
              model_.letter_type() + " m" + room + (type.ranks ? "; int r" + room : "") + " }\n";
    }
    return text.empty() ? "" : "/* Lists: n messages, in order of acceptance. */\n" + text + "\n";
  }

  [[nodiscard]] std::string state_text() const {
    const std::string n = std::to_string(model_.program.processes);
    std::string text;
    if (model_.awaits_word) {
      text += "mtype word[" + n + "];  /* by process: what it has heard of its message */\n";
    }
    if (!model_.lanes.empty() && model_.awaits_word) {
      text += "bit in_turn[" + n + "];  /* its message waits at a mailbox on another host */\n";
    }
    if (model_.cuts_calls) text += "bit cut;  /* more calls are open than are followed */\n";
    text += run_text();
    if (!types_.empty()) text += "hidden int i, k, highest, rank;  /* for loops over lists */\n";
    return text;
  }

  /// What says whether the run has ended.
  [[nodiscard]] std::string run_text() const {
    if (!model_.has_services) return "";
    std::uint32_t working = 0;
    std::string settled = "moved == 0";
    for (const ProcessGroup& group : model_.program.process_groups) {
      if (group.service || ends_at_once(model_.program, group)) continue;
      working += group.count;
      for (std::uint32_t i = 0; model_.awaits_word && i < group.count; ++i) {
        settled += " && word[" + std::to_string(group.first.value + i) + "] == 0";
      }
    }
    std::string text = type_for(working) + " working = " + std::to_string(working) +
                       ";  /* processes that are no services and have not finished */\n";
    if (model_.services_err) {
      text +=
          "byte moved;  /* senders that have met a receiver and not yet gone on */\n"
          "#define settled (" +
          settled + ")\n";
    }
    return text;
  }

  const Model& model_;
  const std::string& processes_;
  std::set<ListType> types_;
};

}  // namespace

std::string preamble_text(const Model& model, const std::string& processes) {
  return Preamble(model, processes).text();
}

}  // namespace ipcsim::promela
