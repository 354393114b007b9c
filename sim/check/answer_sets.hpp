// Which of many answers hold in a state, found for all of them at once. An answer holds where some
// bits of the state are as it says. So for each byte of a state, and for each value of it, there is
// the set of the answers that this does not speak against; those in the sets of all bytes hold.
// Knows nothing of what the answers are to.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ipcsim {

class AnswerSets {
 public:
  using Word = std::uint64_t;
  using Number = std::uint32_t;

  /// What has to stand in one word of a state.
  struct Condition {
    std::size_t word = 0;
    Word mask = 0;  // of the bits that are looked at
    Word bits = 0;
  };

  /// Of more answers the sets would be longer than it takes to look at one after the other.
  static constexpr std::size_t kMost = 1024;

  AnswerSets() = default;
  /// By number: what each hangs on. `bytes`: of a state. REQUIRES: at most kMost.
  AnswerSets(const std::vector<std::span<const Condition>>& answers, std::size_t bytes);

  /// Finds those that hold in the state, and says how many there are.
  std::uint32_t find(const Word* state) {
    std::uint32_t found = 0;
    const Part* sets = sets_.data();
    for (Part& holds : found_) {
      auto [a, b, c, d] = Part{~Word{0}, ~Word{0}, ~Word{0}, ~Word{0}};
      for (std::size_t byte = 0; byte < bytes_; ++byte, sets += kValues) {
        const Part& set = sets[state[byte / 8] >> (byte % 8 * 8) & 0xFFU];
        a &= set[0];
        b &= set[1];
        c &= set[2];
        d &= set[3];
      }
      holds = {a, b, c, d};
      found += sum_of_bytes(ones(a) + ones(b) + ones(c) + ones(d));
    }
    return found;
  }

  /// Calls visit(number) for each that `find` has found with a number from `begin` on and below
  /// `end`, in order.
  template <class Visit>
  void visit(Number begin, Number end, Visit visit) const {
    for (Number first = begin / kBits * kBits; first < end; first += kBits) {
      Word rest = found_[first / kBits / kWords][first / kBits % kWords];
      if (first < begin) rest &= ~Word{0} << (begin - first);
      if (end - first < kBits) rest &= (Word{1} << (end - first)) - 1;
      for (; rest != 0; rest &= rest - 1) {
        visit(first + static_cast<Number>(std::countr_zero(rest)));
      }
    }
  }

  [[nodiscard]] std::uint64_t bytes() const { return sets_.size() * sizeof(Part); }

 private:
  static constexpr std::size_t kWords = 4;  // of a set that stay in registers together
  static constexpr Number kBits = 64;
  static constexpr std::size_t kValues = 256;  // of a byte
  using Part = std::array<Word, kWords>;       // of a set

  // Without an instruction for it this is quicker than std::popcount.

  /// In each byte how many of its bits are set.
  static Word ones(Word word) {
    word -= word >> 1U & 0x5555'5555'5555'5555;
    word = (word & 0x3333'3333'3333'3333) + (word >> 2U & 0x3333'3333'3333'3333);
    return (word + (word >> 4U)) & 0x0F0F'0F0F'0F0F'0F0F;
  }
  static std::uint32_t sum_of_bytes(Word word) {
    word = (word & 0x00FF'00FF'00FF'00FF) + (word >> 8U & 0x00FF'00FF'00FF'00FF);
    return static_cast<std::uint32_t>(word * 0x0001'0001'0001'0001 >> 48U);
  }

  std::size_t bytes_ = 0;    // of a state
  std::vector<Part> sets_;   // by part, byte and value
  std::vector<Part> found_;  // by part
};

}  // namespace ipcsim
