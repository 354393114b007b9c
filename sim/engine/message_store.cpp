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

void MessageStore::put(const Message& message, TakeOrder order) {
  lane_of(order == TakeOrder::priority ? message.priority : 0).messages.push_back(message);
  ++size_;
}

Message MessageStore::take(TakeOrder order) {
  const auto lane = std::find_if(lanes_.begin(), lanes_.end(),
                                 [](const Lane& it) { return !it.messages.empty(); });
  --size_;
  return order == TakeOrder::lifo ? lane->messages.pop_back() : lane->messages.pop_front();
}

Message MessageStore::take_oldest() {
  Lane* oldest = nullptr;
  for (Lane& lane : lanes_) {
    if (lane.messages.empty()) continue;
    if (oldest == nullptr || lane.messages[0].number < oldest->messages[0].number) oldest = &lane;
  }
  check(oldest != nullptr, "the oldest message is asked for only where there is one");
  --size_;
  return oldest->messages.pop_front();
}

}  // namespace ipcsim
