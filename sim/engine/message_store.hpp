// The messages in one mailbox, taken in its order: first in first out, last in first out, or by
// priority. Knows nothing of capacity: whoever puts has asked for room.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/ids.hpp"
#include "sim/base/time.hpp"
#include "sim/engine/ring_buffer.hpp"
#include "sim/machine/process_state.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

struct Message {
  Instant begun;                  // when its send began
  Instant accepted;               // when the mailbox took it
  std::uint64_t number = 0;       // counts what the mailbox accepted or held initially, from 1
  ProcessId sender;               // without meaning for an initial one
  std::uint32_t ticket : 30 = 0;  // by which the sender knows it again, modulo 2^30
  std::uint32_t awaits : 2 = 0;   // an Awaits: what the sender waits for

  [[nodiscard]] Envelope envelope() const { return {sender, ticket, static_cast<Awaits>(awaits)}; }
};
static_assert(sizeof(Message) == 32 && kTickets == 1U << 30U);

class MessageStore {
 public:
  /// Messages of equal priority in the order of arrival. FIFO and LIFO keep one lane for all.
  void put(const Message& message, std::int32_t priority, TakeOrder order);
  /// The next in the order. REQUIRES: not empty.
  Message take(TakeOrder order);
  /// The earliest accepted, whatever the order. REQUIRES: not empty. O(priorities in use).
  Message take_oldest();

  /// When the message was accepted that was so first. REQUIRES: not empty.
  [[nodiscard]] Instant oldest_accepted() const;

  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  /// Calls visit(message) for each, in no particular order.
  template <class Visit>
  void for_each(Visit visit) const {
    for (const Lane& lane : lanes_) {
      for (std::size_t i = 0; i < lane.messages.size(); ++i) visit(lane.messages[i]);
    }
  }

 private:
  struct Lane {
    std::int32_t priority = 0;
    RingBuffer<Message> messages;
  };
  Lane& lane_of(std::int32_t priority);
  [[nodiscard]] std::size_t lane_of_oldest() const;

  std::vector<Lane> lanes_;  // highest priority first; never removed
  std::uint64_t size_ = 0;
};

}  // namespace ipcsim
