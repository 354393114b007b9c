#include "sim/promela/process_text.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string_view>

#include "sim/promela/steps_of_place.hpp"

namespace ipcsim::promela {
namespace {

bool needs_semicolon(const std::string& line) {
  const std::size_t begin = line.find_first_not_of(' ');
  const std::string_view text = std::string_view(line).substr(begin);
  return text != "if" && !text.starts_with("::");
}

/// `if` and what stands inside it take lines of their own.
bool is_plain(const Lines& lines) {
  return std::find(lines.begin(), lines.end(), "if") == lines.end();
}

bool has_word(const std::string& text, const std::string& word) {
  const auto is_part = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
  };
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const std::size_t behind = at + word.size();
    const bool begins = at == 0 || !is_part(text[at - 1]);
    if (begins && (behind == text.size() || !is_part(text[behind]))) return true;
  }
  return false;
}

/// Leaves out the jump to what stands behind anyway.
Lines without_jump_to(Lines lines, const std::string& next) {
  const std::string jump = "goto " + next;
  if (!lines.empty() && lines.back() == jump) {
    lines.pop_back();
    return lines;
  }
  return lines;
}

class ProcessText {
 public:
  ProcessText(const Model& model, ProcessGroupId id)
      : model_(model),
        group_(model.program.process_groups[id.index()]),
        form_(model.processes[id.index()]),
        original_(model.program.symbols.process_groups[id.index()]),
        steps_(model, group_, form_, end()) {}

  std::string text() {
    find_places();
    name_places();
    std::string body = entry_text();
    for (auto it = places_.begin(); it != places_.end(); ++it) {
      const auto next = std::next(it);
      body += place_text(*it, next == places_.end() ? behind_all() : labels_.at(*next));
    }
    body += error_text() + end_text();
    return head_text() + body + "}\n";
  }

 private:
  [[nodiscard]] TrailEnd end() {
    return {.go_to = [this](Place place) -> Lines { return {"goto " + label(place)}; },
            .finish = counts_end() ? Lines{"working--", "goto done"} : Lines{"goto done"},
            .run_for_ever = {"goto endless"}};
  }

  /// Nobody has finished before it begins to run for ever.
  [[nodiscard]] TrailEnd beginning() {
    TrailEnd beginning = end();
    beginning.run_for_ever = {"assert(false)"};
    return beginning;
  }

  /// While the places are still being found, their names are not known.
  std::string label(Place place) {
    if (found_.insert(place).second) open_.push_back(place);
    const auto known = labels_.find(place);
    return known == labels_.end() ? "" : known->second;
  }

  void find_places() {
    note(trail(model_.program, group_.entry, beginning()));
    while (!open_.empty()) {
      const Place place = open_.back();
      open_.pop_back();
      for (const Step& step : steps_.steps(place)) note(lines_of(step, place, ""));
    }
    places_.assign(found_.begin(), found_.end());
  }

  void note(const Lines& lines) { code_ += sequence_text(lines, 0); }

  /// Where it goes on behind its last place: what follows there is its end, or nothing.
  [[nodiscard]] std::string behind_all() const {
    return has_word(code_, "endless") || has_word(code_, "beyond") ? "" : "done";
  }

  /// The run is over when all such processes have finished.
  [[nodiscard]] bool counts_end() const {
    return model_.has_services && !group_.service && !ends_at_once(model_.program, group_);
  }

  /// A service that waits there does its job.
  [[nodiscard]] bool is_idle(Place place) const {
    if (!group_.service) return false;
    const Instruction instruction = model_.program.code[place.at];
    if (instruction.opcode == Opcode::select) {
      const auto& all = model_.program.selections[instruction.operand].alternatives;
      return std::all_of(all.begin(), all.end(),
                         [](const auto& it) { return it.direction == Direction::receive; });
    }
    return instruction.opcode == Opcode::receive || instruction.opcode == Opcode::poll_receive;
  }

  /// By line and column of the statement; those of one statement are numbered.
  void name_places() {
    std::map<std::string, int> used;
    for (const Place place : places_) {
      const StatementSymbol& statement = statement_at(model_.program, place.at);
      std::string name =
          "L" + std::to_string(statement.line) + "_" + std::to_string(statement.column);
      const int number = ++used[name];
      if (number > 1) name += "_" + std::to_string(number);
      labels_[place] = (is_idle(place) ? "end_" : "") + name;
    }
  }

  std::string entry_text() {
    const Lines lines =
        without_jump_to(trail(model_.program, group_.entry, beginning()),
                        places_.empty() ? behind_all() : labels_.at(places_.front()));
    return lines.empty() ? "" : "  " + atomic_text(lines, 2) + ";\n";
  }

  std::string place_text(Place place, const std::string& next) {
    const StatementSymbol& statement = statement_at(model_.program, place.at);
    std::string text = labels_.at(place) + ":  /* " + comment(place, statement) + " */\n";
    const std::vector<Step> steps = steps_.steps(place);
    if (steps.empty()) return text + "  false;\n";
    if (steps.size() == 1) {
      return text + "  " + atomic_text(lines_of(steps.front(), place, next), 2) + ";\n";
    }
    text += "  if\n";
    for (const Step& step : steps) {
      text += "  :: " + atomic_text(lines_of(step, place, next), 5) + "\n";
    }
    return text + "  fi;\n";
  }

  [[nodiscard]] std::string comment(Place place, const StatementSymbol& statement) const {
    const Opcode opcode = model_.program.code[place.at].opcode;
    std::string text = in_comment(statement.text);
    if (opcode == Opcode::await && !place.in_turn) text += ", waits for word";
    return text;
  }

  /// SPIN takes a step without a condition that leads back to itself for a mistake.
  static bool is_bare_circle(const Lines& lines, const std::string& label) {
    return lines.size() == 2 && (lines.front() == "skip" || lines.front() == "true") &&
           lines.back() == "goto " + label;
  }

  [[nodiscard]] Lines lines_of(const Step& step, Place place, const std::string& next) const {
    Lines lines;
    if (!step.first.empty()) lines.push_back(step.first);
    lines.insert(lines.end(), step.effects.begin(), step.effects.end());
    lines.insert(lines.end(), step.behind.begin(), step.behind.end());
    lines = without_jump_to(std::move(lines), next);
    const auto label = labels_.find(place);
    if (label != labels_.end() && is_bare_circle(lines, label->second)) lines[0] = "_pid >= 0";
    if (lines.empty()) lines.emplace_back("skip");
    return lines;
  }

  [[nodiscard]] std::string error_text() const {
    std::string text;
    if (has_word(code_, "endless")) {
      const std::string condition = error_condition(model_, group_);
      text += "endless:  /* from here on it runs for ever without a step */\n  ";
      text += (condition.empty() ? "" : condition + " -> ") + "assert(false);\n";
    }
    if (has_word(code_, "beyond")) {
      text += "beyond:  /* more calls than are followed: it stands still, but is not stuck */\n";
      text += "  do\n  :: cut == 1\n  od;\n";
    }
    return text;
  }

  [[nodiscard]] std::string end_text() const {
    if (!has_word(code_, "done")) return "";
    if (!group_.service || form_.calls.empty()) return "done:\n  skip\n";
    return "done:  /* it never answers the calls that it holds */\n  clear(" +
           receiver_of(form_, group_).calls + ")\n";
  }

  [[nodiscard]] std::string head_text() const {
    const std::string count = group_.count > 1 ? "[" + std::to_string(group_.count) + "] " : "";
    std::string text = "active " + count + "proctype " + form_.name + "()";
    if (form_.name != original_) text += "  /* " + in_comment(original_) + " */";
    text += "\n{\n";
    const bool has_calls = has_word(code_, "done") && !form_.calls.empty() && group_.service;
    if (group_.count > 1 && (has_word(code_, "self") || has_calls)) {
      text += "  byte self = _pid";
      if (group_.first.value > 0) text += " - " + std::to_string(group_.first.value);
      text += ";\n";
    }
    if (has_word(code_, "letter")) text += "  " + model_.letter_type() + " letter;\n";
    for (std::uint16_t slot = 0; slot < group_.registers; ++slot) {
      if (!has_word(code_, register_name(slot))) continue;
      text += "  " + type_for(most_in(slot)) + " " + register_name(slot) + ";\n";
    }
    return text;
  }

  [[nodiscard]] std::uint64_t most_in(std::uint16_t slot) const {
    std::uint64_t most = 0;
    for (CodeIndex at = group_.entry; at < group_.end; ++at) {
      const Instruction instruction = model_.program.code[at];
      if (instruction.opcode == Opcode::begin_loop && instruction.slot == slot) {
        most = std::max<std::uint64_t>(most, instruction.operand);
      } else if (instruction.opcode == Opcode::draw) {
        const Operation& operation = model_.program.operations[instruction.operand];
        if (operation.slot == slot) most = std::max<std::uint64_t>(most, operation.count);
      }
    }
    return most;
  }

  const Model& model_;
  const ProcessGroup& group_;
  const ProcessForm& form_;
  const std::string& original_;
  std::set<Place> found_;
  std::vector<Place> open_;
  std::vector<Place> places_;
  std::map<Place, std::string> labels_;
  std::string code_;  // all that it does, without comments
  StepsOfPlace steps_;
};

}  // namespace

std::string process_text(const Model& model, ProcessGroupId group) {
  return ProcessText(model, group).text();
}

std::string sequence_text(const Lines& lines, std::size_t indent) {
  std::string text;
  for (const std::string& line : lines) {
    text += std::string(indent, ' ') + line + (needs_semicolon(line) ? ";\n" : "\n");
  }
  return text;
}

std::string atomic_text(const Lines& lines, std::size_t indent) {
  if (lines.size() == 1) return lines.front();
  // A jump is no step of SPIN's, but inside of `atomic` it is one.
  if (lines.size() == 2 && lines.back().starts_with("goto ")) {
    return lines.front() + " -> " + lines.back();
  }
  if (!is_plain(lines)) {
    return "atomic {\n" + sequence_text(lines, indent + 2) + std::string(indent, ' ') + "}";
  }
  std::string text = "atomic { ";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    text += (i == 0 ? "" : i == 1 ? " -> " : "; ") + lines[i];
  }
  return text + " }";
}

std::string in_comment(std::string text) {
  for (std::size_t at = text.find("*/"); at != std::string::npos; at = text.find("*/", at)) {
    text.replace(at, 2, "*_");
  }
  return text;
}

}  // namespace ipcsim::promela
