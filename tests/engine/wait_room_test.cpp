#include "sim/engine/wait_room.hpp"

#include <vector>

#include <doctest/doctest.h>

namespace ipcsim {
namespace {

constexpr MailboxId kBox{0};
constexpr MailboxId kOther{1};

std::vector<std::uint32_t> empty_out(WaitRoom& room, MailboxId m, Direction direction) {
  std::vector<std::uint32_t> order;
  while (const Waiter first = room.first(m, direction)) {
    order.push_back(first.process().value);
    room.leave(first.process());
  }
  return order;
}

}  // namespace

TEST_CASE("who joined first is first, and leaving from anywhere keeps the others' order") {
  WaitRoom room(1, 10);
  const auto join = [&](std::uint32_t p) {
    room.join(Waiter{ProcessId{p}}, kBox, Direction::send);
  };
  for (const std::uint32_t p : {3U, 1U, 4U, 0U, 5U}) join(p);
  for (const std::uint32_t p : {4U, 3U, 5U}) room.leave(ProcessId{p});
  join(3);
  CHECK(empty_out(room, kBox, Direction::send) == std::vector<std::uint32_t>{1, 0, 3});
  join(7);
  CHECK(empty_out(room, kBox, Direction::send) == std::vector<std::uint32_t>{7});
}

TEST_CASE("joining by rank puts a process behind its equals and before its inferiors") {
  WaitRoom room(1, 10);
  const std::vector<int> rank = {5, 1, 5, 9, 1, 0, 9, 5, 2, 2};
  for (std::uint32_t p = 0; p < 10; ++p) {
    room.join(Waiter{ProcessId{p}}, kBox, Direction::receive,
              [&](Waiter other) { return rank[other.process().index()] >= rank[p]; });
  }
  CHECK(empty_out(room, kBox, Direction::receive) ==
        std::vector<std::uint32_t>{3, 6, 0, 2, 7, 8, 9, 1, 4, 5});
}

TEST_CASE("a process that waits in several queues leaves all of them at once") {
  WaitRoom room(2, 3);
  room.join(Waiter{ProcessId{0}, 0}, kBox, Direction::receive);
  room.join(Waiter{ProcessId{0}, 1}, kOther, Direction::receive);
  room.join(Waiter{ProcessId{0}, 2}, kBox, Direction::send);
  room.join(Waiter{ProcessId{1}, 0}, kBox, Direction::receive);
  room.join(Waiter{ProcessId{1}, 1}, kOther, Direction::receive);
  CHECK(room.first(kOther, Direction::receive).process() == ProcessId{0});
  CHECK(room.first(kOther, Direction::receive).alternative() == 1);
  CHECK(room.first(kBox, Direction::send).alternative() == 2);
  room.leave(ProcessId{0});
  CHECK(room.first(kBox, Direction::receive).process() == ProcessId{1});
  CHECK(room.first(kOther, Direction::receive).process() == ProcessId{1});
  CHECK_FALSE(static_cast<bool>(room.first(kBox, Direction::send)));
  room.leave(ProcessId{1});
  CHECK_FALSE(static_cast<bool>(room.first(kBox, Direction::receive)));
  CHECK_FALSE(static_cast<bool>(room.first(kOther, Direction::receive)));
}

TEST_CASE("two places in one queue keep their order, and waiting again uses freed places") {
  WaitRoom room(1, 2);
  for (int round = 0; round < 3; ++round) {
    room.join(Waiter{ProcessId{1}, 0}, kBox, Direction::send);
    room.join(Waiter{ProcessId{1}, 1}, kBox, Direction::send);
    room.join(Waiter{ProcessId{0}, 0}, kBox, Direction::send);
    CHECK(room.first(kBox, Direction::send).alternative() == 0);
    CHECK(empty_out(room, kBox, Direction::send) == std::vector<std::uint32_t>{1, 0});
  }
}

}  // namespace ipcsim
