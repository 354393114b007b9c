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
  void put(std::uint64_t number, std::int32_t priority) { messages_.push_back({number, priority}); }
  std::uint64_t take(TakeOrder order) {
    auto chosen = messages_.begin();
    if (order == TakeOrder::lifo) chosen = messages_.end() - 1;
    if (order == TakeOrder::priority) {
      chosen =
          std::max_element(messages_.begin(), messages_.end(),
                           [](const Entry& a, const Entry& b) { return a.priority < b.priority; });
    }
    const std::uint64_t number = chosen->number;
    messages_.erase(chosen);
    return number;
  }
  std::uint64_t take_oldest() { return take(TakeOrder::fifo); }
  [[nodiscard]] std::uint64_t oldest() const { return messages_.front().number; }
  [[nodiscard]] std::size_t size() const { return messages_.size(); }

 private:
  struct Entry {
    std::uint64_t number = 0;
    std::int32_t priority = 0;
  };
  std::vector<Entry> messages_;
};

/// The message knows its number again by the time at which it was accepted.
std::uint64_t number_of(const NumberedMessage& taken) {
  CHECK(taken.message.accepted.ns == static_cast<std::int64_t>(taken.number));
  return taken.number;
}

/// `puts` of ten actions put a message: with more than five the queue grows, else it is short.
void compare_with_reference(TakeOrder order, std::uint64_t puts, std::uint64_t seed) {
  RandomStream random = make_stream(seed, 0, "message store", 0);
  MessageStore store;
  ListReference reference;
  std::uint64_t number = 0;
  for (int i = 0; i < 3000; ++i) {
    const auto action = random.below(10);
    if (reference.size() == 0 || action < puts) {
      const auto priority = static_cast<std::int32_t>(random.below(7)) - 3;
      ++number;
      store.put({.accepted = {static_cast<std::int64_t>(number)}}, number, priority, order);
      reference.put(number, priority);
    } else if (action < 9) {
      REQUIRE(number_of(store.take(order)) == reference.take(order));
    } else {
      REQUIRE(store.oldest_accepted().ns == static_cast<std::int64_t>(reference.oldest()));
      REQUIRE(number_of(store.take_oldest()) == reference.take_oldest());
    }
    REQUIRE(store.size() == reference.size());
  }
  std::uint64_t visited = 0;
  store.for_each([&](const Message&) { ++visited; });
  CHECK(visited == reference.size());
  while (reference.size() > 0) REQUIRE(number_of(store.take(order)) == reference.take(order));
}

}  // namespace

TEST_CASE("messages leave in the mailbox's order, dropped ones in the order of acceptance") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    for (const TakeOrder order : {TakeOrder::fifo, TakeOrder::lifo, TakeOrder::priority}) {
      for (const std::uint64_t puts : {4U, 5U, 8U}) compare_with_reference(order, puts, seed);
    }
  }
}

}  // namespace ipcsim
