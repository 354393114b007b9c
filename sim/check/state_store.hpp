// Packed states, each once, numbered in the order in which they came: the arena is also the queue
// of a breadth-first search. Open addressing with linear probing; a slot holds the number of a
// state and, in the bits that are left, some of its hash. Whole states are compared. Knows nothing
// of what the bits mean.
#pragma once

#include <cstdint>
#include <cstring>
#include <vector>

#include "sim/check/large_array.hpp"

namespace ipcsim {

class StateStore {
 public:
  using Word = std::uint64_t;
  using Number = std::uint32_t;

  /// More states than this have no numbers.
  static constexpr std::uint64_t kMostStates = std::uint64_t{3} << 30U;
  static constexpr Number kNone = 0xFFFF'FFFF;

  /// States are given in `words` words, of which the first `bytes` bytes say all.
  /// REQUIRES: 0 < bytes <= 8 x words.
  StateStore(std::size_t words, std::size_t bytes);

  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// Memory in use.
  [[nodiscard]] std::uint64_t bytes() const { return bytes_with(0); }
  /// Memory in use once so many more states have been put in.
  [[nodiscard]] std::uint64_t bytes_with(std::uint64_t more) const;

  struct Insertion {
    Number number = kNone;
    bool is_new = false;
  };
  /// REQUIRES: size() < kMostStates.
  Insertion insert(const Word* state) { return insert(state, hash_of(state)); }
  /// The same in three parts, for several states: first their slots are fetched together, then the
  /// states in them. What `prepare` gives goes to `approach` and `insert`.
  std::uint64_t prepare(const Word* state) const {
    const std::uint64_t hash = hash_of(state);
    __builtin_prefetch(&table_[first_slot(hash)]);
    return hash;
  }
  void approach(std::uint64_t hash) const {
    const Number entry = table_[first_slot(hash)];
    if (entry != kNone && has_tag_of(entry, hash)) __builtin_prefetch(at(entry & number_mask_));
  }
  Insertion insert(const Word* state, std::uint64_t hash);
  /// kNone: it is not there.
  [[nodiscard]] Number find(const Word* state) const;
  void read(Number number, Word* state) const;

 private:
  // Each segment of the arena holds so many states; a last one that is hardly used costs little.
  static constexpr unsigned kSegmentBits = 12;
  static constexpr unsigned kNumberBits = 32;
  static constexpr Number kSegmentMask = (Number{1} << kSegmentBits) - 1;

  [[nodiscard]] const unsigned char* at(Number number) const {
    return segments_[number >> kSegmentBits] + std::size_t{number & kSegmentMask} * bytes_;
  }
  [[nodiscard]] std::uint64_t hash_of(const Word* state) const {
    // Odd constants with as many ones as zeros: digits of the golden ratio and of the root of 3.
    constexpr std::uint64_t kFirst = 0x9E37'79B9'7F4A'7C15;
    constexpr std::uint64_t kSecond = 0xBB67'AE85'84CA'A73B;
    std::uint64_t hash = kSecond;
    for (std::size_t i = 0; i < words_; ++i) {
      hash = folded_product(hash ^ state[i], kFirst) + kSecond;
    }
    return folded_product(hash, kFirst);
  }
  /// Multiplies to 128 bits and folds: every bit of the factors reaches every bit of the result.
  static std::uint64_t folded_product(std::uint64_t a, std::uint64_t b) {
    const auto product = static_cast<unsigned __int128>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
  }
  [[nodiscard]] std::size_t first_slot(std::uint64_t hash) const {
    return static_cast<std::size_t>(hash >> kNumberBits) & number_mask_;
  }
  /// The bits of a slot beside the number are those of the hash.
  [[nodiscard]] bool has_tag_of(Number entry, std::uint64_t hash) const {
    return ((entry ^ static_cast<Number>(hash)) & ~number_mask_) == 0;
  }
  [[nodiscard]] Number entry_of(Number number, std::uint64_t hash) const {
    return number | (static_cast<Number>(hash) & ~number_mask_);
  }
  /// Word by word: of the last one, what lies behind the state is masked out.
  [[nodiscard]] bool equal(Number number, const Word* state) const {
    const unsigned char* bytes = at(number);
    Word difference = 0;
    std::size_t i = 0;
    for (; i + 1 < words_; ++i) difference |= word_at(bytes + i * sizeof(Word)) ^ state[i];
    difference |= (word_at(bytes + i * sizeof(Word)) ^ state[i]) & last_mask_;
    return difference == 0;
  }
  static Word word_at(const unsigned char* bytes) {
    Word word = 0;
    std::memcpy(&word, bytes, sizeof(Word));
    return word;
  }
  /// The slot of the state, or the empty one where it belongs.
  [[nodiscard]] std::size_t slot_of(const Word* state, std::uint64_t hash) const {
    std::size_t slot = first_slot(hash);
    for (Number entry = table_[slot]; entry != kNone; entry = table_[slot]) {
      if (has_tag_of(entry, hash) && equal(entry & number_mask_, state)) break;
      slot = (slot + 1) & number_mask_;
    }
    return slot;
  }
  void grow();
  void make_table(unsigned table_bits);
  void add_segment();
  /// A word can be read and written at the last byte.
  [[nodiscard]] std::size_t segment_bytes() const { return (bytes_ << kSegmentBits) + 8; }

  std::size_t words_;
  std::size_t bytes_;
  Word last_mask_;  // of the last word's bytes that count
  std::uint64_t size_ = 0;
  std::uint64_t full_at_ = 0;  // more states than that need a larger table
  unsigned table_bits_ = 0;
  Number number_mask_ = 0;  // of the bits of a slot that hold the number of a state
  LargeArray<Number> table_;
  std::vector<unsigned char*> segments_;
  std::vector<LargeArray<unsigned char>> blocks_;  // in which segments lie
  unsigned char* free_ = nullptr;                  // the rest of the last block
  std::size_t free_bytes_ = 0;                     // of it
};

}  // namespace ipcsim
