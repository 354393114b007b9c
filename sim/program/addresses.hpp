// How operations find their mailboxes: what a scenario's references mean to the machine. Knows
// nothing of instructions.
#pragma once

#include <vector>

#include "sim/model/scenario.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// Of one process group after another. `program` has its mailbox groups already; sources are added
/// to it.
class Addresses {
 public:
  Addresses(const Scenario& scenario, Program& program) : scenario_(scenario), program_(program) {}

  /// Whose operations follow.
  void set_process(ProcessGroupId process) { process_ = process; }

  // An operation with its mailbox, and nothing else. Its `slot` is the caller's to choose.
  [[nodiscard]] Operation target(const MailboxRef& to) const;
  /// Of `send_to`: from each replica to the one that is named.
  [[nodiscard]] Operation target(const ProcessRef& to) const;
  /// Of each target in turn; the elements of a small array one by one, so that a search can tell
  /// them apart.
  [[nodiscard]] std::vector<Operation> targets(const Multicast& multicast) const;
  Operation source(const MailboxRef& from) const { return target(from); }
  /// Of `receive_from`: to each replica from the one that is named, or from any of the group.
  Operation source(const ProcessRef& from);
  Operation source(const AnySender& from);

 private:
  [[nodiscard]] std::uint32_t replicas(ProcessGroupId group) const;
  [[nodiscard]] MailboxId first_between(ProcessGroupId from, ProcessGroupId to) const;
  Operation from_sources(const std::vector<Source>& sources);

  const Scenario& scenario_;
  Program& program_;
  ProcessGroupId process_;
};

}  // namespace ipcsim
