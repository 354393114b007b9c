// Producer and consumer with exponential times and a buffer of K between them, both blocking: a
// birth-death chain with K + 3 states (Kleinrock, "Queueing Systems", vol. 1, section 3.6; Buzacott
// & Shanthikumar, "Stochastic Models of Manufacturing Systems", section 5.2, blocking after
// service). The state is the number of messages produced and not yet consumed; in state 0 the
// consumer waits, in state K + 2 the producer.
#include <cmath>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"
#include "tests/theory/closed_form.hpp"

namespace ipcsim::testing {
namespace {

struct Pair {
  int capacity = 0;
  double producing_ms = 1;
  double consuming_ms = 1;
  std::string extra;
};

std::string milliseconds(double time) { return "\"" + std::to_string(time) + "ms\""; }

Results simulate_pair(const Pair& pair) {
  return results_of(R"({ "ipcsim": 1, )" + pair.extra + R"( "run": )" + run_block(100, 21) + R"(,
    "mailboxes": { "buffer": { "capacity": )" +
                        std::to_string(pair.capacity) + R"( } },
    "processes": {
      "producer": { "program": [ { "loop": "forever", "do": [
        { "compute": { "exponential": )" +
                        milliseconds(pair.producing_ms) + R"( } },
        { "send": "buffer" } ] } ] },
      "consumer": { "program": [ { "loop": "forever", "do": [ { "receive": "buffer" },
        { "compute": { "exponential": )" +
                        milliseconds(pair.consuming_ms) + R"( } } ] } ] } } })",
                    {}, 2);
}

/// pi_n of the states 0 … K + 2, with r = consuming / producing time.
double probability(const Pair& pair, int n) {
  const double r = pair.consuming_ms / pair.producing_ms;
  double total = 0;
  for (int k = 0; k <= pair.capacity + 2; ++k) total += std::pow(r, k);
  return std::pow(r, n) / total;
}

double mean_depth(const Pair& pair) {
  double depth = 0;
  for (int n = 2; n <= pair.capacity + 2; ++n) {
    depth += std::min(n - 1, pair.capacity) * probability(pair, n);
  }
  return depth;
}

void check_pair(const Pair& pair) {
  const Results results = simulate_pair(pair);
  const std::string name = "buffer of " + std::to_string(pair.capacity) + ", r " +
                           std::to_string(pair.consuming_ms / pair.producing_ms).substr(0, 4) + " ";
  const double throughput = 1000 / pair.consuming_ms * (1 - probability(pair, 0));
  check_closed_form(name + "throughput", values_at(results, "mailboxes.buffer.throughput"),
                    throughput);
  const auto consumer_waits = values_at(results, "processes.consumer.time.blocked_receive");
  const auto producer_waits = values_at(results, "processes.producer.time.blocked_send");
  CHECK(agreement(consumer_waits, probability(pair, 0)).holds());
  CHECK(agreement(producer_waits, probability(pair, pair.capacity + 2)).holds());
  CHECK(agreement(values_at(results, "mailboxes.buffer.depth.mean"), mean_depth(pair)).holds());
}

TEST_CASE("a bounded buffer has the throughput of its birth-death chain") {
  for (const int capacity : {0, 1, 5, 20}) {
    check_pair({.capacity = capacity, .producing_ms = 1, .consuming_ms = 0.8});
    check_pair({.capacity = capacity, .producing_ms = 1, .consuming_ms = 1.25});
    check_pair({.capacity = capacity, .producing_ms = 1, .consuming_ms = 1});
  }
}

TEST_CASE("a rendezvous meets once in the mean of the longer of the two times") {
  const Pair pair{.capacity = 0, .producing_ms = 1, .consuming_ms = 0.5};
  const double longer_ms = 1 + 0.5 - 1 / (1 / 1.0 + 1 / 0.5);  // E[max(X, Y)]
  CHECK_EQ(1000 / pair.consuming_ms * (1 - probability(pair, 0)),
           doctest::Approx(1000 / longer_ms).epsilon(1e-12));
  check_closed_form("rendezvous, r 0.5 throughput, 1/E[max]",
                    values_at(simulate_pair(pair), "mailboxes.buffer.throughput"),
                    1000 / longer_ms);
}

TEST_CASE("a consumer that polls at small cost keeps the throughput of the blocking one") {
  Pair pair{.capacity = 5, .producing_ms = 1, .consuming_ms = 0.8};
  pair.extra = R"("receive": "nonblocking", "poll": "100ns",)";
  check_closed_form("buffer of 5, polled every 100 ns, throughput",
                    values_at(simulate_pair(pair), "mailboxes.buffer.throughput"),
                    1000 / 0.8 * (1 - probability(pair, 0)));
}

}  // namespace
}  // namespace ipcsim::testing
