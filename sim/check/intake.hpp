// States on their way into a store, which they reach in the order in which they were given. A look
// into memory that is in no cache takes as long as hundreds of instructions; so what a state needs
// is fetched while others are worked on: first its slot, then the state that may be equal to it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/check/state_store.hpp"

namespace ipcsim {

class Intake {
 public:
  using Word = StateStore::Word;

  /// `words`: of each state.
  Intake(StateStore& store, std::size_t words)
      : store_(store), words_(words), states_(kPlaces * words) {}

  /// Where the next state is to be written.
  [[nodiscard]] Word* next() { return place(given_); }
  /// What stands there is on its way. What `next` gave before holds no longer.
  void give() {
    hashes_[given_ % kPlaces] = store_.prepare(place(given_));
    ++given_;
    if (given_ - put_ <= kMostWaiting) return;
    store_.approach(hashes_[(given_ - kMostWaiting / 2) % kPlaces]);
    put();
  }
  /// All that were given are in the store.
  void finish() {
    while (put_ < given_) put();
  }
  [[nodiscard]] std::uint64_t waiting() const { return given_ - put_; }

  /// More than this do not wait.
  static constexpr std::uint64_t kMostWaiting = 32;

 private:
  static constexpr std::uint64_t kPlaces = 2 * kMostWaiting;

  [[nodiscard]] Word* place(std::uint64_t number) {
    return states_.data() + number % kPlaces * words_;
  }
  void put() {
    store_.insert(place(put_), hashes_[put_ % kPlaces]);
    ++put_;
  }

  StateStore& store_;
  std::size_t words_;
  std::vector<Word> states_;  // kPlaces, used in a circle
  std::array<std::uint64_t, kPlaces> hashes_{};
  std::uint64_t given_ = 0;
  std::uint64_t put_ = 0;
};

}  // namespace ipcsim
