// Whether the 95 % intervals that ipcsim reports hold what they promise: over many experiments,
// each with another seed, how many of them cover the value of theory. M/M/1: Kleinrock, "Queueing
// Systems", vol. 1 (1975), section 3.2. A line of two: by Burke's theorem (1956) what leaves an
// M/M/1 is Poisson again, so the second station is an M/M/1 by itself.
//
// At full length, 1,000 experiments: of an interval that covers just 95 %, 93 to 97 % are met by
// all but 4 in a thousand such tests. Fewer experiments get a band of 3.5 binomial deviations.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

struct Claim {
  std::string path;
  double value = 0;  // of theory
};

struct Band {
  double least = 0.93;  // of the experiments
  double most = 0.97;
};

/// `run` is the entry of the scenario; its seed is set anew for each experiment.
void check_coverage(const std::string& scenario, const std::vector<Claim>& claims, Band band) {
  const std::uint32_t experiments = test_scale() < 1 ? 20 : 1000;
  std::vector<std::uint32_t> covered(claims.size());
  for (std::uint32_t i = 0; i < experiments; ++i) {
    const Results results = results_of(scenario, {{"--seed", "run.seed", std::to_string(1 + i)}});
    for (std::size_t c = 0; c < claims.size(); ++c) {
      const auto metric =
          std::find_if(results.metrics.begin(), results.metrics.end(),
                       [&](const MetricResult& it) { return it.path == claims[c].path; });
      REQUIRE(metric != results.metrics.end());
      const Estimate& estimate = metric->estimate;
      const double error = std::abs(*estimate.mean - claims[c].value);
      covered[c] += error <= *estimate.half_width ? 1 : 0;
    }
  }
  const double n = experiments;
  const double slack = experiments < 1000 ? 3.5 * std::sqrt(0.95 * 0.05 / n) : 0;
  for (std::size_t c = 0; c < claims.size(); ++c) {
    const double share = covered[c] / n;
    MESSAGE(claims[c].path << ": " << 100 * share << " % of " << experiments << " intervals");
    CHECK(share >= std::min(band.least, 0.95 - slack));
    CHECK(share <= std::max(band.most, 0.95 + slack));
  }
}

std::string single_queue(const std::string& run) {
  return R"({"ipcsim": 1, "run": {)" + run + R"(}, "mailboxes": {
      "queue": {"capacity": "unbounded"}}, "processes": {
      "source": {"program": [{"loop": "forever", "do": [
          {"sleep": {"exponential": "1ms"}}, {"send": "queue"}]}]},
      "server": {"program": [{"loop": "forever", "do": [
          {"receive": "queue"}, {"compute": {"exponential": "800us"}}]}]}}})";
}

/// At load 0.8.
const std::vector<Claim> kSingleQueue = {
    {"mailboxes.queue.wait.mean", 0.8 / (1 - 0.8) * 0.8e-3},
    {"mailboxes.queue.depth.mean", 0.8 * 0.8 / (1 - 0.8)},
    {"mailboxes.queue.throughput", 1000},
    {"processes.server.time.computing", 0.8},
};

}  // namespace

TEST_CASE("intervals over replications cover M/M/1 at load 0.8 as often as they say") {
  check_coverage(single_queue(R"("until": "31s", "warmup": "1s", "replications": 10)"),
                 kSingleQueue, {});
}

TEST_CASE("intervals over replications cover a line of two stations as often as they say") {
  const std::string line = R"({"ipcsim": 1,
    "run": {"until": "31s", "warmup": "1s", "replications": 10}, "mailboxes": {
      "first": {"capacity": "unbounded"}, "second": {"capacity": "unbounded"}}, "processes": {
      "source": {"program": [{"loop": "forever", "do": [
          {"sleep": {"exponential": "1ms"}}, {"send": "first"}]}]},
      "server": {"program": [{"loop": "forever", "do": [
          {"receive": "first"}, {"compute": {"exponential": "800us"}}, {"send": "second"}]}]},
      "finisher": {"program": [{"loop": "forever", "do": [
          {"receive": "second"}, {"compute": {"exponential": "600us"}}]}]}}})";
  check_coverage(line,
                 {{"mailboxes.first.wait.mean", 0.8 / (1 - 0.8) * 0.8e-3},
                  {"mailboxes.second.wait.mean", 0.6 / (1 - 0.6) * 0.6e-3},
                  {"mailboxes.second.depth.mean", 0.6 * 0.6 / (1 - 0.6)},
                  {"mailboxes.second.throughput", 1000}},
                 {});
}

TEST_CASE("intervals from 20 batches of one long run cover M/M/1 at load 0.8 nearly as often") {
  check_coverage(single_queue(R"("until": "101s", "warmup": "1s", "batches": 20)"), kSingleQueue,
                 {.least = 0.91});
}

TEST_CASE("intervals behind a warm-up that MSER-5 found cover M/M/1 at load 0.8 nearly as often") {
  check_coverage(single_queue(R"("until": "11s", "warmup": "auto", "replications": 10)"),
                 kSingleQueue, {.least = 0.91});
}

}  // namespace ipcsim::testing
