#include "sim/program/program.hpp"

#include <algorithm>

namespace ipcsim {
namespace {

/// The last group whose first member is not behind `id`.
template <class GroupId, class Group, class MemberId>
GroupId last_group_from(const std::vector<Group>& groups, MemberId id) {
  const auto behind =
      std::upper_bound(groups.begin(), groups.end(), id,
                       [](MemberId member, const Group& group) { return member < group.first; });
  return GroupId{static_cast<std::uint32_t>(behind - groups.begin() - 1)};
}

std::string indexed(const std::string& name, std::uint32_t index) {
  return name + "[" + std::to_string(index) + "]";
}

}  // namespace

MailboxGroupId group_of(const Program& program, MailboxId mailbox) {
  return last_group_from<MailboxGroupId>(program.mailbox_groups, mailbox);
}

ProcessGroupId group_of(const Program& program, ProcessId process) {
  return last_group_from<ProcessGroupId>(program.process_groups, process);
}

std::string name_of(const Program& program, MailboxId mailbox) {
  const MailboxGroupId id = group_of(program, mailbox);
  const std::string& name = program.symbols.mailbox_groups[id.index()];
  if (!program.symbols.mailbox_is_array[id.index()]) return name;
  return indexed(name, mailbox.value - program.mailbox_groups[id.index()].first.value);
}

std::string name_of(const Program& program, ProcessId process) {
  const ProcessGroupId id = group_of(program, process);
  const ProcessGroup& group = program.process_groups[id.index()];
  const std::string& name = program.symbols.process_groups[id.index()];
  return group.count == 1 ? name : indexed(name, process.value - group.first.value);
}

const StatementSymbol& statement_at(const Program& program, CodeIndex at) {
  return program.symbols.statements[program.symbols.statement_of[at]];
}

std::string place_of(const Program& program, CodeIndex at) {
  const StatementSymbol& statement = statement_at(program, at);
  return program.symbols.file + ":" + std::to_string(statement.line) + ":" +
         std::to_string(statement.column);
}

}  // namespace ipcsim
