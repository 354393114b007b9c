// A run that is cut into windows. A failure prints the seed that repeats it:
// IPCSIM_PROPERTY_SEED=… ./property_test
#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "sim/experiment/metric_layout.hpp"
#include "tests/property/random_network.hpp"
#include "tests/property/random_program.hpp"
#include "tests/property/random_scenario.hpp"
#include "tests/property/recorded_run.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

constexpr double kScenarios = 10'000;

class KeptWindows : public WindowSink {
 public:
  void take(Measurements window) override { windows.push_back(std::move(window)); }
  std::vector<Measurements> windows;
};

/// Up to 12 of them, anywhere that the run may be cut.
std::vector<Instant> random_cuts(std::uint64_t seed, const RecordedRun& run) {
  Dice dice(seed);
  const std::int64_t first = run.options.warmup.ns + 1;
  const std::int64_t end = std::min(run.options.until.ns, run.result.end.ns + 5);
  if (first >= end) return {};
  std::set<std::int64_t> times;
  for (std::uint32_t i = dice.below(13); i > 0; --i) {
    times.insert(first + dice.below(static_cast<std::uint32_t>(end - first)));
  }
  std::vector<Instant> cuts;
  for (const std::int64_t time : times) cuts.push_back(Instant{time});
  return cuts;
}

std::string seed_text(std::uint64_t seed, const std::string& text) {
  return "IPCSIM_PROPERTY_SEED=" + std::to_string(seed) + "\n" + text;
}

/// How many windows there were.
std::size_t check_windows(std::uint64_t seed, const RecordedRun& whole) {
  KeptWindows kept;
  RecordingSink trace;
  RunOptions options = whole.options;
  options.cuts = random_cuts(seed, whole);
  options.windows = &kept;
  options.trace = &trace;
  RunResult result = simulate(whole.program, options);
  REQUIRE(result.reason == whole.result.reason);
  REQUIRE(result.end == whole.result.end);
  REQUIRE(result.events == whole.result.events);
  REQUIRE_EQ(dates_text(result), dates_text(whole.result));
  REQUIRE_EQ(trace.events.size(), whole.events.size());

  kept.take(std::move(result.measurements));
  for (std::size_t i = 0; i + 1 < kept.windows.size(); ++i) {
    REQUIRE(kept.windows[i].window_end == options.cuts[i]);
  }
  Measurements joined = std::move(kept.windows.front());
  for (std::size_t i = 1; i < kept.windows.size(); ++i) join(joined, kept.windows[i]);
  REQUIRE(joined.window_begin == whole.result.measurements.window_begin);
  REQUIRE(joined.window_end == whole.result.measurements.window_end);
  const auto layout = metric_layout(summary_of(*whole.scenario, whole.program));
  const auto values = metric_values(whole.program, layout, joined);
  const auto expected = metric_values(whole.program, layout, whole.result.measurements);
  for (std::size_t i = 0; i < layout.size(); ++i) {
    INFO(layout[i].path);
    REQUIRE(values[i] == expected[i]);  // to the last bit
  }
  return kept.windows.size();
}

}  // namespace

TEST_CASE("cuts change nothing in a run, and its windows joined are the window without cuts") {
  std::size_t windows = 0;
  for (const std::uint64_t seed : property_seeds(1'600'000, kScenarios * test_scale())) {
    const std::string text = random_scenario(seed);
    INFO(seed_text(seed, text));
    windows += check_windows(seed, record_run(text));
  }
  MESSAGE(windows << " windows");
  CHECK(windows > 2 * kScenarios * test_scale());
}

TEST_CASE("over a network with cores that are shared, too, windows joined are the whole") {
  std::size_t windows = 0;
  for (const std::uint64_t seed : property_seeds(1'700'000, kScenarios * test_scale())) {
    const std::string text = over_network(random_scenario(seed), seed);
    INFO(seed_text(seed, text));
    windows += check_windows(seed, record_run(text));
  }
  MESSAGE(windows << " windows");
  CHECK(windows > 2 * kScenarios * test_scale());
}

}  // namespace ipcsim::testing
