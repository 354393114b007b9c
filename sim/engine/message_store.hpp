// The messages in one mailbox, taken in its order: first in first out, last in first out, or by
// priority. Knows nothing of capacity: whoever puts has asked for room.
//
// First in first out takes 24 bytes a message, however long the queue: what is first lies in a
// ring, what a long queue has behind that in a list of blocks. The other orders take 32 to 96.
#pragma once

#include <array>
#include <cstdint>
#include <list>
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
  ProcessId sender;               // without meaning for an initial one
  std::uint32_t ticket : 30 = 0;  // by which the sender knows it again, modulo 2^30
  std::uint32_t awaits : 2 = 0;   // an Awaits: what the sender waits for

  [[nodiscard]] Envelope envelope() const { return {sender, ticket, static_cast<Awaits>(awaits)}; }
};
static_assert(sizeof(Message) == 24 && kTickets == 1U << 30U);

/// `number` counts what the mailbox accepted or held initially, from 1.
struct NumberedMessage {
  Message message;
  std::uint64_t number = 0;
};

class MessageStore {
 public:
  /// Messages of equal priority in the order of arrival. REQUIRES: the order is always the same,
  /// and while messages are here each that is put has the number behind that of the last one.
  [[gnu::always_inline]] void put(const Message& message, std::uint64_t number,
                                  std::int32_t priority, TakeOrder order) {
    if (order != TakeOrder::fifo) {
      lane_of(order == TakeOrder::priority ? priority : 0).messages.push_back({message, number});
    } else if (behind_.empty() && size_ < kMostInFront) [[likely]] {
      if (size_ == 0) number_in_front_ = number;
      front_.push_back(message);
    } else {
      put_behind(message);
    }
    ++size_;
  }
  /// The next in the order. REQUIRES: not empty.
  [[gnu::always_inline]] NumberedMessage take(TakeOrder order) {
    return order == TakeOrder::fifo ? take_front() : take_from_lanes(order);
  }
  /// The earliest accepted, whatever the order. REQUIRES: not empty. O(priorities in use).
  NumberedMessage take_oldest();

  /// When the message was accepted that was so first. REQUIRES: not empty.
  [[nodiscard]] Instant oldest_accepted() const;

  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  /// Calls visit(message) for each, in no particular order.
  template <class Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < front_.size(); ++i) visit(front_[i]);
    for (const Block& block : behind_) {
      for (std::uint32_t i = 0; i < block.size; ++i) visit(block.messages[i]);
    }
    for (const Lane& lane : lanes_) {
      for (std::size_t i = 0; i < lane.messages.size(); ++i) visit(lane.messages[i].message);
    }
  }

 private:
  static constexpr std::size_t kMostInFront = 128;
  /// All but the last in the list are full.
  struct Block {
    std::array<Message, kMostInFront> messages;
    std::uint32_t size = 0;
  };
  struct Lane {
    std::int32_t priority = 0;
    RingBuffer<NumberedMessage> messages;
  };

  [[gnu::always_inline]] NumberedMessage take_front() {
    const Message message = front_.pop_front();
    --size_;
    if (front_.empty() && size_ > 0) [[unlikely]] {
      bring_to_front();
    }
    return {message, number_in_front_++};
  }
  void put_behind(const Message& message);
  void bring_to_front();
  NumberedMessage take_from_lanes(TakeOrder order);
  Lane& lane_of(std::int32_t priority);
  [[nodiscard]] std::size_t lane_of_oldest() const;

  // Of `fifo`:
  RingBuffer<Message> front_;  // empty only if all is
  std::list<Block> behind_;
  std::uint64_t number_in_front_ = 0;  // of the first message; the others follow it
  // Of the other orders:
  std::vector<Lane> lanes_;  // highest priority first, one alone for `lifo`; never removed
  std::uint64_t size_ = 0;   // of any order
};

}  // namespace ipcsim
