#include "sim/engine/message_store.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace ipcsim {

MessageStore::Lane& MessageStore::lane_of(std::int32_t priority) {
  const auto place = std::find_if(lanes_.begin(), lanes_.end(),
                                  [&](const Lane& lane) { return lane.priority <= priority; });
  if (place != lanes_.end() && place->priority == priority) return *place;
  return *lanes_.insert(place, Lane{priority, {}});
}

void MessageStore::put(const Message& message, std::int32_t priority, TakeOrder order) {
  lane_of(order == TakeOrder::priority ? priority : 0).messages.push_back(message);
  ++size_;
}

Message MessageStore::take(TakeOrder order) {
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
  return lanes_[lane_of_oldest()].messages[0].accepted;
}

Message MessageStore::take_oldest() {
  Lane& lane = lanes_[lane_of_oldest()];
  --size_;
  return lane.messages.pop_front();
}

}  // namespace ipcsim
