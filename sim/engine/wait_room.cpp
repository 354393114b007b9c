#include "sim/engine/wait_room.hpp"

namespace ipcsim {

WaitRoom::WaitRoom(std::uint32_t mailboxes, std::uint32_t processes)
    : queues_(2 * std::size_t{mailboxes}), nodes_(processes) {}

std::uint32_t WaitRoom::new_node(Waiter waiter, std::uint32_t queue) {
  std::uint32_t node = waiter.process().value;
  if (nodes_[node].queue != kNone) {
    const std::uint32_t more_of_process = nodes_[node].next;
    if (free_ == kNone) {
      free_ = static_cast<std::uint32_t>(nodes_.size());
      nodes_.emplace_back();
    }
    nodes_[waiter.process().index()].next = free_;
    node = free_;
    free_ = nodes_[node].next;
    nodes_[node].next = more_of_process;
  }
  nodes_[node].queue = queue;
  nodes_[node].waiter = waiter;
  return node;
}

void WaitRoom::insert(std::uint32_t node, std::uint32_t before) {
  Queue& queue = queues_[nodes_[node].queue];
  std::uint32_t& from_front = before == kNone ? queue.first : nodes_[before].behind;
  const std::uint32_t behind = from_front;
  (behind == kNone ? queue.last : nodes_[behind].before) = node;
  from_front = node;
  nodes_[node].before = before;
  nodes_[node].behind = behind;
}

void WaitRoom::remove(std::uint32_t node) {
  const Node& own = nodes_[node];
  Queue& queue = queues_[own.queue];
  (own.before == kNone ? queue.first : nodes_[own.before].behind) = own.behind;
  (own.behind == kNone ? queue.last : nodes_[own.behind].before) = own.before;
}

void WaitRoom::leave_all(ProcessId p) {
  Node& own = nodes_[p.index()];
  remove(p.value);
  own.queue = kNone;
  own.before = kNone;
  own.behind = kNone;
  std::uint32_t more = own.next;
  own.next = kNone;
  while (more != kNone) {
    const std::uint32_t next = nodes_[more].next;
    remove(more);
    nodes_[more] = {.next = free_};
    free_ = more;
    more = next;
  }
}

}  // namespace ipcsim
