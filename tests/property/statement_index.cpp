#include "tests/property/statement_index.hpp"

#include <algorithm>

namespace ipcsim::testing {
namespace {

/// The index that a name means among `count`; empty if it is drawn.
template <class Ref>
std::optional<std::uint32_t> index_of(const Ref& ref, std::uint32_t replica, std::uint32_t count) {
  switch (ref.form) {
    case IndexForm::fixed:
      return ref.offset;
    case IndexForm::self:
      return replica;
    case IndexForm::relative:
      return (replica + ref.offset) % count;
    case IndexForm::any:
      return std::nullopt;
    default:
      return 0;
  }
}

}  // namespace

StatementIndex::StatementIndex(const RecordedRun& run) : run_(run) {
  for (const ProcessSpec& process : run.scenario->processes) add(process.program);
}

void StatementIndex::add(const Block& block) {
  for (const Statement& statement : block) {
    const LineColumn place = statement.where.text->line_column(statement.where.begin);
    statements_[{place.line, place.column}] = &statement;
    const auto add_both = [&](const Block& then, const std::optional<Block>& otherwise) {
      add(then);
      if (otherwise) add(*otherwise);
    };
    if (const auto* it = std::get_if<Send>(&statement.what)) add_both(it->then, it->otherwise);
    if (const auto* it = std::get_if<Receive>(&statement.what)) add_both(it->then, it->otherwise);
    if (const auto* it = std::get_if<Call>(&statement.what)) add_both(it->then, it->otherwise);
    if (const auto* it = std::get_if<Loop>(&statement.what)) add(it->body);
    if (const auto* it = std::get_if<Choose>(&statement.what)) {
      for (const Choose::Branch& branch : it->branches) add(branch.body);
    }
    if (const auto* it = std::get_if<Select>(&statement.what)) {
      for (const Select::Alternative& alternative : it->alternatives) add(alternative.body);
      if (it->otherwise) add(*it->otherwise);
    }
  }
}

const Statement& StatementIndex::of(const TraceEvent& event) const {
  const StatementSymbol& symbol = statement_at(run_.program, event.at);
  return *statements_.at({symbol.line, symbol.column});
}

bool StatementIndex::is_blocking_send(const Statement& statement) const {
  const Mode unpinned = run_.scenario->send;
  if (const auto* it = std::get_if<Send>(&statement.what)) {
    return it->pinned.value_or(unpinned) == Mode::blocking;
  }
  if (const auto* it = std::get_if<Multicast>(&statement.what)) {
    return it->pinned.value_or(unpinned) == Mode::blocking;
  }
  return std::holds_alternative<Call>(statement.what);
}

bool StatementIndex::is_nonblocking_send(const Statement& statement) const {
  return !is_blocking_send(statement) && (std::holds_alternative<Send>(statement.what) ||
                                          std::holds_alternative<Multicast>(statement.what));
}

bool StatementIndex::is_blocking_receive(const Statement& statement) const {
  const auto* it = std::get_if<Receive>(&statement.what);
  return it != nullptr && it->pinned.value_or(run_.scenario->receive) == Mode::blocking;
}

bool StatementIndex::is_polling_receive(const Statement& statement) const {
  const auto* it = std::get_if<Receive>(&statement.what);
  return it != nullptr && !is_blocking_receive(statement) && (it->timeout || !it->otherwise);
}

bool StatementIndex::is_receive_of_one_look(const Statement& statement) const {
  return std::holds_alternative<Receive>(statement.what) && !is_blocking_receive(statement) &&
         !is_polling_receive(statement);
}

Awaited StatementIndex::awaited(const Statement& statement) const {
  if (std::holds_alternative<Call>(statement.what)) return Awaited::reply;
  if (!is_blocking_send(statement)) return Awaited::nothing;
  const auto* send = std::get_if<Send>(&statement.what);
  const SendUntil until = send ? send->until : std::get<Multicast>(statement.what).until;
  return until == SendUntil::received ? Awaited::receipt : Awaited::nothing;
}

std::uint32_t StatementIndex::replica(ProcessId process) const {
  const ProcessGroupId group = group_of(run_.program, process);
  return process.value - run_.program.process_groups[group.index()].first.value;
}

Meant StatementIndex::meant(const MailboxRef& ref, ProcessId process) const {
  const MailboxGroup& group = run_.program.mailbox_groups[ref.group.index()];
  const auto index = index_of(ref, replica(process), group.count);
  if (!index) return {group.first.value, group.count, group.count == 1};
  return {.first = group.first.value + *index};
}

std::vector<Meant> StatementIndex::sends_of(const Statement& select, ProcessId process) const {
  std::vector<Meant> result;
  for (const Select::Alternative& alternative : std::get<Select>(select.what).alternatives) {
    const auto* send = std::get_if<Select::Send>(&alternative.what);
    if (send != nullptr) result.push_back(meant(send->mailbox, process));
  }
  return result;
}

std::vector<Meant> StatementIndex::receives_of(const Statement& statement,
                                               ProcessId process) const {
  if (const auto* receive = std::get_if<Receive>(&statement.what)) {
    return senders_meant(*receive, process);
  }
  std::vector<Meant> result;
  for (const Select::Alternative& alternative : std::get<Select>(statement.what).alternatives) {
    const auto* receive = std::get_if<Select::Receive>(&alternative.what);
    if (receive != nullptr) result.push_back(meant(receive->mailbox, process));
  }
  return result;
}

/// The mailbox from replica p of a link's sender to replica q of its receiver is the one of index
/// q x (replicas of the sender) + p in the link's group, and those groups follow the declared ones.
std::vector<Meant> StatementIndex::senders_meant(const Receive& receive, ProcessId process) const {
  if (const auto* mailbox = std::get_if<MailboxRef>(&receive.from)) {
    return {meant(*mailbox, process)};
  }
  std::vector<Meant> result;
  const Scenario& scenario = *run_.scenario;
  const auto* ref = std::get_if<ProcessRef>(&receive.from);
  for (std::size_t i = 0; i < scenario.direct_links.size(); ++i) {
    const DirectLink& link = scenario.direct_links[i];
    if (link.to != group_of(run_.program, process) || (ref && ref->group != link.from)) continue;
    const std::uint32_t senders = scenario.processes[link.from.index()].count;
    const MailboxGroup& group = run_.program.mailbox_groups[scenario.mailboxes.size() + i];
    Meant all{group.first.value + replica(process) * senders, senders, true};
    if (ref != nullptr && ref->form != IndexForm::whole) {
      const auto index = index_of(*ref, replica(process), senders);
      all.certain = index || senders == 1;
      if (index) all = {.first = all.first + *index};
    }
    result.push_back(all);
  }
  return result;
}

std::optional<std::int32_t> StatementIndex::priority(const Statement& statement, ProcessId process,
                                                     MailboxId mailbox) const {
  if (const auto* it = std::get_if<Send>(&statement.what)) return it->priority;
  if (const auto* it = std::get_if<Call>(&statement.what)) return it->priority;
  if (const auto* it = std::get_if<Multicast>(&statement.what)) return it->priority;
  std::optional<std::int32_t> result;
  for (const Select::Alternative& alternative : std::get<Select>(statement.what).alternatives) {
    const auto* send = std::get_if<Select::Send>(&alternative.what);
    if (send == nullptr) continue;
    const Meant mailboxes = meant(send->mailbox, process);
    if (!mailboxes.contains(mailbox.value)) continue;
    if (result && *result != send->priority) return std::nullopt;
    result = send->priority;
    if (mailboxes.certain) break;  // of equal alternatives the first is meant
  }
  return result;
}

}  // namespace ipcsim::testing
