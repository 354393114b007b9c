// The optimizer against a closed form: producer and consumer with exponential times and a buffer of
// K between them are a birth-death chain with K + 3 states (see bounded_buffer_test.cpp), whose
// throughput grows with K; so the smallest K that reaches a given throughput is known.
#include "sim/experiment/optimization.hpp"

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

struct Pair {
  double consuming_ms = 1;  // producing takes 1 ms in the mean
  int answer = 0;
};

/// Messages a second through a buffer of K.
double throughput(double consuming_ms, int capacity) {
  double total = 0;
  for (int k = 0; k <= capacity + 2; ++k) total += std::pow(consuming_ms, k);
  return 1000 / consuming_ms * (1 - 1 / total);
}

std::string text_of(const Pair& pair, const std::string& capacity, int seed) {
  const double bound = (throughput(pair.consuming_ms, pair.answer - 1) +
                        throughput(pair.consuming_ms, pair.answer)) /
                       2;
  return R"({ "ipcsim": 1, "run": { "until": "20s", "warmup": "1s", "seed": )" +
         std::to_string(seed) + R"( },
    "mailboxes": { "buffer": { "capacity": )" +
         capacity + R"( } },
    "processes": {
      "producer": { "program": [ { "loop": "forever", "do": [
        { "compute": { "exponential": "1ms" } }, { "send": "buffer" } ] } ] },
      "consumer": { "program": [ { "loop": "forever", "do": [ { "receive": "buffer" },
        { "compute": { "exponential": ")" +
         std::to_string(pair.consuming_ms) +
         R"(ms" } } ] } ] } },
    "expect": { "mailboxes.buffer.throughput": "> )" +
         std::to_string(bound) + R"(" } })";
}

TEST_CASE("the optimizer finds the smallest buffer that reaches a throughput known in advance") {
  std::vector<Pair> pairs;
  for (const double consuming_ms : {0.6, 0.8, 1.0, 1.25}) {
    for (const int answer : {1, 2, 3, 4, 5}) pairs.push_back({consuming_ms, answer});
  }
  const std::vector<std::string> capacities = {"0", "1", "2", "3", "4", "5", "6", "7"};
  const auto step = static_cast<std::size_t>(test_scale() < 1 ? 7 : 1);
  int seed = 900;
  for (std::size_t i = 0; i < pairs.size(); i += step) {
    const Pair& pair = pairs[i];
    ++seed;
    std::shared_ptr<const Scenario> scenario;
    std::shared_ptr<const Program> program;
    const Optimization found =
        optimize(capacities,
                 [&](std::size_t k) {
                   scenario = scenario_of(text_of(pair, capacities[k], seed));
                   program = std::make_shared<const Program>(compile(*scenario));
                   return Experiment({scenario.get(), program.get()}, {.jobs = 2});
                 },
                 {.replications = 5, .most_replications = 640});
    INFO("consuming ", pair.consuming_ms, " ms, seed ", seed);
    CHECK(found.end == OptimizationEnd::found);
    CHECK(found.answer == static_cast<std::size_t>(pair.answer));
    MESSAGE("consuming ", pair.consuming_ms, " ms: smallest buffer ", pair.answer, ", with ",
            found.tried.back().replications, " replications of it");
  }
}

}  // namespace
}  // namespace ipcsim::testing
