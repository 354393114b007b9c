// The messages in one mailbox, taken in its order: first in first out, last in first out, or by
// priority. Knows nothing of capacity: whoever puts has asked for room.
//
// First in first out takes 24 bytes a message, however long the queue: what is first lies in a
// ring, what a long queue has behind that in a list of blocks. The other orders take 32 to 96.
#pragma once

#include <array>
#include <cstddef>
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
  Instant begun;      // when its send began
  Instant accepted;   // when the mailbox took it
  Envelope envelope;  // its sender is without meaning for an initial one
};
static_assert(sizeof(Message) == 24);

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
    last_number_ = number;
    if (order == TakeOrder::fifo && size_ < room_in_front_) [[likely]] {
      Message& place = front_.add_place();
      place.begun = message.begun;
      place.accepted = message.accepted;
      place.envelope = message.envelope;
    } else {
      put_otherwise(message, number, priority, order);
    }
    ++size_;
  }
  /// The next in the order, until the store changes. REQUIRES, as the two behind: not empty.
  [[nodiscard]] [[gnu::always_inline]] const Message& next(TakeOrder order) const {
    if (order == TakeOrder::fifo) [[likely]] {
      return front_[0];
    }
    return next_in_lanes(order).message;
  }
  /// Takes it out. Its number.
  [[gnu::always_inline]] std::uint64_t drop_next(TakeOrder order) {
    if (order == TakeOrder::fifo) [[likely]] {
      return drop_front();
    }
    return drop_next_in_lanes(order);
  }
  NumberedMessage take(TakeOrder order) {
    const Message message = next(order);
    return {message, drop_next(order)};
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

  [[gnu::always_inline]] std::uint64_t drop_front() {
    front_.drop_front();
    const std::uint64_t number = last_number_ + 1 - size_--;
    if (front_.empty()) [[unlikely]] {
      bring_to_front();
    }
    return number;
  }
  /// The message by value: so the one in the caller's hands need not lie in memory.
  void put_otherwise(Message message, std::uint64_t number, std::int32_t priority, TakeOrder order);
  void bring_to_front();
  [[nodiscard]] const NumberedMessage& next_in_lanes(TakeOrder order) const;
  std::uint64_t drop_next_in_lanes(TakeOrder order);
  Lane& lane_of(std::int32_t priority);
  [[nodiscard]] std::size_t next_lane() const;
  [[nodiscard]] std::size_t lane_of_oldest() const;

  // Of `fifo`:
  RingBuffer<Message> front_;  // empty only if all is
  std::list<Block> behind_;
  std::size_t room_in_front_ = kMostInFront;  // none while there are some behind
  // Of the other orders:
  std::vector<Lane> lanes_;  // highest priority first, one alone for `lifo`; never removed
  // Of any order:
  std::uint64_t size_ = 0;
  std::uint64_t last_number_ = 0;  // of the message that was put last
};

}  // namespace ipcsim
