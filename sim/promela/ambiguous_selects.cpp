#include "sim/promela/ambiguous_selects.hpp"

#include <set>
#include <string>

#include "sim/machine/control_flow.hpp"
#include "sim/promela/mailbox_form.hpp"

namespace ipcsim::promela {
namespace {

struct Alternative {
  Direction direction = Direction::receive;
  std::vector<MailboxSpan> where;  // the mailboxes that it may mean
};

/// One process in front of one select.
struct Stand {
  ProcessId process;
  CodeIndex at = 0;
  std::vector<Alternative> alternatives;  // at capacity 0, each mailbox and direction once
};

bool overlap(const std::vector<MailboxSpan>& one, const std::vector<MailboxSpan>& other) {
  for (const MailboxSpan& a : one) {
    for (const MailboxSpan& b : other) {
      if (a.contains(b.first) || b.contains(a.first)) return true;
    }
  }
  return false;
}

std::vector<Alternative> alternatives_of(const Program& program, const Selection& selection,
                                         std::uint32_t replica) {
  std::vector<Alternative> alternatives;
  std::vector<const Operation*> seen;
  for (const Selection::Alternative& it : selection.alternatives) {
    const Operation& operation = program.operations[it.operation];
    const MailboxGroupId group = group_of(program, operation.first);
    if (program.mailbox_groups[group.index()].capacity > 0) continue;
    bool is_repeated = false;
    for (std::size_t i = 0; i < seen.size(); ++i) {
      is_repeated = is_repeated || (alternatives[i].direction == it.direction &&
                                    is_same_place(*seen[i], operation));
    }
    if (is_repeated) continue;
    seen.push_back(&operation);
    alternatives.push_back({it.direction, {}});
    visit_mailboxes(program, operation, ProcessState{.replica = replica},
                    [&](MailboxSpan span) { alternatives.back().where.push_back(span); });
  }
  return alternatives;
}

std::vector<Stand> stands_of(const Program& program) {
  std::vector<Stand> stands;
  for (const ProcessGroup& group : program.process_groups) {
    for (CodeIndex at = group.entry; at < group.end; ++at) {
      if (program.code[at].opcode != Opcode::select) continue;
      const Selection& selection = program.selections[program.code[at].operand];
      for (std::uint32_t replica = 0; replica < group.count; ++replica) {
        stands.push_back({ProcessId{group.first.value + replica}, at,
                          alternatives_of(program, selection, replica)});
        if (stands.back().alternatives.size() < 2) stands.pop_back();
      }
    }
  }
  return stands;
}

int meetings(const Stand& one, const Stand& other) {
  int count = 0;
  for (const Alternative& a : one.alternatives) {
    for (const Alternative& b : other.alternatives) {
      if (a.direction != b.direction && overlap(a.where, b.where)) ++count;
    }
  }
  return count;
}

}  // namespace

std::vector<PromelaProblem> ambiguous_selects(const Program& program) {
  const std::vector<Stand> stands = stands_of(program);
  std::vector<PromelaProblem> problems;
  std::set<CodeIndex> told;
  for (std::size_t i = 0; i < stands.size(); ++i) {
    for (std::size_t k = i + 1; k < stands.size(); ++k) {
      const Stand& one = stands[i];
      const Stand& other = stands[k];
      if (one.process == other.process || meetings(one, other) < 2) continue;
      if (!told.insert(one.at).second) continue;
      problems.push_back(
          {one.at,
           "this select may meet that at " + place_of(program, other.at) +
               " at more than one mailbox of capacity 0",
           {"whose list decides then, SPIN cannot be told; leave alternatives out, or give one of "
            "the mailboxes a capacity"}});
    }
  }
  return problems;
}

}  // namespace ipcsim::promela
