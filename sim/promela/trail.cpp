#include "sim/promela/trail.hpp"

#include <map>
#include <utility>

#include "sim/check/local_states.hpp"

namespace ipcsim::promela {
namespace {

constexpr std::uint32_t kMostJumps = 1'000'000;  // as many as the search follows

class Walk {
 public:
  Walk(const Program& program, const TrailEnd& end) : program_(program), end_(end) {}

  /// `rounds`: of counters that are known, what they hold.
  Lines from(CodeIndex at, std::map<std::uint16_t, std::uint32_t> rounds) {
    Lines lines;
    for (std::uint32_t jumps = 0; jumps < kMostJumps; ++jumps) {
      const Instruction instruction = program_.code[at];
      if (is_step(program_, instruction)) return arrive({at, false}, rounds, std::move(lines));
      switch (instruction.opcode) {
        case Opcode::jump:
          at = instruction.operand;
          break;
        case Opcode::begin_loop:
          rounds[instruction.slot] = instruction.operand;
          ++at;
          break;
        case Opcode::end_round: {
          const auto known = rounds.find(instruction.slot);
          if (known == rounds.end()) return branch(at, rounds, std::move(lines));
          at = --known->second > 0 ? instruction.operand : at + 1;
          if (known->second == 0) rounds.erase(known);
          break;
        }
        case Opcode::transmit:  // not yet accepted, at a mailbox on another host
          return arrive({at + 1, true}, rounds, std::move(lines));
        case Opcode::draw:
          draw(program_.operations[instruction.operand], lines);
          ++at;
          break;
        default:
          ++at;
      }
    }
    lines.insert(lines.end(), end_.run_for_ever.begin(), end_.run_for_ever.end());
    return lines;
  }

 private:
  static void draw(const Operation& operation, Lines& lines) {
    if (operation.addressing != Addressing::drawn) return;
    lines.push_back("select (" + register_name(operation.slot) + " : 0 .. " +
                    std::to_string(operation.count - 1) + ")");
  }

  static void set(const std::map<std::uint16_t, std::uint32_t>& rounds, Lines& lines) {
    for (const auto& [slot, count] : rounds) {
      lines.push_back(register_name(slot) + " = " + std::to_string(count));
    }
  }

  [[nodiscard]] Lines arrive(Place place, const std::map<std::uint16_t, std::uint32_t>& rounds,
                             Lines lines) const {
    const bool is_end = program_.code[place.at].opcode == Opcode::stop;
    if (!is_end) set(rounds, lines);
    const Lines last = is_end ? end_.finish : end_.go_to(place);
    lines.insert(lines.end(), last.begin(), last.end());
    return lines;
  }

  /// At the end of a round of which it is not known how many are left.
  Lines branch(CodeIndex at, const std::map<std::uint16_t, std::uint32_t>& rounds, Lines lines) {
    const Instruction instruction = program_.code[at];
    const std::string counter = register_name(instruction.slot);
    lines.push_back(counter + "--");
    lines.emplace_back("if");
    add_branch(":: " + counter + " > 0", from(instruction.operand, rounds), lines);
    add_branch(":: else", from(at + 1, rounds), lines);
    lines.emplace_back("fi");
    return lines;
  }

  static void add_branch(const std::string& guard, const Lines& branch, Lines& lines) {
    lines.push_back(guard + (branch.empty() ? "" : " ->"));
    for (const std::string& line : branch) lines.push_back("  " + line);
  }

  const Program& program_;
  const TrailEnd& end_;
};

}  // namespace

Lines trail(const Program& program, CodeIndex at, const TrailEnd& end) {
  return Walk(program, end).from(at, {});
}

bool is_endless(const Program& program, CodeIndex at) {
  const TrailEnd end{.go_to = [](Place) { return Lines(); }, .finish = {}, .run_for_ever = {"x"}};
  const Lines lines = trail(program, at, end);
  return !lines.empty() && lines.back() == "x";
}

bool ends_at_once(const Program& program, const ProcessGroup& group) {
  const TrailEnd end{.go_to = [](Place) { return Lines(); }, .finish = {"x"}, .run_for_ever = {}};
  const Lines lines = trail(program, group.entry, end);
  return !lines.empty() && lines.back() == "x";
}

std::string register_name(std::uint16_t slot) { return "count_" + std::to_string(slot); }

}  // namespace ipcsim::promela
