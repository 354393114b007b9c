// Verdicts of SPIN on exported models against our own, for random scenarios.
#include <cstdio>
#include <optional>
#include <string>

#include <doctest/doctest.h>

#include "sim/promela/promela.hpp"
#include "tests/check/random_programs.hpp"
#include "tests/promela/spin.hpp"
#include "tests/promela/trap.hpp"
#include "tests/property/random_network.hpp"
#include "tests/property/small_scenario.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

constexpr std::uint32_t kBound = 4;  // as `checked` has it
constexpr std::uint64_t kMostStates = 5'000;

constexpr std::uint64_t kTraps = 3;  // of each scenario without a deadlock

/// Compares scenario by scenario. Most random scenarios get stuck, whatever is wrong with a model;
/// so few of those are looked at, and of the others many with a trap somewhere.
class Comparison {
 public:
  void add(const std::string& text, std::uint64_t seed) {
    const auto free = is_free(text);
    if (!free) return;
    if (!*free && stuck_ >= free_) return;
    compare(text, *free);
    if (!*free) return;
    for (std::uint64_t i = 0; i < kTraps; ++i) {
      const std::string trapped = with_trap(text, kTraps * seed + i);
      if (const auto trapped_free = is_free(trapped)) compare(trapped, *trapped_free);
    }
  }

  void print(const char* of_what) const {
    std::printf("SPIN, %s: %d scenarios free, %d not; 0 differences; %d not exported\n", of_what,
                free_, stuck_, not_exported_);
  }

 private:
  /// Nothing: there are too many states.
  static std::optional<bool> is_free(const std::string& text) {
    const CheckResult ours = checked(*scenario_of(text), false, kMostStates);
    if (ours.verdict == CheckVerdict::undecided) return std::nullopt;
    return ours.verdict == CheckVerdict::free;
  }

  void compare(const std::string& text, bool free) {
    INFO(text);
    const PromelaExport exported = promela_of(program_of(text), kBound);
    if (!exported.problems.empty()) {
      ++not_exported_;
      return;
    }
    INFO(exported.model);
    const SpinVerdict spin = verdict_of_spin(exported.model);
    INFO(spin.what);
    REQUIRE_EQ(spin.has_error, !free);
    ++(free ? free_ : stuck_);
  }

  int free_ = 0;
  int stuck_ = 0;
  int not_exported_ = 0;
};

TEST_CASE("SPIN finds an error in an exported model exactly where the search finds one") {
  Comparison comparison;
  for (const std::uint64_t seed : seeds_from(1'200'000, 400)) {
    INFO("IPCSIM_PROPERTY_SEED=" << seed);
    comparison.add(small_scenario(seed).text, seed);
  }
  comparison.print("one host");
}

TEST_CASE("SPIN agrees with the search where messages are under way between hosts, too") {
  Comparison comparison;
  for (const std::uint64_t seed : seeds_from(1'300'000, 600)) {
    const std::string text = over_network(small_scenario(seed).text, seed);
    INFO("IPCSIM_PROPERTY_SEED=" << seed);
    if (!program_of(text).routes.empty()) comparison.add(text, seed);
  }
  comparison.print("several hosts");
}

}  // namespace
}  // namespace ipcsim::testing
