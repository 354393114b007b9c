// The search against a naive one that shares no code with it, and the reduced search against the
// whole one.
#include <cstdio>
#include <iterator>
#include <optional>
#include <string>
#include <tuple>

#include <doctest/doctest.h>

#include "sim/check/exploration.hpp"
#include "sim/program/compile.hpp"
#include "tests/check/naive_exploration.hpp"
#include "tests/check/random_programs.hpp"
#include "tests/property/small_scenario.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

constexpr std::size_t kMostNaiveStates = 10'000;
constexpr NaiveLimits kNaiveLimits{.states = kMostNaiveStates, .calls = 3, .under_way = 4};

struct TrafficRow {
  const char* name;
  std::size_t NaiveTraffic::*member;
};

constexpr TrafficRow kTraffic[] = {
    {"put in on arrival", &NaiveTraffic::put_in},
    {"handed over on arrival", &NaiveTraffic::handed},
    {"refused or dropped on arrival", &NaiveTraffic::kept_out},
    {"waiting on arrival", &NaiveTraffic::waiting},
    {"lost on a link", &NaiveTraffic::lost},
    {"sent again", &NaiveTraffic::sent_again},
    {"left by a sender who gave up", &NaiveTraffic::left},
    {"cut", &NaiveTraffic::cut},
};

std::string name_of(CheckVerdict verdict) {
  const char* const names[] = {"free", "deadlock", "livelock", "program error", "undecided"};
  return names[static_cast<std::size_t>(verdict)];
}

std::string name_of(NaiveResult::Verdict verdict) {
  const char* const names[] = {"free", "deadlock", "livelock", "program error", "undecided"};
  return names[static_cast<std::size_t>(verdict)];
}

TEST_CASE("the search has the verdict and the shortest length of a naive one") {
  std::size_t decided = 0;
  std::size_t of_each[4] = {};
  std::size_t with_traffic[std::size(kTraffic)] = {};
  const std::vector<std::uint64_t> seeds = seeds_from(800'000, 10'000);
  for (const std::uint64_t seed : seeds) {
    const std::string text = of_any_kind(seed);
    INFO("IPCSIM_PROPERTY_SEED=" << seed << "\n" << text);
    const auto scenario = scenario_of(text);
    const NaiveResult naive = explore_naively(*scenario, kNaiveLimits);
    if (naive.verdict == NaiveResult::Verdict::undecided) continue;
    ++decided;
    ++of_each[static_cast<std::size_t>(naive.verdict)];
    for (std::size_t i = 0; i < std::size(kTraffic); ++i) {
      if (naive.traffic.*kTraffic[i].member > 0) ++with_traffic[i];
    }
    for (const bool reduces : {false, true}) {
      INFO("reduces: " << reduces);
      const CheckResult result = checked(*scenario, reduces, 10 * kMostNaiveStates);
      REQUIRE_EQ(name_of(result.verdict), name_of(naive.verdict));
      REQUIRE_EQ(length_of(result), naive.length);
    }
  }
  std::printf(
      "check oracle: %zu of %zu scenarios decided: %zu free, %zu deadlock, %zu livelock, "
      "%zu program error; 0 differences\n",
      decided, seeds.size(), of_each[0], of_each[1], of_each[2], of_each[3]);
  for (std::size_t i = 0; i < std::size(kTraffic); ++i) {
    std::printf("  %s in %zu\n", kTraffic[i].name, with_traffic[i]);
  }
  if (seeds.size() < 100) return;  // a single seed is being repeated
  for (const std::size_t with_one : with_traffic) CHECK_GT(with_one, 0);
  CHECK_GE(decided, seeds.size() * 9 / 10);
  for (const std::size_t of_one : of_each) CHECK_GT(of_one, 0);
}

TEST_CASE("a reduced search has the verdict and the length of a whole one") {
  std::uint64_t whole_states = 0;
  std::uint64_t reduced_states = 0;
  for (const std::uint64_t seed : seeds_from(900'000, 10'000)) {
    const std::string text = here_or_over_network(seed);
    INFO("IPCSIM_PROPERTY_SEED=" << seed << "\n" << text);
    const auto scenario = scenario_of(text);
    const CheckResult whole = checked(*scenario, false, 30'000);
    if (whole.verdict == CheckVerdict::undecided) continue;
    const CheckResult reduced = checked(*scenario, true, 30'000);
    whole_states += whole.progress.states;
    reduced_states += reduced.progress.states;
    REQUIRE_EQ(name_of(reduced.verdict), name_of(whole.verdict));
    REQUIRE_EQ(length_of(reduced), length_of(whole));
  }
  std::printf("check reductions: %llu of %llu states\n",
              static_cast<unsigned long long>(reduced_states),
              static_cast<unsigned long long>(whole_states));
}

TEST_CASE("a search that gives up its reductions on the way has the verdict of a whole one") {
  std::size_t given_up = 0;
  std::size_t symmetry_given_up = 0;
  for (const std::uint64_t seed : seeds_from(960'000, 10'000)) {
    const std::string text = small_scenario(seed).text;
    INFO("IPCSIM_PROPERTY_SEED=" << seed << "\n" << text);
    const Program program = compile(*scenario_of(text));
    const CheckResult whole =
        check_program(program, {.bound = 4, .reduces = false, .max_states = 10'000});
    if (whole.verdict == CheckVerdict::undecided) continue;
    // So short a trial ends in the middle of the search, now in favour and now against.
    const ExplorationOptions short_trial{.bound = 4, .max_states = 10'000, .trial = 3};
    const CheckResult reduced = check_program(program, short_trial);
    REQUIRE_EQ(name_of(reduced.verdict), name_of(whole.verdict));
    REQUIRE_EQ(length_of(reduced), length_of(whole));
    Exploration exploration(program, short_trial);
    const bool has_some = exploration.has_stubborn_sets();
    const bool used_symmetry = exploration.uses_symmetry();
    exploration.search();
    if (has_some && !exploration.has_stubborn_sets()) ++given_up;
    if (used_symmetry && !exploration.uses_symmetry()) ++symmetry_given_up;
  }
  std::printf("check trials: stubborn sets given up in %zu scenarios, symmetry in %zu\n", given_up,
              symmetry_given_up);
  CHECK_GT(given_up, 0);
  CHECK_GT(symmetry_given_up, 0);
}

TEST_CASE("a search that remembers its steps meets the same states in the same order") {
  std::uint64_t states = 0;
  std::size_t found_together = 0;  // scenarios with states in which the answers were
  for (const std::uint64_t seed : seeds_from(950'000, 10'000)) {
    const std::string text = small_scenario(seed).text;
    INFO("IPCSIM_PROPERTY_SEED=" << seed << "\n" << text);
    const Program program = compile(*scenario_of(text));
    const auto explored = [&](bool remembers) {
      const ExplorationOptions options{
          .bound = 4, .reduces = false, .max_states = 10'000, .remembers = remembers};
      Exploration exploration(program, options);
      const SearchEnd end = exploration.search();
      if (exploration.finds_steps_together()) ++found_together;
      const auto& found = exploration.found();
      return std::tuple(end, found ? std::optional(found->what) : std::nullopt,
                        found ? found->state : StateStore::kNone, exploration.progress().states,
                        exploration.progress().steps, exploration.progress().depth,
                        exploration.partly_stuck(), exploration.was_cut());
    };
    const auto remembered = explored(true);
    REQUIRE(remembered == explored(false));
    states += std::get<3>(remembered);
  }
  std::printf("check memory: %llu states, in %zu scenarios looked up together\n",
              static_cast<unsigned long long>(states), found_together);
  CHECK_GT(found_together, 0);
}

}  // namespace
}  // namespace ipcsim::testing
