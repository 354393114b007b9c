#include "sim/check/answer_sets.hpp"

#include "sim/base/check.hpp"

namespace ipcsim {

AnswerSets::AnswerSets(const std::vector<std::span<const Condition>>& answers, std::size_t bytes)
    : bytes_(bytes) {
  check(answers.size() <= kMost, "there are at most as many answers as a set is made for");
  constexpr std::size_t kBitsOfPart = kWords * kBits;
  const std::size_t parts = (answers.size() + kBitsOfPart - 1) / kBitsOfPart;
  sets_.resize(parts * bytes * kValues);
  found_.resize(parts);
  for (std::size_t number = 0; number < answers.size(); ++number) {
    const std::size_t word = number % kBitsOfPart / kBits;
    const Word bit = Word{1} << (number % kBits);
    Part* sets = &sets_[number / kBitsOfPart * bytes * kValues];
    for (std::size_t i = 0; i < bytes * kValues; ++i) sets[i][word] |= bit;
    for (const Condition& it : answers[number]) {
      for (std::size_t byte = it.word * 8; byte < bytes && byte < it.word * 8 + 8; ++byte) {
        const Word mask = it.mask >> (byte % 8 * 8) & 0xFFU;
        const Word bits = it.bits >> (byte % 8 * 8) & 0xFFU;
        for (Word value = 0; mask != 0 && value < kValues; ++value) {
          if ((value & mask) != bits) sets[byte * kValues + value][word] &= ~bit;
        }
      }
    }
  }
}

}  // namespace ipcsim
