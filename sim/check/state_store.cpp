#include "sim/check/state_store.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "sim/base/check.hpp"

namespace ipcsim {
namespace {

constexpr unsigned kFirstTableBits = 12;

/// At most three quarters of the slots are taken.
constexpr std::uint64_t full_at(unsigned table_bits) {
  return (std::uint64_t{3} << table_bits) / 4;
}

}  // namespace

StateStore::StateStore(std::size_t words, std::size_t bytes)
    : words_(words),
      bytes_(bytes),
      last_mask_(~Word{0} >> (8 * (words * sizeof(Word) - bytes))),
      full_at_(full_at(kFirstTableBits)),
      table_bits_(kFirstTableBits),
      table_(std::size_t{1} << kFirstTableBits, kNone) {}

std::uint64_t StateStore::bytes() const {
  return segments_.size() * segment_bytes() + table_.size() * sizeof(Number);
}

std::uint64_t StateStore::bytes_with_one_more() const {
  std::uint64_t needed = bytes();
  if (is_full()) needed += table_.size() * sizeof(Number);
  if ((size_ & kSegmentMask) == 0) needed += segment_bytes();
  return needed;
}

/// Word by word: of the last one, what lies behind the state is masked out.
bool StateStore::equal(Number number, const Word* state) const {
  const unsigned char* bytes = at(number);
  Word difference = 0;
  for (std::size_t i = 0; i < words_; ++i, bytes += sizeof(Word)) {
    Word word = 0;
    std::memcpy(&word, bytes, sizeof(Word));
    difference |= (word ^ state[i]) & (i + 1 < words_ ? ~Word{0} : last_mask_);
  }
  return difference == 0;
}

std::size_t StateStore::slot_of(const Word* state, std::uint64_t hash) const {
  const std::size_t last = table_.size() - 1;
  const Number mask = number_mask();
  const Number tag = static_cast<Number>(hash) & ~mask;
  std::size_t slot = first_slot(hash);
  while (table_[slot] != kNone) {
    if ((table_[slot] & ~mask) == tag && equal(table_[slot] & mask, state)) break;
    slot = (slot + 1) & last;
  }
  return slot;
}

StateStore::Insertion StateStore::insert(const Word* state, std::uint64_t hash) {
  if (is_full()) grow();
  const std::size_t slot = slot_of(state, hash);
  const Number mask = number_mask();
  if (table_[slot] != kNone) return {table_[slot] & mask, false};
  const auto number = static_cast<Number>(size_);
  if ((number & kSegmentMask) == 0) {
    segments_.push_back(std::make_unique_for_overwrite<unsigned char[]>(segment_bytes()));
  }
  std::memcpy(segments_.back().get() + std::size_t{number & kSegmentMask} * bytes_, state, bytes_);
  table_[slot] = number | (static_cast<Number>(hash) & ~mask);
  ++size_;
  return {number, true};
}

StateStore::Number StateStore::find(const Word* state) const {
  const Number entry = table_[slot_of(state, hash_of(state))];
  if (entry == kNone) return kNone;
  return entry & number_mask();
}

void StateStore::read(Number number, Word* state) const {
  state[words_ - 1] = 0;
  std::memcpy(state, at(number), bytes_);
}

/// Built anew from the arena, so that old and new table never stand side by side.
void StateStore::grow() {
  check(table_bits_ < kNumberBits, "states have numbers of 32 bits");
  ++table_bits_;
  full_at_ = full_at(table_bits_);
  std::vector<Number>().swap(table_);
  table_.assign(std::size_t{1} << table_bits_, kNone);
  const Number mask = number_mask();
  std::vector<Word> state(words_);
  const std::size_t last = table_.size() - 1;
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
      while (table_[slot] != kNone) slot = (slot + 1) & last;
      const auto number = static_cast<Number>(begin + i);
      table_[slot] = number | (static_cast<Number>(hashes[i]) & ~mask);
    }
  }
}

}  // namespace ipcsim
