#include "reports/schedule_lanes.hpp"

#include <algorithm>
#include <set>

namespace ipcsim {
namespace {

std::uint32_t capacity_of(const Program& program, MailboxId mailbox) {
  return program.mailbox_groups[group_of(program, mailbox).index()].capacity;
}

/// A mailbox that holds nothing has a column only if a message is on its way to it: what two
/// processes hand over goes straight from one to the other.
bool needs_column(const Program& program, const ScheduleStep& step, const Event& event) {
  if (!event.mailbox) return false;
  if (capacity_of(program, *event.mailbox) > 0 || !step.at) return true;
  return event.kind == Event::Kind::sets_out || event.kind == Event::Kind::waits_in_turn;
}

struct Spoken {
  std::set<ProcessId> stuck;
  std::set<ProcessId> processes;  // who act beside them
  std::set<MailboxId> mailboxes;
};

Spoken spoken_of(const Program& program, const Schedule& schedule) {
  Spoken spoken;
  for (const Finding& finding : schedule.findings) {
    for (const StuckProcess& it : finding.processes) spoken.stuck.insert(it.process);
  }
  for (const ScheduleStep& step : schedule.steps) {
    if (step.at) spoken.processes.insert(step.step.process);
    if (step.step.partner) spoken.processes.insert(*step.step.partner);
    for (const Event& event : step.events) {
      if (step.at) spoken.processes.insert(event.process);
      if (event.other) spoken.processes.insert(*event.other);
      if (needs_column(program, step, event)) spoken.mailboxes.insert(*event.mailbox);
    }
    for (const ScheduleStep::Content& content : step.contents) {
      if (capacity_of(program, content.mailbox) > 0) spoken.mailboxes.insert(content.mailbox);
    }
  }
  for (const ProcessId p : spoken.stuck) spoken.processes.erase(p);
  return spoken;
}

/// The first of them that there is room for, added in order; how many had none.
template <class Id>
std::size_t add_while_room(const std::set<Id>& from, std::size_t most, std::set<Id>& chosen) {
  std::size_t left_out = 0;
  for (const Id& it : from) {
    if (chosen.contains(it)) continue;
    if (chosen.size() < most) {
      chosen.insert(it);
    } else {
      ++left_out;
    }
  }
  return left_out;
}

}  // namespace

ScheduleLanes::ScheduleLanes(const Program& program, const Schedule& schedule) {
  const Spoken spoken = spoken_of(program, schedule);
  std::set<ProcessId> processes;
  processes_left_out_ = add_while_room(spoken.stuck, kMostLanes, processes);
  processes_left_out_ += add_while_room(spoken.processes, kMostLanes, processes);
  std::set<MailboxId> mailboxes;
  mailboxes_left_out_ = add_while_room(spoken.mailboxes, kMostColumns, mailboxes);
  for (std::size_t g = 0; g < program.symbols.mailbox_groups.size(); ++g) {
    const MailboxGroup& group = program.mailbox_groups[g];  // whatever happens to it; no direct one
    if (group.capacity == 0) continue;
    for (std::uint32_t i = 0; i < group.count && mailboxes.size() < kMostColumns; ++i) {
      mailboxes.insert(MailboxId{group.first.value + i});
    }
  }
  processes_.assign(processes.begin(), processes.end());
  mailboxes_.assign(mailboxes.begin(), mailboxes.end());
  for (std::size_t i = 0; i < processes_.size(); ++i) lane_of_[processes_[i]] = i;
  for (std::size_t i = 0; i < mailboxes_.size(); ++i) column_of_[mailboxes_[i]] = i;
}

std::optional<double> ScheduleLanes::x(std::optional<ProcessId> process) const {
  if (!process) return std::nullopt;
  const auto found = lane_of_.find(*process);
  if (found == lane_of_.end()) return std::nullopt;
  return kGutter + (static_cast<double>(found->second) + 0.5) * kLane;
}

std::optional<double> ScheduleLanes::x(std::optional<MailboxId> mailbox) const {
  if (!mailbox) return std::nullopt;
  const auto found = column_of_.find(*mailbox);
  if (found == column_of_.end()) return std::nullopt;
  return kGutter + static_cast<double>(processes_.size()) * kLane + kBetween +
         (static_cast<double>(found->second) + 0.5) * kColumn;
}

double ScheduleLanes::width() const {
  return kGutter + static_cast<double>(processes_.size()) * kLane + kBetween +
         static_cast<double>(mailboxes_.size()) * kColumn + kBetween;
}

}  // namespace ipcsim
