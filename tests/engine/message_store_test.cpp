#include "sim/engine/message_store.hpp"

#include <algorithm>
#include <vector>

#include <doctest/doctest.h>

#include "sim/base/random.hpp"

namespace ipcsim {
namespace {

/// All messages in a list in the order of arrival; each question searches it.
class ListReference {
 public:
  void put(const Message& message, std::int32_t priority) {
    messages_.push_back({message, priority});
  }
  Message take(TakeOrder order) {
    auto chosen = messages_.begin();
    if (order == TakeOrder::lifo) chosen = messages_.end() - 1;
    if (order == TakeOrder::priority) {
      chosen =
          std::max_element(messages_.begin(), messages_.end(),
                           [](const Entry& a, const Entry& b) { return a.priority < b.priority; });
    }
    const Message message = chosen->message;
    messages_.erase(chosen);
    return message;
  }
  Message take_oldest() { return take(TakeOrder::fifo); }
  [[nodiscard]] std::size_t size() const { return messages_.size(); }

 private:
  struct Entry {
    Message message;
    std::int32_t priority = 0;
  };
  std::vector<Entry> messages_;
};

void compare_with_reference(TakeOrder order, std::uint64_t seed) {
  RandomStream random = make_stream(seed, 0, "message store", 0);
  MessageStore store;
  ListReference reference;
  std::uint64_t number = 0;
  for (int i = 0; i < 3000; ++i) {
    const auto action = random.below(10);
    if (reference.size() == 0 || action < 5) {
      const auto priority = static_cast<std::int32_t>(random.below(7)) - 3;
      const Message message{.number = ++number};
      store.put(message, priority, order);
      reference.put(message, priority);
    } else if (action < 8) {
      REQUIRE(store.take(order).number == reference.take(order).number);
    } else {
      REQUIRE(store.take_oldest().number == reference.take_oldest().number);
    }
    REQUIRE(store.size() == reference.size());
  }
  std::uint64_t visited = 0;
  store.for_each([&](const Message&) { ++visited; });
  CHECK(visited == reference.size());
}

}  // namespace

TEST_CASE("messages leave in the mailbox's order, dropped ones in the order of acceptance") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    for (const TakeOrder order : {TakeOrder::fifo, TakeOrder::lifo, TakeOrder::priority}) {
      compare_with_reference(order, seed);
    }
  }
}

}  // namespace ipcsim
