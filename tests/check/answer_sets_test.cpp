#include "sim/check/answer_sets.hpp"

#include <random>
#include <span>
#include <vector>

#include <doctest/doctest.h>

namespace ipcsim {
namespace {

using Word = AnswerSets::Word;
using Condition = AnswerSets::Condition;

constexpr std::size_t kWords = 2;
constexpr std::size_t kBytes = 11;  // so the last word is not used up

/// The used bits of a word.
Word used(std::size_t word) { return word == 0 ? ~Word{0} : 0xFF'FFFF; }

/// Few bits each, so that many hold.
std::vector<Condition> random_conditions(std::mt19937_64& random) {
  std::vector<Condition> conditions;
  for (std::uint64_t i = random() % 4; i > 0; --i) {
    const std::size_t word = random() % kWords;
    const Word mask = (Word{random() % 8} << (random() % 64)) & used(word);
    conditions.push_back({word, mask, random() & mask});
  }
  return conditions;
}

bool holds(const std::vector<Condition>& conditions, const Word* state) {
  for (const Condition& it : conditions) {
    if ((state[it.word] & it.mask) != it.bits) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("sets find the answers that hold, whose number and order are those of looking at each") {
  std::mt19937_64 random(1);
  for (const std::size_t answers : {1, 63, 64, 256, 257, 1000, 1024}) {
    std::vector<std::vector<Condition>> conditions;
    for (std::size_t i = 0; i < answers; ++i) conditions.push_back(random_conditions(random));
    AnswerSets sets({conditions.begin(), conditions.end()}, kBytes);
    for (int i = 0; i < 100; ++i) {
      const Word state[kWords] = {random(), random() & used(1)};
      const auto begin = static_cast<AnswerSets::Number>(random() % (answers + 1));
      const auto end = static_cast<AnswerSets::Number>(begin + random() % (answers + 1 - begin));
      std::uint32_t all = 0;
      std::vector<AnswerSets::Number> expected;
      for (AnswerSets::Number number = 0; number < answers; ++number) {
        if (!holds(conditions[number], state)) continue;
        ++all;
        if (number >= begin && number < end) expected.push_back(number);
      }
      REQUIRE_EQ(sets.find(state), all);
      std::vector<AnswerSets::Number> visited;
      sets.visit(begin, end, [&](AnswerSets::Number number) { visited.push_back(number); });
      REQUIRE_EQ(visited, expected);
    }
  }
}

TEST_CASE("where there are no sets no answer holds") {
  AnswerSets sets;
  const Word state = 0;
  CHECK_EQ(sets.find(&state), 0);
}

}  // namespace ipcsim
