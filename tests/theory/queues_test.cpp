// Open queues. Sources: Kleinrock, "Queueing Systems", vol. 1 (1975), sections 3.2 (M/M/1), 3.6
// (M/M/1/K) and 5.6 (Pollaczek-Khinchine); Gross & Harris, "Fundamentals of Queueing Theory",
// chapters 2 and 5; Doshi, "Queueing systems with vacations", Queueing Systems 1 (1986), for the
// polling server. Each is accepted within the 99.99 % interval over independent replications, with
// a 95 % half-width of at most 1 %. Times in seconds.
#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"
#include "tests/theory/closed_form.hpp"

namespace ipcsim::testing {
namespace {

constexpr double kBetweenArrivals = 1e-3;

std::string exponential(const std::string& mean) { return R"({ "exponential": ")" + mean + "\" }"; }

/// Mean wait in queue by Pollaczek and Khinchine.
double mean_wait(double service, double second_moment) {
  const double rate = 1 / kBetweenArrivals;
  return rate * second_moment / (2 * (1 - rate * service));
}

void check_single_server(double load, const std::string& service, double seconds) {
  const Results results =
      simulate_queue({.seconds = seconds, .service = exponential(service), .seed = 11});
  const std::string name = "M/M/1 load " + service.substr(0, 3) + " ";
  const double s = load * kBetweenArrivals;
  check_closed_form(name + "wait", values_at(results, "mailboxes.queue.wait.mean"),
                    load / (1 - load) * s);
  const auto in_queue = values_at(results, "mailboxes.queue.depth.mean");
  const auto in_service = values_at(results, "processes.server.time.computing");
  check_closed_form(name + "number in system", sum(in_queue, in_service), load / (1 - load));
  check_closed_form(name + "throughput", values_at(results, "mailboxes.queue.throughput"), 1000);
}

TEST_CASE("M/M/1 at load 0.5 has the mean wait and number in system of theory") {
  check_single_server(0.5, "0.5ms", 200);
}

TEST_CASE("M/M/1 at load 0.9 has the mean wait and number in system of theory") {
  check_single_server(0.9, "0.9ms", 2'000);
}

void check_finite_queue(const std::string& when_full, int places, double load,
                        const std::string& service) {
  const Results results =
      simulate_queue({.seconds = 300,
                      .service = exponential(service),
                      .mailbox = R"({ "capacity": )" + std::to_string(places - 1) +
                                 R"(, "when_full": ")" + when_full + "\" }",
                      .extra = R"("send": "nonblocking",)",
                      .seed = 12});
  const double loss = (1 - load) * std::pow(load, places) / (1 - std::pow(load, places + 1));
  const std::string lost = when_full == "refuse" ? "refused" : "dropped";
  const std::string name = "M/M/1/" + std::to_string(places) + " load " +
                           service.substr(0, service.size() - 2) + " " + when_full + " ";
  check_closed_form(name + "loss",
                    share(values_at(results, "mailboxes.queue." + lost),
                          values_at(results, "mailboxes.queue.accepted")),
                    loss);
  check_closed_form(name + "throughput", values_at(results, "mailboxes.queue.throughput"),
                    (1 - loss) / kBetweenArrivals);
}

TEST_CASE("M/M/1/K loses the share of theory, whether it refuses or drops the newest") {
  for (const std::string when_full : {"refuse", "drop_newest"}) {
    check_finite_queue(when_full, 5, 0.8, "0.8ms");
    check_finite_queue(when_full, 3, 1.25, "1.25ms");
    check_finite_queue(when_full, 1, 0.5, "0.5ms");  // no waiting room: Erlang's loss system
  }
}

TEST_CASE("M/D/1 waits half as long as M/M/1") {
  const Results results = simulate_queue({.seconds = 600, .service = R"("0.8ms")", .seed = 13});
  check_closed_form("M/D/1 load 0.8 wait", values_at(results, "mailboxes.queue.wait.mean"),
                    0.8 / (2 * (1 - 0.8)) * 0.8e-3);
}

struct Law {
  std::string json;
  double mean = 0;           // ms
  double second_moment = 0;  // ms^2
};

TEST_CASE("M/G/1 waits as Pollaczek and Khinchine say, under every law of service times") {
  const double m = 0.5;
  const std::vector<Law> laws = {
      {R"({ "uniform": ["0ms", "1ms"] })", m, 1.0 / 3},
      {R"({ "erlang": [3, "0.5ms"] })", m, m * m * (1 + 1.0 / 3)},
      {R"({ "gamma": [0.5, "0.5ms"] })", m, m * m * (1 + 1 / 0.5)},
      {R"({ "normal": ["0.5ms", "0.1ms"] })", m, m * m + 0.01},
      {R"({ "lognormal": ["0.5ms", "0.4ms"] })", m, m * m + 0.16},
      {R"({ "weibull": [2, "0.6ms"] })", 0.6 * std::tgamma(1.5), 0.36 * std::tgamma(2.0)},
      {R"({ "pareto": [8, "0.4ms"] })", 0.4 * 8 / 7, 0.16 * 8 / 6},
      {R"({ "empirical": [["0.2ms", 3], ["1.1ms", 1]] })", 0.425, (3 * 0.04 + 1.21) / 4},
  };
  int seed = 40;  // another for each law: under one they would share their arrivals and their luck
  for (const Law& law : laws) {
    const Results results = simulate_queue({.seconds = 250, .service = law.json, .seed = seed++});
    check_closed_form("M/G/1 " + law.json + " wait",
                      values_at(results, "mailboxes.queue.wait.mean"),
                      mean_wait(law.mean * 1e-3, law.second_moment * 1e-6));
    check_closed_form("M/G/1 " + law.json + " load",
                      values_at(results, "processes.server.time.computing"), law.mean);
  }
}

/// A server that looks, and on finding nothing looks again after `poll`, takes vacations of that
/// length: the wait is that of M/M/1 and half a vacation more (Doshi 1986, section 2).
TEST_CASE("a polling server adds half a poll to the wait in M/M/1") {
  const Results coarse = simulate_queue({.seconds = 250,
                                         .service = exponential("0.5ms"),
                                         .extra = R"("receive": "nonblocking", "poll": "2ms",)",
                                         .seed = 15});
  check_closed_form("M/M/1 load 0.5, polled every 2 ms, wait",
                    values_at(coarse, "mailboxes.queue.wait.mean"), 0.5e-3 + 1e-3);
  check_closed_form("M/M/1 load 0.5, polled every 2 ms, time spent polling",
                    values_at(coarse, "processes.server.time.polling"), 0.5);
}

TEST_CASE("a server that polls at small cost does as the blocking one, arrival by arrival") {
  const Queue blocking{.seconds = 20, .service = exponential("0.5ms"), .seed = 16};
  Queue polling = blocking;
  polling.extra = R"("receive": "nonblocking", "poll": "1us",)";
  const auto blocked = values_at(simulate_queue(blocking), "mailboxes.queue.wait.mean");
  const auto polled = values_at(simulate_queue(polling), "mailboxes.queue.wait.mean");
  for (std::size_t i = 0; i < blocked.size(); ++i) {
    CHECK_GE(polled[i], blocked[i]);
    CHECK_LE(polled[i], blocked[i] + 2e-6);  // in the mean 0.5 us more
  }
}

TEST_CASE("a closed form that is 3 % off is rejected, and so is a service time that is") {
  const double off = 1 + 0.03 / std::sqrt(test_scale());
  const Queue right{.seconds = 300, .service = exponential("0.5ms"), .seed = 17};
  const auto waits = values_at(simulate_queue(right), "mailboxes.queue.wait.mean");
  CHECK(agreement(waits, 0.5e-3).holds());
  CHECK_FALSE(agreement(waits, 0.5e-3 * off).holds());
  CHECK_FALSE(agreement(waits, 0.5e-3 / off).holds());
  Queue wrong = right;
  wrong.service = exponential(std::to_string(500'000 * off).substr(0, 6) + "ns");
  CHECK_FALSE(
      agreement(values_at(simulate_queue(wrong), "mailboxes.queue.wait.mean"), 0.5e-3).holds());
}

}  // namespace
}  // namespace ipcsim::testing
