// The search for processes that can never go on, against the truth found by trying everything.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "sim/machine/stuck.hpp"
#include "tests/property/exploration.hpp"
#include "tests/property/recorded_run.hpp"
#include "tests/property/small_scenario.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

constexpr std::size_t kMostStates = 6'000;

/// Pairs of a state and a process that waits or polls there and can never go on.
struct Recall {
  std::uint64_t scenarios = 0;  // with such pairs
  std::uint64_t pairs = 0;
  std::uint64_t found = 0;
  std::uint64_t completely = 0;  // scenarios with all their pairs found

  void add(const Recall& of_one) {
    pairs += of_one.pairs;
    found += of_one.found;
    if (of_one.pairs == 0) return;
    ++scenarios;
    if (of_one.found == of_one.pairs) ++completely;
  }
  [[nodiscard]] double share() const {
    return pairs == 0 ? 1 : static_cast<double>(found) / static_cast<double>(pairs);
  }
};

struct Comparison {
  std::size_t states = 0;
  std::size_t cut_states = 0;
  bool complete = true;
  Recall recall;
  std::string false_alarm;  // empty: none
  std::string missed;       // the first that was not found
  std::string overlooked;   // somebody waits who could go on
};

std::string in_words(const Exploration& exploration, std::size_t state, const Program& program,
                     ProcessId p) {
  UntimedState decoded;
  exploration.codec().decode(exploration.text(state), decoded);
  return name_of(program, p) + " in the state\n" + exploration.codec().in_words(decoded);
}

Comparison compare(const Program& program) {
  const Exploration exploration(program, kMostStates);
  Comparison result;
  result.states = exploration.states();
  result.complete = exploration.complete();
  if (exploration.overlooked() != 0) result.overlooked = "somebody waits who could go on";
  StuckSearch search(program);
  UntimedState state;
  Situation situation;
  for (std::size_t s = 0; s < exploration.states(); ++s) {
    if (exploration.is_cut(s)) ++result.cut_states;
    exploration.codec().decode(exploration.text(s), state);
    exploration.codec().describe(state, situation);
    const std::vector<ProcessId> named = search.search(situation);
    for (std::uint32_t i = 0; i < program.processes; ++i) {
      const ProcessId p{i};
      const Standing standing = state.standings[i];
      if (standing == Standing::going || standing == Standing::finished) continue;
      const bool is_named = std::binary_search(named.begin(), named.end(), p);
      const bool goes_on = (exploration.can_go_on(s) >> i & 1U) != 0;
      if (is_named && goes_on && result.false_alarm.empty()) {
        result.false_alarm = in_words(exploration, s, program, p);
      }
      if (goes_on || exploration.is_cut(s) || is_idle(program, p, situation.processes[i])) continue;
      ++result.recall.pairs;
      if (is_named) ++result.recall.found;
      if (!is_named && result.missed.empty()) result.missed = in_words(exploration, s, program, p);
    }
  }
  return result;
}

struct Totals {
  std::uint64_t scenarios = 0;
  std::uint64_t incomplete = 0;
  std::uint64_t states = 0;
  std::uint64_t cut_states = 0;
  Recall all;
  Recall by_feature[std::size(kFeatures)];
};

void print_row(std::string_view name, const Recall& recall) {
  std::printf("  %-12.*s %9llu %10llu %10llu %8.2f %% %9llu\n", static_cast<int>(name.size()),
              name.data(), static_cast<unsigned long long>(recall.scenarios),
              static_cast<unsigned long long>(recall.pairs),
              static_cast<unsigned long long>(recall.found), 100 * recall.share(),
              static_cast<unsigned long long>(recall.completely));
}

void print(const Totals& totals) {
  // A false alarm has ended the test before it comes here.
  std::printf(
      "stuck processes: %llu scenarios (%llu too large), %llu states (%llu cut), "
      "0 false alarms\n",
      static_cast<unsigned long long>(totals.scenarios),
      static_cast<unsigned long long>(totals.incomplete),
      static_cast<unsigned long long>(totals.states),
      static_cast<unsigned long long>(totals.cut_states));
  std::printf("  %-12s %9s %10s %10s %10s %9s\n", "", "scenarios", "pairs", "found", "recall",
              "all found");
  print_row("all", totals.all);
  for (std::size_t f = 0; f < std::size(kFeatures); ++f) {
    print_row(kFeatures[f].name, totals.by_feature[f]);
  }
}

TEST_CASE("who is named stuck never goes on, and nearly all who never go on are named") {
  Totals totals;
  const bool shows_missed = std::getenv("IPCSIM_SHOW_MISSED") != nullptr;
  for (const std::uint64_t seed : property_seeds(700'000, 10'000 * test_scale())) {
    const RandomScenario scenario = small_scenario(seed);
    const Comparison comparison = compare(program_of(scenario.text));
    INFO("IPCSIM_PROPERTY_SEED=" << seed << "\n" << scenario.text);
    REQUIRE_EQ(comparison.false_alarm, "");
    REQUIRE_EQ(comparison.overlooked, "");
    if (shows_missed && !comparison.missed.empty()) {
      std::printf("MISSED seed %llu %llu/%llu %s\n", static_cast<unsigned long long>(seed),
                  static_cast<unsigned long long>(comparison.recall.found),
                  static_cast<unsigned long long>(comparison.recall.pairs),
                  comparison.missed.c_str());
    }
    ++totals.scenarios;
    if (!comparison.complete) ++totals.incomplete;
    totals.states += comparison.states;
    totals.cut_states += comparison.cut_states;
    totals.all.add(comparison.recall);
    for (std::size_t f = 0; f < std::size(kFeatures); ++f) {
      if (scenario.present.*kFeatures[f].member) totals.by_feature[f].add(comparison.recall);
    }
  }
  print(totals);
  CHECK_GE(totals.all.share(), 0.98);
  CHECK_LE(totals.incomplete, totals.scenarios / 10 + 1);
  if (totals.scenarios < 100) return;  // a single seed is being repeated
  for (std::size_t f = 0; f < std::size(kFeatures); ++f) {
    INFO(kFeatures[f].name);
    CHECK_GE(totals.by_feature[f].scenarios, totals.scenarios / 20);
    CHECK_GE(totals.by_feature[f].share(), 0.9);
  }
}

}  // namespace
}  // namespace ipcsim::testing
