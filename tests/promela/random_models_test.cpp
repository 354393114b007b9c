// Verdicts of SPIN on exported models against our own, for random scenarios.
#include <cstdio>
#include <string>

#include <doctest/doctest.h>

#include "sim/program/compile.hpp"
#include "sim/promela/promela.hpp"
#include "tests/check/random_programs.hpp"
#include "tests/promela/spin.hpp"
#include "tests/property/random_network.hpp"
#include "tests/property/small_scenario.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

constexpr std::uint32_t kBound = 4;  // as `checked` has it
constexpr std::uint64_t kMostStates = 5'000;

/// Compares scenario by scenario. Most random scenarios get stuck: of those only some are looked
/// at, so that about half of all are free of deadlock.
class Comparison {
 public:
  void add(const std::string& text) {
    const auto scenario = scenario_of(text);
    const CheckResult ours = checked(*scenario, false, kMostStates);
    if (ours.verdict == CheckVerdict::undecided) return;
    const bool is_free = ours.verdict == CheckVerdict::free;
    if (!is_free && stuck_ > free_ + 3) return;
    const PromelaExport exported = promela_of(compile(*scenario), kBound);
    if (!exported.problems.empty()) {
      ++not_exported_;
      return;
    }
    INFO(exported.model);
    // A deadlock is an invalid end state: SPIN finds it with assertions left out of account.
    const bool is_deadlock = ours.verdict == CheckVerdict::deadlock;
    const SpinVerdict spin = verdict_of_spin(exported.model, is_deadlock ? "-A" : "");
    INFO(spin.what);
    REQUIRE_EQ(spin.has_error, !is_free);
    ++(is_free ? free_ : stuck_);
  }

  void print(const char* of_what) const {
    std::printf("SPIN, %s: %d scenarios free, %d not; 0 differences; %d not exported\n", of_what,
                free_, stuck_, not_exported_);
  }

 private:
  int free_ = 0;
  int stuck_ = 0;
  int not_exported_ = 0;
};

TEST_CASE("SPIN finds an error in an exported model exactly where the search finds one") {
  Comparison comparison;
  for (const std::uint64_t seed : seeds_from(1'200'000, 1'300)) {
    const std::string text = small_scenario(seed).text;
    INFO("IPCSIM_PROPERTY_SEED=" << seed << "\n" << text);
    comparison.add(text);
  }
  comparison.print("one host");
}

TEST_CASE("SPIN agrees with the search where messages are under way between hosts, too") {
  Comparison comparison;
  for (const std::uint64_t seed : seeds_from(1'300'000, 1'300)) {
    const std::string text = over_network(small_scenario(seed).text, seed);
    INFO("IPCSIM_PROPERTY_SEED=" << seed << "\n" << text);
    if (!program_of(text).routes.empty()) comparison.add(text);
  }
  comparison.print("several hosts");
}

}  // namespace
}  // namespace ipcsim::testing
