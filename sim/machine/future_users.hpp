// Who may come to send to, or receive from, a mailbox after the statement in which it stands, as
// its program says; whether it ever comes that far is not asked.
#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "sim/machine/situation.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// Positions in a list of processes, ascending, each once.
using Users = std::vector<std::size_t>;

class FutureUsers {
 public:
  /// `processes` are the list that Users count by.
  FutureUsers(const Program& program, const Situation& situation,
              const std::vector<ProcessId>& processes);

  /// Those that name the mailbox by itself.
  [[nodiscard]] const Users& of_mailbox(MailboxId mailbox, Direction direction) const {
    return find(by_mailbox_, mailbox, direction);
  }
  /// Those that may mean any mailbox of its group. `first`: the group's first mailbox.
  [[nodiscard]] const Users& of_group(MailboxId first, Direction direction) const {
    return find(by_group_, first, direction);
  }
  /// Whether somebody may come to use the mailbox so.
  [[nodiscard]] bool any(const Program& program, MailboxId mailbox, Direction direction) const;
  /// Those that may come to a `reply`.
  [[nodiscard]] const Users& repliers() const { return repliers_; }

 private:
  using UsersByKey = std::map<std::pair<MailboxId, Direction>, Users>;
  static const Users& find(const UsersByKey& users, MailboxId mailbox, Direction direction);
  void add(UsersByKey& users, MailboxId mailbox, Direction direction, std::size_t user);

  UsersByKey by_mailbox_;
  UsersByKey by_group_;  // by the group's first mailbox
  Users repliers_;
};

}  // namespace ipcsim
