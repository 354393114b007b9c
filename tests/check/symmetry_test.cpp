#include "sim/check/symmetry.hpp"

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "sim/check/exploration.hpp"
#include "tests/check/random_programs.hpp"
#include "tests/property/small_scenario.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

constexpr std::uint64_t kMostStates = 20'000;
constexpr std::uint64_t kNoTrial = std::uint64_t{1} << 60U;  // so long that none ends

/// All states, with symmetry or without, but no step left out.
ExplorationOptions all_states(bool reduces) {
  return {.bound = 4,
          .reduces = reduces,
          .proves_facts = true,
          .max_states = kMostStates,
          .trial = kNoTrial};
}

std::string scenario(const std::string& mailboxes, const std::string& processes) {
  return R"({ "ipcsim": 1, "run": { "until": "1s" }, "mailboxes": {)" + mailboxes +
         R"(}, "processes": {)" + processes + "} }";
}

const std::string kPool =
    scenario(R"("jobs": { "capacity": 2 }, "lock": { "capacity": 1, "initial": 1 })",
             R"("source": { "program": [ { "loop": "forever", "do": [ { "send": "jobs" } ] } ] },
       "worker": { "count": 5, "program": [ { "loop": "forever", "do": [
         { "receive": "jobs" }, { "receive": "lock" }, { "send": "lock" } ] } ] })");
const std::string kRing =
    scenario(R"("box": { "capacity": 1, "count": 6 })",
             R"("node": { "count": 6, "program": [ { "loop": "forever", "do": [
         { "send": "box[self+1]" }, { "receive": "box[self]" } ] } ] })");
/// Nobody is told apart by more than half of the states, and then everybody is.
const std::string kLate =
    scenario(R"("start": { "capacity": 5 })",
             R"("A": { "program": [ { "loop": 400, "do": [ { "compute": "1ms" } ] },
                           { "loop": 5, "do": [ { "send": "start" } ] } ] },
       "worker": { "count": 5, "program": [ { "receive": "start" }, { "compute": "1ms" },
                                            { "compute": "1ms" } ] })");

/// How many states those stand for that a search with symmetry has met.
std::uint64_t states_stood_for(const Program& program) {
  const ExplorationOptions options = all_states(true);
  Exploration exploration(program, options);
  exploration.search();
  Symmetry symmetry(program, exploration.world().codec());
  std::uint64_t states = 0;
  std::vector<Word> state(exploration.world().codec().words());
  for (StateStore::Number i = 0; i < exploration.store().size(); ++i) {
    exploration.read(i, state.data());
    states += symmetry.equal_states(state.data());
  }
  return states;
}

}  // namespace

TEST_CASE("the states that are equal to those of a search with symmetry are all there are") {
  std::vector<std::string> texts = {kPool, kRing, kLate};
  for (const std::uint64_t seed : seeds_from(980'000, 3'000)) {
    texts.push_back(small_scenario(seed).text);
  }
  std::size_t symmetric = 0;
  for (const std::string& text : texts) {
    INFO(text);
    const Program program = program_of(text);
    const ExplorationOptions options = all_states(false);
    Exploration whole(program, options);
    if (!Symmetry(program, whole.world().codec()).exists()) continue;
    whole.search();
    if (whole.progress().states >= kMostStates) continue;
    ++symmetric;
    REQUIRE_EQ(states_stood_for(program), whole.progress().states);
  }
  std::printf("check symmetry: %zu scenarios\n", symmetric);
  CHECK_GT(symmetric, 3);
}

TEST_CASE("symmetry that saves nothing is given up, and taken up again once it would") {
  const Program program = program_of(kLate);
  ExplorationOptions options = all_states(true);
  const auto searched = [&](std::uint64_t trial, std::uint64_t most_states) {
    options.trial = trial;
    options.max_states = most_states;
    Exploration exploration(program, options);
    exploration.search();
    return std::pair(exploration.progress().states, exploration.uses_symmetry());
  };
  CHECK_EQ(searched(32, 300).second, false);
  const auto [states, uses_symmetry] = searched(32, kMostStates);
  CHECK_EQ(uses_symmetry, true);
  const std::uint64_t most_reduced = searched(kNoTrial, kMostStates).first;
  options.reduces = false;
  const std::uint64_t whole = searched(kNoTrial, kMostStates).first;
  CHECK_GT(states, most_reduced);
  CHECK_LT(states, (most_reduced + whole) / 2);
}

}  // namespace ipcsim::testing
