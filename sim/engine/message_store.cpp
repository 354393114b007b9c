#include "sim/engine/message_store.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace ipcsim {

void MessageStore::put_otherwise(Message message, std::uint64_t number, std::int32_t priority,
                                 TakeOrder order) {
  if (order != TakeOrder::fifo) {
    lane_of(order == TakeOrder::priority ? priority : 0).messages.push_back({message, number});
    return;
  }
  if (behind_.empty() || behind_.back().size == kMostInFront) behind_.emplace_back();
  Block& last = behind_.back();
  last.messages[last.size++] = message;
  room_in_front_ = 0;
}

void MessageStore::bring_to_front() {
  if (behind_.empty()) return;
  const Block& first = behind_.front();
  for (std::uint32_t i = 0; i < first.size; ++i) front_.push_back(first.messages[i]);
  behind_.pop_front();
  if (behind_.empty()) room_in_front_ = kMostInFront;
}

MessageStore::Lane& MessageStore::lane_of(std::int32_t priority) {
  const auto place = std::find_if(lanes_.begin(), lanes_.end(),
                                  [&](const Lane& lane) { return lane.priority <= priority; });
  if (place != lanes_.end() && place->priority == priority) return *place;
  return *lanes_.insert(place, Lane{priority, {}});
}

std::size_t MessageStore::next_lane() const {
  const auto lane = std::find_if(lanes_.begin(), lanes_.end(),
                                 [](const Lane& it) { return !it.messages.empty(); });
  return static_cast<std::size_t>(lane - lanes_.begin());
}

const NumberedMessage& MessageStore::next_in_lanes(TakeOrder order) const {
  const RingBuffer<NumberedMessage>& messages = lanes_[next_lane()].messages;
  return order == TakeOrder::lifo ? messages[messages.size() - 1] : messages[0];
}

std::uint64_t MessageStore::drop_next_in_lanes(TakeOrder order) {
  RingBuffer<NumberedMessage>& messages = lanes_[next_lane()].messages;
  --size_;
  return order == TakeOrder::lifo ? messages.pop_back().number : messages.pop_front().number;
}

std::size_t MessageStore::lane_of_oldest() const {
  const Lane* oldest = nullptr;
  for (const Lane& lane : lanes_) {
    if (lane.messages.empty()) continue;
    if (oldest == nullptr || lane.messages[0].number < oldest->messages[0].number) oldest = &lane;
  }
  check(oldest != nullptr, "the oldest message is asked for only where there is one");
  return static_cast<std::size_t>(oldest - lanes_.data());
}

Instant MessageStore::oldest_accepted() const {
  if (!front_.empty()) return front_[0].accepted;
  return lanes_[lane_of_oldest()].messages[0].message.accepted;
}

NumberedMessage MessageStore::take_oldest() {
  if (!front_.empty()) return take(TakeOrder::fifo);
  Lane& lane = lanes_[lane_of_oldest()];
  --size_;
  return lane.messages.pop_front();
}

}  // namespace ipcsim
