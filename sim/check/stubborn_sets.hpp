// Which processes' steps are enough to look at in a state so that no deadlock, and no shortest way
// into one, is missed. The others' steps can neither hinder nor change the steps of these, nor come
// to their aid, until one of these has been taken: so on every way to a deadlock some step of these
// comes first among them, and can be taken at once (Valmari's stubborn sets; the way stays as
// long). For programs without messages under way between hosts.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/check/footprints.hpp"
#include "sim/check/untimed_world.hpp"

namespace ipcsim {

/// Whether leaving steps out can hide nothing but deadlocks: no process can come to a `reply`
/// without a call, and none can run for ever without a step. What hides these is not looked for.
bool hides_only_deadlocks(const Program& program);

class StubbornSets {
 public:
  StubbornSets(const Program& program, const UntimedWorld& world);

  /// False: all steps have to be looked at in every state.
  [[nodiscard]] bool exist() const { return exist_; }

  /// For the current state of the world: a set, ascending, that holds a process which seems to be
  /// able to take a step. Empty: all are needed. Valid until the next call.
  const std::vector<ProcessId>& choose();

 private:
  void close(ProcessId first, std::size_t most_active);
  void add(ProcessId p);
  void add_needed_by(ProcessId p);
  void add_for(ProcessId p, const Operation& operation, Direction direction, bool looks);
  void add_for_mailbox(ProcessId p, MailboxId m, Direction direction, bool looks);
  void add_for_await(ProcessId p, const Operation& operation);
  void add_for_reply(ProcessId p);
  void add_all_users(MailboxId m);
  void add_users(MailboxId m, Use use);
  [[nodiscard]] bool seems_able(ProcessId p) const;
  [[nodiscard]] bool seems_able_at(ProcessId p, MailboxId m, Direction direction) const;
  /// A send and a receive there, where both can go, come to the same in either order.
  [[nodiscard]] bool commutes(MailboxId m) const { return commutes_[m.index()]; }
  [[nodiscard]] std::size_t content(MailboxId m) const {
    return world_.current().mailboxes[m.index()].size();
  }

  const Program& program_;
  const UntimedWorld& world_;
  Footprints footprints_;
  bool exist_ = true;
  std::vector<bool> commutes_;           // by MailboxId
  std::vector<std::uint64_t> capacity_;  // by MailboxId; of an unbounded one the bound
  std::vector<bool> able_;               // by ProcessId
  std::vector<bool> is_in_;              // by ProcessId
  std::vector<ProcessId> set_;
  std::vector<ProcessId> best_;
  std::size_t active_ = 0;  // of set_: those that seem able
};

}  // namespace ipcsim
