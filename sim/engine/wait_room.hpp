// Who waits at which mailbox, first in turn first. A process waits in several queues where its
// select has several alternatives. Joining at the end, looking at the first, and leaving each
// queue take O(1). Knows nothing of why anybody waits.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/base/ids.hpp"
#include "sim/machine/process_state.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

class WaitRoom {
 public:
  WaitRoom(std::uint32_t mailboxes, std::uint32_t processes);

  /// The first in turn of those who wait to send to the mailbox, or to receive from it; or nobody.
  [[nodiscard]] Waiter first(MailboxId m, Direction direction) const {
    const std::uint32_t node = queues_[queue_of(m, direction)].first;
    return node == kNone ? Waiter{} : nodes_[node].waiter;
  }

  /// Joins behind the last one for whom goes_first(waiter) holds. O(1) if the last one goes first.
  template <class GoesFirst>
  void join(Waiter waiter, MailboxId m, Direction direction, GoesFirst goes_first) {
    const std::uint32_t queue = queue_of(m, direction);
    std::uint32_t before = queues_[queue].last;
    while (before != kNone && !goes_first(nodes_[before].waiter)) {
      before = nodes_[before].before;
    }
    insert(new_node(waiter, queue), before);
  }
  void join(Waiter waiter, MailboxId m, Direction direction) {
    const std::uint32_t queue = queue_of(m, direction);
    const std::uint32_t node = waiter.process().value;
    Node& own = nodes_[node];
    if (own.queue == kNone && queues_[queue].last == kNone) [[likely]] {
      own.queue = queue;  // next to nobody, as it was left
      own.waiter = waiter;
      queues_[queue].first = node;
      queues_[queue].last = node;
    } else {
      insert(new_node(waiter, queue), queues_[queue].last);
    }
  }

  /// Leaves every queue that p has joined. O(their number).
  void leave(ProcessId p) {
    Node& own = nodes_[p.index()];
    if (own.queue == kNone) return;
    const bool is_alone = own.next == kNone && own.before == kNone && own.behind == kNone;
    if (is_alone) [[likely]] {
      queues_[own.queue].first = kNone;
      queues_[own.queue].last = kNone;
      own.queue = kNone;
    } else {
      leave_all(p);
    }
  }

 private:
  static constexpr std::uint32_t kNone = 0xFFFF'FFFF;

  struct Queue {
    std::uint32_t first = kNone;
    std::uint32_t last = kNone;
  };
  /// A process's place in one queue. The node with the process's own number is its first place.
  struct Node {
    std::uint32_t before = kNone;
    std::uint32_t behind = kNone;
    std::uint32_t queue = kNone;  // kNone: in none
    std::uint32_t next = kNone;   // the process's next place; of a free node the next free one
    Waiter waiter;
  };

  static std::uint32_t queue_of(MailboxId m, Direction direction) {
    return 2 * m.value + static_cast<std::uint32_t>(direction);
  }
  void leave_all(ProcessId p);
  std::uint32_t new_node(Waiter waiter, std::uint32_t queue);
  void insert(std::uint32_t node, std::uint32_t before);
  void remove(std::uint32_t node);

  std::vector<Queue> queues_;
  std::vector<Node> nodes_;  // those of the processes, then more
  std::uint32_t free_ = kNone;
};

}  // namespace ipcsim
