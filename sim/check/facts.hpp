// What an exploration has seen beside deadlocks: how full mailboxes get, what becomes of messages,
// which statements are carried out. If every state was looked at, and no step left out, what it has
// not seen cannot be.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/machine/world.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// Of a mailbox, or of an array the most and the any of its elements.
struct MailboxFacts {
  std::uint64_t peak = 0;  // messages in it, at most
  std::uint64_t left = 0;  // messages in it at most where nobody can go on, or all have finished
  bool was_put = false;    // a message came into it, or passed it from hand to hand
  bool was_taken = false;  // a message was received from it
  bool refused = false;
  bool dropped = false;
};

/// A statement of a process group that nobody has carried out.
struct UnusedStatement {
  ProcessGroupId group;
  CodeIndex at = 0;
};

struct Facts {
  bool proved = false;                  // see above
  std::vector<MailboxFacts> mailboxes;  // by MailboxGroupId
  /// Those that are steps: a loop, a break or a stop is none. In the order of the code.
  std::vector<UnusedStatement> unused;
};

/// Takes down facts while an exploration goes on. What a step does is taken down where it is taken;
/// of equal steps (StepMemo) the first one does.
class FactFinder {
 public:
  explicit FactFinder(const Program& program);

  /// A message, behind which so many lie there.
  void put(MailboxId m, std::uint64_t messages) {
    at(m).was_put = true;
    hold(m, messages);
  }
  void take(MailboxId m) { at(m).was_taken = true; }
  /// From hand to hand.
  void pass_on(MailboxId m) {
    at(m).was_put = true;
    take(m);
  }
  void lose(MailboxId m, Loss loss) {
    (loss == Loss::refused ? at(m).refused : at(m).dropped) = true;
  }
  void carry_out(std::span<const CodeIndex> passed) {
    for (const CodeIndex at : passed) carried_out_[at] = 1;
  }
  void hold(MailboxId m, std::uint64_t messages) {
    if (messages > at(m).peak) at(m).peak = messages;
  }
  void leave(MailboxId m, std::uint64_t messages) {
    if (messages > at(m).left) at(m).left = messages;
  }

  /// `proved`: every state was looked at, and no step left out.
  [[nodiscard]] Facts facts(bool proved) const;

 private:
  MailboxFacts& at(MailboxId m) { return mailboxes_[group_of_[m.index()]]; }

  const Program& program_;
  std::vector<std::uint32_t> group_of_;    // by MailboxId
  std::vector<MailboxFacts> mailboxes_;    // by MailboxGroupId
  std::vector<std::uint8_t> carried_out_;  // by CodeIndex; 1: yes
};

}  // namespace ipcsim
