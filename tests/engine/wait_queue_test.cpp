#include "sim/engine/wait_queue.hpp"

#include <vector>

#include <doctest/doctest.h>

namespace ipcsim {
namespace {

struct Waiters {
  std::vector<WaitLink> links{10};
  WaitQueue queue;

  auto link() {
    return [this](ProcessId p) -> WaitLink& { return links[p.index()]; };
  }
  void join(std::uint32_t p) {
    queue.join(ProcessId{p}, link(), [](ProcessId) { return true; });
  }
  void leave(std::uint32_t p) { queue.leave(ProcessId{p}, link()); }
  std::vector<std::uint32_t> empty_out() {
    std::vector<std::uint32_t> order;
    while (const auto first = queue.first()) {
      order.push_back(first->value);
      leave(first->value);
    }
    return order;
  }
};

}  // namespace

TEST_CASE("who joined first is first, and leaving from anywhere keeps the others' order") {
  Waiters waiters;
  for (const std::uint32_t p : {3U, 1U, 4U, 0U, 5U}) waiters.join(p);
  waiters.leave(4);
  waiters.leave(3);
  waiters.leave(5);
  waiters.join(3);
  CHECK(waiters.empty_out() == std::vector<std::uint32_t>{1, 0, 3});
  waiters.join(7);
  CHECK(waiters.empty_out() == std::vector<std::uint32_t>{7});
}

TEST_CASE("joining by rank puts a process behind its equals and before its inferiors") {
  Waiters waiters;
  const std::vector<int> rank = {5, 1, 5, 9, 1, 0, 9, 5, 2, 2};
  for (std::uint32_t p = 0; p < 10; ++p) {
    waiters.queue.join(ProcessId{p}, waiters.link(),
                       [&](ProcessId q) { return rank[q.index()] >= rank[p]; });
  }
  CHECK(waiters.empty_out() == std::vector<std::uint32_t>{3, 6, 0, 2, 7, 8, 9, 1, 4, 5});
}

}  // namespace ipcsim
