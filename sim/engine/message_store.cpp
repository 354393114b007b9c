#include "sim/engine/message_store.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace ipcsim {

void MessageStore::put_behind(const Message& message) {
  if (behind_.empty() || behind_.back().size == kMostInFront) behind_.emplace_back();
  Block& last = behind_.back();
  last.messages[last.size++] = message;
}

void MessageStore::bring_to_front() {
  const Block& first = behind_.front();
  for (std::uint32_t i = 0; i < first.size; ++i) front_.push_back(first.messages[i]);
  behind_.pop_front();
}

MessageStore::Lane& MessageStore::lane_of(std::int32_t priority) {
  const auto place = std::find_if(lanes_.begin(), lanes_.end(),
                                  [&](const Lane& lane) { return lane.priority <= priority; });
  if (place != lanes_.end() && place->priority == priority) return *place;
  return *lanes_.insert(place, Lane{priority, {}});
}

NumberedMessage MessageStore::take_from_lanes(TakeOrder order) {
  const auto lane = std::find_if(lanes_.begin(), lanes_.end(),
                                 [](const Lane& it) { return !it.messages.empty(); });
  --size_;
  return order == TakeOrder::lifo ? lane->messages.pop_back() : lane->messages.pop_front();
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
  if (!front_.empty()) return take_front();
  Lane& lane = lanes_[lane_of_oldest()];
  --size_;
  return lane.messages.pop_front();
}

}  // namespace ipcsim
