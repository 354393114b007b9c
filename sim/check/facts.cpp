#include "sim/check/facts.hpp"

#include <set>

#include "sim/check/local_states.hpp"

namespace ipcsim {

FactFinder::FactFinder(const Program& program)
    : program_(program),
      mailboxes_(program.mailbox_groups.size()),
      carried_out_(program.code.size(), 0) {
  for (std::uint32_t g = 0; g < program.mailbox_groups.size(); ++g) {
    group_of_.insert(group_of_.end(), program.mailbox_groups[g].count, g);
  }
}

Facts FactFinder::facts(bool proved) const {
  Facts facts{.proved = proved, .mailboxes = mailboxes_, .unused = {}};
  for (std::uint32_t g = 0; g < program_.process_groups.size(); ++g) {
    const ProcessGroup& group = program_.process_groups[g];
    // A statement is several instructions, and what it draws is no part of carrying it out.
    std::set<std::uint32_t> used;
    for (CodeIndex at = group.entry; at < group.end; ++at) {
      if (carried_out_[at] != 0) used.insert(program_.symbols.statement_of[at]);
    }
    for (CodeIndex at = group.entry; at < group.end; ++at) {
      const Instruction instruction = program_.code[at];
      if (!is_step(program_, instruction) || instruction.opcode == Opcode::stop) continue;
      if (used.insert(program_.symbols.statement_of[at]).second) {
        facts.unused.push_back({{g}, at});
      }
    }
  }
  return facts;
}

}  // namespace ipcsim
