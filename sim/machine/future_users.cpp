#include "sim/machine/future_users.hpp"

#include "sim/machine/control_flow.hpp"

namespace ipcsim {
namespace {

/// What a process may still do once it has left one place.
struct Future {
  std::vector<WayOn> messages;  // those ways on that send or receive
  bool replies = false;
};

Future future_after(const Program& program, CodeIndex at) {
  Future future;
  for (const CodeIndex later : reachable_after(program, at)) {
    if (program.code[later].opcode == Opcode::reply) future.replies = true;
    for (const WayOn& way : ways_on(program, later)) {
      if (way.guard == Guard::message) future.messages.push_back(way);
    }
  }
  return future;
}

}  // namespace

FutureUsers::FutureUsers(const Program& program, const Situation& situation,
                         const std::vector<ProcessId>& processes) {
  std::map<CodeIndex, Future> futures;  // replicas often stand at one place
  for (std::size_t user = 0; user < processes.size(); ++user) {
    const ProcessState& state = situation.processes[processes[user].index()].state;
    auto found = futures.find(state.at);
    if (found == futures.end()) {
      found = futures.emplace(state.at, future_after(program, state.at)).first;
    }
    if (found->second.replies) repliers_.push_back(user);
    for (const WayOn& way : found->second.messages) {
      const auto add_span = [&](MailboxSpan span) {
        if (span.count == 0) return;
        const auto& group = program.mailbox_groups[group_of(program, span.first).index()];
        if (span.count > 1 && span.count == group.count) {
          add(by_group_, span.first, way.direction, user);
          return;
        }
        for (std::uint32_t i = 0; i < span.count; ++i) {
          add(by_mailbox_, {span.first.value + i}, way.direction, user);
        }
      };
      visit_mailboxes(program, program.operations[way.operation], state, add_span);
    }
  }
}

const Users& FutureUsers::find(const UsersByKey& users, MailboxId mailbox, Direction direction) {
  static const Users kNobody;
  const auto found = users.find({mailbox, direction});
  return found == users.end() ? kNobody : found->second;
}

void FutureUsers::add(UsersByKey& users, MailboxId mailbox, Direction direction, std::size_t user) {
  Users& known = users[{mailbox, direction}];
  if (known.empty() || known.back() != user) known.push_back(user);
}

bool FutureUsers::any(const Program& program, MailboxId mailbox, Direction direction) const {
  const MailboxId first = program.mailbox_groups[group_of(program, mailbox).index()].first;
  return !of_mailbox(mailbox, direction).empty() || !of_group(first, direction).empty();
}

}  // namespace ipcsim
