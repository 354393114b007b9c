// One state of the untimed world, laid out for the world to work on.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "sim/check/local_states.hpp"
#include "sim/machine/process_state.hpp"
#include "sim/machine/situation.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// In a decoded state: the ticket of a message whose sender still awaits word of it, and of one
/// whose sender does not.
inline constexpr std::uint32_t kAwaitedTicket = 1;
inline constexpr std::uint32_t kForgottenTicket = 0;

struct UntimedMessage {
  Envelope envelope;
  std::int32_t priority = 0;  // 0 where the mailbox does not look at it
};

struct UntimedState {
  std::vector<ProcessState> processes;                 // by ProcessId
  std::vector<MessageStage> stages;                    // by ProcessId; counts at an `await`
  std::vector<std::uint32_t> registers;                // of all processes
  std::vector<std::vector<UntimedMessage>> mailboxes;  // by MailboxId, in order of acceptance
  std::vector<std::vector<OpenCall>> calls;            // by ProcessId, the oldest first
  std::vector<std::vector<UntimedMessage>> under_way;  // by lane, the first to arrive first
};

/// Messages from one host to one mailbox on another: they arrive in the order in which they set
/// out.
struct Lane {
  HostId from;
  MailboxId to;
  bool loses = false;  // a link of the way there loses messages
};

/// The lanes that the programs use.
class Lanes {
 public:
  explicit Lanes(const Program& program);

  [[nodiscard]] std::size_t size() const { return lanes_.size(); }
  [[nodiscard]] const Lane& operator[](std::size_t lane) const { return lanes_[lane]; }
  /// REQUIRES: a process of that host may put a message under way to the mailbox.
  [[nodiscard]] std::size_t lane_of(HostId from, MailboxId to) const {
    return numbers_.at({from, to});
  }

 private:
  std::vector<Lane> lanes_;
  std::map<std::pair<HostId, MailboxId>, std::size_t> numbers_;
};

/// As the search for deadlocks and the explanation look at it. `state` has to outlive the
/// situation. Everybody who has not finished and whose step is not `enabled` waits, or polls.
Situation situation_of(const Program& program, const Lanes& lanes, const UntimedState& state,
                       const std::vector<bool>& enabled);

}  // namespace ipcsim
