#include <algorithm>
#include <set>
#include <vector>

#include "reports/dot_text.hpp"
#include "reports/format_value.hpp"
#include "reports/program_graphs.hpp"
#include "sim/machine/control_flow.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

/// They prepare what the next instruction does, or go on elsewhere: an edge passes through them.
bool is_passed_through(Opcode opcode) {
  return opcode == Opcode::jump || opcode == Opcode::draw || opcode == Opcode::draw_after ||
         opcode == Opcode::pay || opcode == Opcode::begin_loop;
}

std::string id_of(CodeIndex at) { return "i" + std::to_string(at); }

std::string shape_of(Opcode opcode) {
  switch (opcode) {
    case Opcode::choose:
    case Opcode::end_round:
      return "diamond";
    case Opcode::select:
      return "hexagon";
    case Opcode::stop:
      return "oval";
    default:
      return "box";
  }
}

class FlowGraph {
 public:
  FlowGraph(const Scenario& scenario, const Program& program) : program_(program) {
    text_ = "// What each program does next: dot -Tsvg FILE.dot > FILE.svg\ndigraph flow {\n";
    text_ += "  graph [labelloc=t, fontname=\"sans-serif\", label=" +
             dot_string({scenario.title.empty() ? scenario.path : scenario.title}) + "];\n";
    text_ += "  node [shape=box, fontname=\"sans-serif\"];\n";
    text_ += "  edge [fontname=\"sans-serif\", fontsize=10];\n";
  }

  std::string text() && {
    for (std::size_t g = 0; g < program_.process_groups.size(); ++g) add_group(g);
    return std::move(text_) + "}\n";
  }

 private:
  /// Where one comes to who goes on at `at`. A loop of nothing but jumps is its own node.
  [[nodiscard]] CodeIndex landing(CodeIndex at) const {
    std::set<CodeIndex> seen;
    while (is_passed_through(program_.code[at].opcode) && seen.insert(at).second) {
      at = successors(program_, at).front();
    }
    return at;
  }

  void add_group(std::size_t g) {
    const ProcessGroup& group = program_.process_groups[g];
    std::string name = program_.symbols.process_groups[g];
    if (group.count > 1) name += " × " + grouped(group.count);
    if (group.service) name += ", a service";
    const std::string number = std::to_string(g);
    text_ += "  subgraph cluster_" + number + " {\n    label=" + dot_string({name}) + ";\n";
    text_ += "    begin" + number + " [shape=point];\n";
    std::string edges = "  begin" + number + " -> " + id_of(landing(group.entry)) + ";\n";
    std::set<CodeIndex> seen;
    std::vector<CodeIndex> open = {landing(group.entry)};
    while (!open.empty()) {
      const CodeIndex at = open.back();
      open.pop_back();
      if (!seen.insert(at).second) continue;
      for (const auto& [target, label] : ways_from(at)) {
        edges += "  " + id_of(at) + " -> " + id_of(target) +
                 (label.empty() ? "" : " [label=" + dot_string({label}) + "]") + ";\n";
        open.push_back(target);
      }
    }
    for (const CodeIndex at : seen) add_node(at);
    text_ += "  }\n" + edges;
  }

  void add_node(CodeIndex at) {
    const Opcode opcode = program_.code[at].opcode;
    const StatementSymbol& statement = statement_at(program_, at);
    std::vector<std::string> lines = {statement.text, "line " + std::to_string(statement.line)};
    if (opcode == Opcode::stop && statement.text != "stop") lines = {"the end"};
    if (opcode == Opcode::await) lines[0] += ", waits until " + word_of(program_.code[at]);
    if (opcode == Opcode::end_round) lines[0] += ", again?";
    text_ += "    " + id_of(at) + " [label=" + dot_string(lines) + ", shape=" + shape_of(opcode) +
             "];\n";
  }

  struct Way {
    CodeIndex target = 0;
    std::string label;
  };

  [[nodiscard]] std::vector<Way> ways_from(CodeIndex at) const {
    const Instruction instruction = program_.code[at];
    std::vector<Way> ways;
    if (is_passed_through(instruction.opcode)) return {{at, "for ever"}};
    if (instruction.opcode == Opcode::choose) {
      double before = 0;
      const std::vector<Choice::Branch>& branches = program_.choices[instruction.operand].branches;
      for (const Choice::Branch& branch : branches) {
        const double part = (branch.cumulative - before) / branches.back().cumulative;
        ways.push_back({landing(branch.target), format_value(part, Unit::fraction)});
        before = branch.cumulative;
      }
      return ways;
    }
    if (instruction.opcode == Opcode::select) return ways_from_select(instruction.operand);
    for (const WayOn& way : ways_on(program_, at)) {
      ways.push_back({landing(way.target), label_of(instruction, way)});
    }
    const bool is_no_choice = std::all_of(
        ways.begin(), ways.end(), [&](const Way& it) { return it.target == ways.front().target; });
    if (is_no_choice && !ways.empty()) return {{ways.front().target, ""}};
    return ways;
  }

  /// What an `await` waits for, when it has come.
  [[nodiscard]] std::string word_of(const Instruction& instruction) const {
    switch (program_.operations[instruction.operand].awaits) {
      case Awaits::receipt:
        return "received";
      case Awaits::reply:
        return "replied";
      case Awaits::acceptance:
      case Awaits::word:
        break;
    }
    return "accepted";
  }

  [[nodiscard]] std::string label_of(const Instruction& instruction, const WayOn& way) const {
    switch (way.guard) {
      case Guard::message:
        return way.direction == Direction::send ? "sent" : "received";
      case Guard::word:
        return word_of(instruction);
      case Guard::drop:
        return "dropped";
      case Guard::rounds:
        return "next round";
      case Guard::none:
        break;
    }
    if (instruction.opcode == Opcode::end_round) return "done";
    if (instruction.opcode == Opcode::try_send) return "refused";
    return instruction.opcode == Opcode::try_receive ? "no message" : "timeout";
  }

  [[nodiscard]] std::vector<Way> ways_from_select(std::uint32_t index) const {
    const Selection& selection = program_.selections[index];
    std::vector<Way> ways;
    for (const Selection::Alternative& it : selection.alternatives) {
      const Operation& operation = program_.operations[it.operation];
      const bool is_several = operation.addressing == Addressing::several;
      const std::string mailbox =
          is_several ? "any" : name_of(program_, group_of(program_, operation.first));
      ways.push_back(
          {landing(it.target), (it.direction == Direction::send ? "send " : "receive ") + mailbox});
    }
    for (const Selection::After& it : selection.afters)
      ways.push_back({landing(it.target), "after"});
    if (selection.otherwise) ways.push_back({landing(*selection.otherwise), "else"});
    return ways;
  }

  const Program& program_;
  std::string text_;
};

}  // namespace

std::string flow_dot(const Scenario& scenario, const Program& program) {
  return FlowGraph(scenario, program).text();
}

}  // namespace ipcsim
