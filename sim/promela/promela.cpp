#include "sim/promela/promela.hpp"

#include <limits>

#include "sim/promela/ambiguous_selects.hpp"
#include "sim/promela/model.hpp"
#include "sim/promela/preamble.hpp"
#include "sim/promela/process_text.hpp"

namespace ipcsim {
namespace promela {
namespace {

constexpr std::uint32_t kMostProcesses = 255;  // of SPIN
constexpr auto kMostRounds = static_cast<std::uint32_t>(std::numeric_limits<std::int32_t>::max());

std::uint32_t processes_in(const Model& model) {
  std::uint32_t count = model.program.processes + (model.has_services ? 1 : 0);
  for (const LaneForm& lane : model.lanes) count += model.mailboxes[lane.to.index()].count;
  for (std::size_t g = 0; g < model.processes.size(); ++g) {
    const bool may_owe =
        model.program.process_groups[g].service && !model.processes[g].calls.empty();
    if (may_owe) return count + 1;
  }
  return count;
}

std::vector<PromelaProblem> problems_of(const Program& program) {
  std::vector<PromelaProblem> problems;
  for (const ProcessGroup& group : program.process_groups) {
    for (CodeIndex at = group.entry; at < group.end; ++at) {
      const Instruction instruction = program.code[at];
      if (instruction.opcode != Opcode::begin_loop || instruction.operand <= kMostRounds) continue;
      problems.push_back(
          {at,
           "a loop of " + std::to_string(instruction.operand) + " rounds is too long for Promela",
           {"its numbers go up to " + std::to_string(kMostRounds)}});
    }
  }
  if (program.processes > kMostProcesses) {
    problems.push_back({program.process_groups.back().end - 1,
                        "with this there are " + std::to_string(program.processes) +
                            " processes, too many for SPIN",
                        {"it knows up to 255; --set processes.P.count=N makes them fewer"}});
    return problems;
  }
  for (PromelaProblem& it : ambiguous_selects(program)) problems.push_back(std::move(it));
  return problems;
}

/// SPIN's room for a state, 1,024 bytes, is too little for many processes.
constexpr std::uint32_t kMostWithUsualRoom = 30;

std::string head_text(const Program& program, std::uint32_t bound) {
  const bool needs_room = program.processes > kMostWithUsualRoom;
  const std::string room = needs_room ? " -DVECTORSZ=4096" : "";
  return "/* " + in_comment(program.symbols.file) +
         " without time, as a model for SPIN. Written by ipcsim export --promela.\n\n"
         "     spin -a MODEL.pml && gcc -O2 -DSAFETY" +
         room +
         " -o pan pan.c && ./pan\n\n"
         "   \"errors: 0\" says that it is free of deadlock and livelock. An invalid end state is "
         "one, a failed\n   assertion a program error, or a process that runs for ever without a "
         "step.\n   Messages have no content: a mailbox is the number of messages in it. A label "
         "L14_9 is the\n   statement in line 14, column 9. What is unbounded is followed up to " +
         std::to_string(bound) + " messages. */\n\n";
}

}  // namespace
}  // namespace promela

PromelaExport promela_of(const Program& program, std::uint32_t bound) {
  using namespace promela;  // NOLINT(google-build-using-namespace)
  PromelaExport result{.model = {}, .problems = problems_of(program)};
  if (!result.problems.empty()) return result;
  const Model model(program, {bound});
  if (processes_in(model) > kMostProcesses) {
    result.problems.push_back({program.process_groups.back().end - 1,
                               "with what delivers messages there are too many processes for SPIN",
                               {"it knows up to 255"}});
    return result;
  }
  std::string processes;
  for (std::uint32_t g = 0; g < program.process_groups.size(); ++g) {
    processes += process_text(model, ProcessGroupId{g}) + "\n";
  }
  processes += monitors_text(model);
  result.model = head_text(program, bound) + preamble_text(model, processes) + processes;
  while (result.model.ends_with("\n\n")) result.model.pop_back();
  return result;
}

}  // namespace ipcsim
