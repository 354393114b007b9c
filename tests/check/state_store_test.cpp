#include "sim/check/state_store.hpp"

#include <map>
#include <random>
#include <vector>

#include <doctest/doctest.h>

namespace ipcsim {
namespace {

using State = std::vector<StateStore::Word>;

/// Random states of 13 bytes, drawn from so few that many come again.
State random_state(std::mt19937_64& random) {
  const std::uint64_t number = random() % 60'000;
  return {number * 0x0123'4567'89AB'CDEF, number % 1'000'003};
}

}  // namespace

TEST_CASE("a store gives each state one number, in the order in which they came, while it grows") {
  StateStore store(2, 13);
  std::map<State, StateStore::Number> expected;
  std::mt19937_64 random(1);
  for (int i = 0; i < 200'000; ++i) {
    const State state = random_state(random);
    const auto number = static_cast<StateStore::Number>(expected.size());
    const auto [known, is_new] = expected.try_emplace(state, number);
    const StateStore::Insertion insertion = store.insert(state.data());
    REQUIRE_EQ(insertion.number, known->second);
    REQUIRE_EQ(insertion.is_new, is_new);
  }
  REQUIRE_EQ(store.size(), expected.size());
  for (const auto& [state, number] : expected) {
    State read(2);
    store.read(number, read.data());
    REQUIRE_EQ(read, state);
    REQUIRE_EQ(store.find(state.data()), number);
  }
  const State unknown = {1, 2};
  CHECK_EQ(store.find(unknown.data()), StateStore::kNone);
}

TEST_CASE("a store says how much memory it takes before it takes it") {
  StateStore store(1, 8);
  for (StateStore::Word state = 0; state < 100'000; ++state) {
    const std::uint64_t announced = store.bytes_with(1);
    store.insert(&state);
    REQUIRE_EQ(store.bytes(), announced);
  }
  CHECK_LE(store.bytes(), 100'000 * 24);
}

TEST_CASE("a store says what many more states take, also where its table has to grow twice") {
  StateStore store(1, 8);
  StateStore::Word state = 0;
  for (const std::uint64_t more : {1, 3'071, 1, 30'000, 500'000}) {
    const std::uint64_t announced = store.bytes_with(more);
    for (std::uint64_t i = 0; i < more; ++i) store.insert(&++state);
    REQUIRE_EQ(store.bytes(), announced);
  }
}

}  // namespace ipcsim
