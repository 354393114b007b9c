#include "sim/check/state_store.hpp"

#include <algorithm>
#include <array>

#include "sim/base/check.hpp"

namespace ipcsim {
namespace {

constexpr unsigned kFirstTableBits = 12;
constexpr std::size_t kLargestBlock = std::size_t{1} << 26U;  // unless a segment is larger

/// At most three quarters of the slots are taken; then the table doubles.
constexpr std::uint64_t full_at(unsigned table_bits) {
  return (std::uint64_t{3} << table_bits) / 4;
}

}  // namespace

StateStore::StateStore(std::size_t words, std::size_t bytes)
    : words_(words), bytes_(bytes), last_mask_(~Word{0} >> (8 * (words * sizeof(Word) - bytes))) {
  make_table(kFirstTableBits);
}

std::uint64_t StateStore::bytes_with(std::uint64_t more) const {
  const std::uint64_t states = size_ + more;
  unsigned table_bits = table_bits_;
  while (states > full_at(table_bits)) ++table_bits;
  const std::uint64_t segments = (states + kSegmentMask) >> kSegmentBits;
  return segments * segment_bytes() + (sizeof(Number) << table_bits);
}

StateStore::Insertion StateStore::insert(const Word* state, std::uint64_t hash) {
  if (size_ >= full_at_) grow();
  const std::size_t slot = slot_of(state, hash);
  if (table_[slot] != kNone) return {table_[slot] & number_mask_, false};
  const auto number = static_cast<Number>(size_);
  if ((number & kSegmentMask) == 0) add_segment();
  // Whole words: what is too much at the end, the next state overwrites.
  unsigned char* bytes = segments_.back() + std::size_t{number & kSegmentMask} * bytes_;
  for (std::size_t i = 0; i < words_; ++i) {
    std::memcpy(bytes + i * sizeof(Word), &state[i], sizeof(Word));
  }
  table_[slot] = entry_of(number, hash);
  ++size_;
  return {number, true};
}

StateStore::Number StateStore::find(const Word* state) const {
  const Number entry = table_[slot_of(state, hash_of(state))];
  if (entry == kNone) return kNone;
  return entry & number_mask_;
}

void StateStore::read(Number number, Word* state) const {
  const unsigned char* bytes = at(number);
  for (std::size_t i = 0; i < words_; ++i) state[i] = word_at(bytes + i * sizeof(Word));
  state[words_ - 1] &= last_mask_;
}

void StateStore::make_table(unsigned table_bits) {
  table_bits_ = table_bits;
  number_mask_ = static_cast<Number>((std::uint64_t{1} << table_bits) - 1);
  full_at_ = full_at(table_bits);
  const std::size_t slots = std::size_t{1} << table_bits;
  table_ = make_large_array<Number>(slots);
  std::fill_n(table_.get(), slots, kNone);
}

/// Several lie in one block, each of which is about as large as all before it.
void StateStore::add_segment() {
  if (free_bytes_ < segment_bytes()) {
    const std::size_t so_far = segments_.size() * segment_bytes();
    free_bytes_ = std::max(segment_bytes(), std::min(so_far, kLargestBlock));
    blocks_.push_back(make_large_array<unsigned char>(free_bytes_));
    free_ = blocks_.back().get();
  }
  segments_.push_back(free_);
  free_ += segment_bytes();
  free_bytes_ -= segment_bytes();
}

/// Built anew from the arena, so that old and new table never stand side by side.
void StateStore::grow() {
  check(table_bits_ < kNumberBits, "states have numbers of 32 bits");
  table_.reset();
  make_table(table_bits_ + 1);
  std::vector<Word> state(words_);
  constexpr std::uint64_t kAtOnce = 32;  // slots that are fetched together
  std::array<std::uint64_t, kAtOnce> hashes{};
  for (std::uint64_t begin = 0; begin < size_; begin += kAtOnce) {
    const std::uint64_t count = std::min(kAtOnce, size_ - begin);
    for (std::uint64_t i = 0; i < count; ++i) {
      read(static_cast<Number>(begin + i), state.data());
      hashes[i] = prepare(state.data());
    }
    for (std::uint64_t i = 0; i < count; ++i) {
      std::size_t slot = first_slot(hashes[i]);
      while (table_[slot] != kNone) slot = (slot + 1) & number_mask_;
      table_[slot] = entry_of(static_cast<Number>(begin + i), hashes[i]);
    }
  }
}

}  // namespace ipcsim
