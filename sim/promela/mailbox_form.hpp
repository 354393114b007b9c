// How a group of mailboxes is kept in a model. Programs hold no data, so messages that nothing
// tells apart are a number; only where word is awaited of a message, or priorities differ, the
// messages themselves are kept, in a list. Capacity 0 is a channel of SPIN.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/program/program.hpp"

namespace ipcsim::promela {

/// An unbounded mailbox has this many places, and a step beyond them is left out.
struct Bound {
  std::uint32_t messages = 8;
};

struct MailboxForm {
  enum class Kind : std::uint8_t {
    counted,     // how many messages there are
    listed,      // the messages in order of acceptance
    rendezvous,  // capacity 0
  };
  Kind kind = Kind::counted;
  std::string name;       // its identifier
  std::string original;   // as the scenario calls it
  bool is_array = false;  // of `count` elements
  std::uint32_t count = 1;
  std::uint32_t room = 0;     // messages that it takes: the capacity, or the bound
  bool is_bounded = true;     // false: what goes beyond `room` is left out
  bool drops_oldest = false;  // where there is no room; never of a rendezvous
  bool refuses = true;        // a nonblocking send into a full mailbox fails
  std::uint32_t initial = 0;
  TakeOrder order = TakeOrder::fifo;
  bool ranks = false;  // messages of different priorities: of `listed`
  // Of `rendezvous`:
  bool is_tagged = false;       // a message says whether its sender waits
  bool carries_letter = false;  // and, which call it is
  bool is_conditional = false;  // some wait there only under a condition
};

/// By MailboxGroupId. Names are left empty.
std::vector<MailboxForm> mailbox_forms(const Program& program, Bound bound);

/// Calls visit(opcode, operation, selection) for each send and receive of the group's program;
/// `selection` is the select that it stands in, or null.
template <class Visit>
void visit_operations(const Program& program, const ProcessGroup& group, Visit visit) {
  for (CodeIndex at = group.entry; at < group.end; ++at) {
    const Instruction instruction = program.code[at];
    if (instruction.opcode == Opcode::select) {
      const Selection& selection = program.selections[instruction.operand];
      for (const Selection::Alternative& alternative : selection.alternatives) {
        const bool sends = alternative.direction == Direction::send;
        visit(sends ? Opcode::send : Opcode::receive, program.operations[alternative.operation],
              &selection);
      }
      continue;
    }
    const bool communicates = row_of(instruction.opcode).operands == Operands::operation &&
                              instruction.opcode != Opcode::draw &&
                              instruction.opcode != Opcode::await &&
                              instruction.opcode != Opcode::reply;
    if (!communicates) continue;
    const Selection* none = nullptr;
    visit(instruction.opcode, program.operations[instruction.operand], none);
  }
}

/// The two operations of one select name the same mailbox in the same words.
bool is_same_place(const Operation& one, const Operation& other);

/// The groups whose mailboxes the operation may mean.
std::vector<MailboxGroupId> groups_of(const Program& program, const Operation& operation);

}  // namespace ipcsim::promela
