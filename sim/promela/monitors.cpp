// The processes that belong to no process of the scenario.
#include "sim/promela/box.hpp"
#include "sim/promela/preamble.hpp"
#include "sim/promela/process_text.hpp"

namespace ipcsim::promela {
namespace {

/// Brings the messages of one lane, or of one lane each, to the mailbox.
class LaneText {
 public:
  LaneText(const Model& model, const LaneForm& lane, std::uint32_t first_pid)
      : model_(model),
        form_(model.mailboxes[lane.to.index()]),
        lane_(lane),
        first_pid_(first_pid),
        list_(lane.name + (form_.is_array ? "[self]" : "")),
        box_{&form_, form_.is_array ? "self" : "0"} {}

  std::string text() const {
    const std::string count = form_.is_array ? "[" + std::to_string(form_.count) + "] " : "";
    std::string text = "active " + count + "proctype " + lane_.name + "_arrives()\n{\n";
    if (form_.is_array) text += "  byte self = _pid - " + std::to_string(first_pid_) + ";\n";
    text += "  " + model_.letter_type() + " letter;\nend_none_under_way:\n  do\n";
    for (const Lines& option : options()) text += "  :: " + atomic_text(option, 5) + "\n";
    return text + "  od\n}\n\n";
  }

 private:
  [[nodiscard]] std::vector<Lines> options() const {
    std::vector<Lines> options;
    if (box_.is_rendezvous()) {
      options = {meets(), waits_or_is_lost("")};
    } else {
      options = {goes_in()};
      if (box_.cuts()) options.push_back({comes() + " && " + box_.is_full(), "skip"});
      if (!box_.always_takes()) options.push_back(waits_or_is_lost(box_.is_full()));
    }
    if (lane_.loses) add_losses(options);
    return options;
  }

  /// What is awaited sets out again, behind the others.
  void add_losses(std::vector<Lines>& options) const {
    if (!model_.awaits_word) {
      options.push_back(joined({comes()}, fetch(), clean()));
      return;
    }
    const std::string is_awaited = "is_awaited(" + list_ + ".m[0])";
    options.push_back(joined({comes() + " && !" + is_awaited}, fetch(), clean()));
    Lines again = joined({list_ + ".n > 1 && " + is_awaited}, fetch());
    again.push_back(put_text(list_, form_.ranks, "letter", "rank"));
    options.push_back(joined(again, clean()));
  }

  [[nodiscard]] Lines clean() const {
    return form_.ranks ? Lines{"letter = 0", "rank = 0"} : Lines{"letter = 0"};
  }

  [[nodiscard]] std::string comes() const { return list_ + ".n > 0"; }

  [[nodiscard]] Lines fetch() const {
    const std::string how = form_.ranks ? "take_first_ranked" : "take_first";
    return {how + "(" + list_ + ", letter" + (form_.ranks ? ", rank)" : ")")};
  }

  static Lines joined(Lines lines, const Lines& more, const Lines& rest = {}) {
    lines.insert(lines.end(), more.begin(), more.end());
    lines.insert(lines.end(), rest.begin(), rest.end());
    return lines;
  }

  /// Whose sender has waited for that, hears of it.
  [[nodiscard]] Lines accepted(const std::string& kind) const {
    if (!model_.awaits_word) return {};
    return {"if",
            ":: " + kind + " ->",
            "  word[waiter_of(letter)] = delivered",
            "  letter = 0",
            ":: else",
            "fi"};
  }

  [[nodiscard]] Lines goes_in() const {
    const std::string room = box_.always_takes() && !box_.cuts() ? "" : box_.has_room();
    Lines lines = joined({all_of({comes(), room})}, make_room(model_, box_), fetch());
    lines = joined(lines, accepted("is_acceptance(letter)"));
    return joined(lines, put(box_, "letter", "rank"), clean());
  }

  [[nodiscard]] Lines meets() const {
    const std::string head = list_ + ".m[0]";
    const std::string letter = "(is_call(" + head + ") -> " + head + " : 0)";
    Lines lines = {send_text(box_, comes(), "passing", letter)};
    if (model_.services_err) lines.emplace_back("moved--");
    lines = joined(lines, fetch());
    return joined(lines, accepted("is_acceptance(letter) || is_receipt(letter)"), {"letter = 0"});
  }

  [[nodiscard]] Lines waits_or_is_lost(const std::string& when) const {
    Lines lines = joined({all_of({comes(), when})}, fetch());
    if (model_.awaits_word) {
      lines = joined(lines, {"if", ":: is_awaited(letter) ->", "  in_turn[waiter_of(letter)] = 1",
                             ":: else", "fi"});
    }
    return joined(lines, clean());
  }

  const Model& model_;
  const MailboxForm& form_;
  const LaneForm& lane_;
  std::uint32_t first_pid_;
  std::string list_;
  Box box_;
};

std::string debts_text(const Model& model) {
  std::string owes;
  for (std::size_t g = 0; g < model.processes.size(); ++g) {
    const ProcessGroup& group = model.program.process_groups[g];
    if (!group.service || model.processes[g].calls.empty()) continue;
    for (std::uint32_t i = 0; i < group.count; ++i) {
      const std::string index = group.count > 1 ? "[" + std::to_string(i) + "]" : "";
      owes += (owes.empty() ? "" : " || ") + model.processes[g].calls + index + ".n > 0";
    }
  }
  if (owes.empty()) return "";
  return "/* A service that waits is stuck all the same where it owes a reply. */\n"
         "active proctype debts()\n{\nend_none:\n  (timeout && (" +
         owes + ")) -> false\n}\n\n";
}

}  // namespace

std::string monitors_text(const Model& model) {
  std::string text;
  std::uint32_t pid = model.program.processes;
  for (const LaneForm& lane : model.lanes) {
    const MailboxForm& to = model.mailboxes[lane.to.index()];
    text += LaneText(model, lane, pid).text();
    pid += to.is_array ? to.count : 1;
  }
  text += debts_text(model);
  if (model.has_services) {
    text +=
        "/* Where all but services have finished, the run is over, and nobody is stuck. */\n"
        "active proctype end_of_run()\n{\nend_running:\n  working == 0;\n"
        "  do\n  :: working == 0\n  od\n}\n";
  }
  return text;
}

}  // namespace ipcsim::promela
