#include "sim/program/program.hpp"

#include <algorithm>
#include <limits>

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

/// Null if the group is a declared one.
const DirectGroup* direct_group(const Program& program, MailboxGroupId group) {
  const std::size_t declared = program.symbols.mailbox_groups.size();
  return group.index() < declared ? nullptr : &program.direct_groups[group.index() - declared];
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

Duration core_time(const Payment& payment, std::int64_t bytes) {
  constexpr std::int64_t kGigabyte = 1'000'000'000;
  const __int128 copy = (__int128{bytes} * payment.copy_of_gigabyte.ns + kGigabyte / 2) / kGigabyte;
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  return {static_cast<std::int64_t>(std::min<__int128>(payment.call.ns + copy, kMost))};
}

const Host& host_of(const Program& program, ProcessId process) {
  return program.hosts[program.process_groups[group_of(program, process).index()].host.index()];
}

std::optional<std::uint32_t> route_to(const Program& program, ProcessId process,
                                      MailboxId mailbox) {
  if (program.routes.empty()) return std::nullopt;
  const HostId here = program.process_groups[group_of(program, process).index()].host;
  const HostId there = program.mailbox_groups[group_of(program, mailbox).index()].host;
  const auto found = program.route_between.find({here, there});
  if (found == program.route_between.end()) return std::nullopt;
  return found->second;
}

std::string name_of(const Program& program, MailboxId mailbox) {
  const MailboxGroupId id = group_of(program, mailbox);
  const std::uint32_t index = mailbox.value - program.mailbox_groups[id.index()].first.value;
  if (const DirectGroup* direct = direct_group(program, id)) {
    const ProcessGroup& from = program.process_groups[direct->from.index()];
    const ProcessGroup& to = program.process_groups[direct->to.index()];
    return name_of(program, ProcessId{from.first.value + index % from.count}) + " -> " +
           name_of(program, ProcessId{to.first.value + index / from.count});
  }
  const std::string& name = program.symbols.mailbox_groups[id.index()];
  return program.symbols.mailbox_is_array[id.index()] ? indexed(name, index) : name;
}

std::string name_of(const Program& program, MailboxGroupId group) {
  const DirectGroup* direct = direct_group(program, group);
  if (direct == nullptr) return program.symbols.mailbox_groups[group.index()];
  return program.symbols.process_groups[direct->from.index()] + " -> " +
         program.symbols.process_groups[direct->to.index()];
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
