#include "sim/check/intake.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include <doctest/doctest.h>

namespace ipcsim {

TEST_CASE("states on their way come into the store in the order in which they were given") {
  constexpr std::size_t kWords = 2;
  StateStore store(kWords, 16);
  StateStore expected(kWords, 16);
  Intake intake(store, kWords);
  std::mt19937_64 random(1);
  std::uint64_t waited = 0;
  for (int i = 0; i < 100'000; ++i) {
    const std::uint64_t number = random() % 30'000;
    const StateStore::Word state[kWords] = {number, ~number};
    std::copy_n(state, kWords, intake.next());
    intake.give();
    expected.insert(state);
    REQUIRE_LE(intake.waiting(), Intake::kMostWaiting);
    waited += intake.waiting();
    if (random() % 100 == 0) {
      intake.finish();
      REQUIRE_EQ(intake.waiting(), 0);
      REQUIRE_EQ(store.size(), expected.size());
    }
  }
  CHECK_GT(waited, 0);
  intake.finish();
  REQUIRE_EQ(store.size(), expected.size());
  for (StateStore::Number number = 0; number < store.size(); ++number) {
    StateStore::Word came[kWords];
    StateStore::Word was_given[kWords];
    store.read(number, came);
    expected.read(number, was_given);
    REQUIRE_EQ(came[0], was_given[0]);
    REQUIRE_EQ(came[1], was_given[1]);
  }
}

}  // namespace ipcsim
