// Results that must not change unseen: within a minor version a seed keeps its results (DESIGN,
// section 4). If one of these fails and the change is meant, it belongs in the changelog, and the
// new digits here.
#include <algorithm>
#include <array>
#include <cstdio>
#include <string>

#include <doctest/doctest.h>

#include "tests/determinism/results_text.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

/// Draws from every law, every index form, choices, timeouts and all three orders.
const char* const kMixed = R"({
  "ipcsim": 1,
  "run": { "until": "2s", "warmup": "100ms", "seed": 2024, "replications": 3 },
  "poll": "3us",
  "mailboxes": {
    "jobs": { "capacity": 4, "count": 3, "when_full": "drop_oldest", "order": "priority" },
    "stack": { "capacity": 8, "order": "lifo", "initial": 2 },
    "meet": { "capacity": 0 } },
  "processes": {
    "source": { "count": 3, "start": { "uniform": ["0ms", "5ms"] }, "program": [
      { "loop": "forever", "do": [
        { "compute": { "exponential": "1ms" } },
        { "choose": [
          { "weight": 2, "do": [ { "send": "jobs[any]", "priority": 1,
            "size": { "lognormal": ["1KB", "300B"] } } ] },
          { "weight": 1.5, "do": [ { "send": "jobs[self+1]", "mode": "nonblocking" } ] },
          { "weight": 1, "do": [ { "send": "stack", "timeout": { "gamma": [2, "1ms"] },
            "else": [ { "sleep": { "weibull": [1.5, "700us"] } } ] } ] } ] } ] } ] },
    "worker": { "count": 3, "program": [ { "loop": "forever", "do": [
      { "receive": "jobs[self]", "mode": "nonblocking", "timeout": { "erlang": [3, "2ms"] },
        "do": [ { "compute": { "normal": ["800us", "300us"] } },
                { "send": "meet", "mode": "nonblocking", "else": [ "continue" ] } ] },
      { "compute": { "pareto": [2.5, "100us"] } } ] } ] },
    "reader": { "service": true, "program": [ { "loop": "forever", "do": [
      { "receive": "stack" }, { "compute": { "empirical": [["1ms", 3], ["2500us", 1]] } } ] } ] },
    "meeter": { "service": true, "program": [ { "loop": "forever", "do": [
      { "receive": "meet" }, { "sleep": { "exponential": "500us" } } ] } ] } } })";

/// One of the textbook's: short, so that a difference can be followed by hand.
const char* const kBoundedBuffer = R"({
  "ipcsim": 1,
  "run": { "until": "1s", "seed": 42, "replications": 2 },
  "mailboxes": { "buffer": { "capacity": 5 } },
  "processes": {
    "producer": { "count": 2, "program": [ { "loop": "forever", "do": [
      { "compute": { "exponential": "10ms" } }, { "send": "buffer", "size": "1KB" } ] } ] },
    "consumer": { "program": [ { "loop": "forever", "do": [
      { "receive": "buffer" }, { "compute": { "uniform": ["3ms", "6ms"] } } ] } ] } } })";

/// Ends in a deadlock at a random time.
const char* const kPhilosophers = R"({
  "ipcsim": 1,
  "run": { "until": "1h", "seed": 7, "replications": 3 },
  "mailboxes": { "fork": { "capacity": 1, "count": 5, "initial": 1 } },
  "processes": { "philosopher": { "count": 5, "program": [ { "loop": "forever", "do": [
    { "compute": { "exponential": "4ms" } },
    { "receive": "fork[self]" }, { "compute": { "uniform": ["0ms", "2ms"] } },
    { "receive": "fork[self+1]" },
    { "compute": { "exponential": "1ms" } },
    { "send": "fork[self]" }, { "send": "fork[self+1]" } ] } ] } },
  "expect": { "deadlock": true } })";

/// Three hosts in a row with all that links can do: words, losses, repetitions, calls and queues.
constexpr const char* kNetwork = R"({
  "ipcsim": 1,
  "run": { "until": "20s", "warmup": "1s", "seed": 11, "replications": 2 },
  "hosts": { "x": { "cores": 1, "costs": { "send": "3us", "per_byte": "2ns" } }, "y": {}, "z": {} },
  "links": [
    { "between": ["x", "y"], "latency": { "normal": ["5ms", "1ms"] }, "bandwidth": "4Mbps",
      "loss": 0.05 },
    { "between": ["y", "z"], "latency": { "exponential": "2ms" }, "bandwidth": "30Mbps" } ],
  "mailboxes": {
    "calls": { "capacity": 0 }, "news": { "capacity": 4, "when_full": "drop_oldest" },
    "orders": { "capacity": 2, "order": "priority" } },
  "processes": {
    "client": { "host": "x", "count": 3, "program": [ { "loop": "forever", "do": [
      { "call": "calls", "size": { "uniform": ["100B", "2KB"] }, "timeout": "60ms" },
      { "send": "orders", "size": "1KB", "priority": 2 },
      { "multicast": ["news", "orders"], "size": { "exponential": "3KB" },
        "mode": "nonblocking" } ] } ] },
    "server": { "host": "z", "service": true, "program": [ { "loop": "forever", "do": [
      { "receive": "calls" }, { "compute": "1ms" }, { "reply": true, "size": "4KB" } ] } ] },
    "reader": { "host": "y", "program": [ { "loop": "forever", "do": [
      { "receive": "news" }, { "compute": { "exponential": "20ms" } } ] } ] },
    "shop": { "host": "z", "program": [ { "loop": "forever", "do": [
      { "receive": "orders" }, { "compute": { "exponential": "4ms" } } ] } ] } } })";

/// All digits of a metric in the first replication.
std::string digits_at(const Results& results, const std::string& path) {
  const auto found = std::find_if(results.metrics.begin(), results.metrics.end(),
                                  [&](const MetricResult& it) { return it.path == path; });
  REQUIRE(found != results.metrics.end());
  std::array<char, 40> digits{};
  std::snprintf(digits.data(), digits.size(), "%.17g", found->values.at(0).value_or(-1));
  return path + " " + digits.data() + "\n";
}

TEST_CASE("the bounded buffer under seed 42 keeps its results to the last digit") {
  const Results results = results_of(kBoundedBuffer);
  std::string text;
  for (const std::string path :
       {"mailboxes.buffer.received", "mailboxes.buffer.wait.mean", "mailboxes.buffer.wait.p99",
        "mailboxes.buffer.depth.mean", "processes.consumer.time.computing",
        "processes.producer[1].time.computing"}) {
    text += digits_at(results, path);
  }
  CHECK_EQ(text,
           "mailboxes.buffer.received 213\n"
           "mailboxes.buffer.wait.mean 0.012358041586854459\n"
           "mailboxes.buffer.wait.p99 0.025952255\n"
           "mailboxes.buffer.depth.mean 2.6557434729999998\n"
           "processes.consumer.time.computing 0.949448505\n"
           "processes.producer[1].time.computing 0.90326855699999997\n");
  CHECK_EQ(hash_of(text_of(results)), "52e0014d022253d2");
}

TEST_CASE("a scenario of every law, index and order keeps its results to the last digit") {
  const Results results = results_of(kMixed);
  std::string text;
  for (const std::string path :
       {"mailboxes.jobs.received", "mailboxes.jobs.dropped", "mailboxes.jobs[2].latency.mean",
        "mailboxes.stack.send_wait.mean", "mailboxes.meet.refused", "processes.worker.polls",
        "processes.source[0].time.sleeping"}) {
    text += digits_at(results, path);
  }
  CHECK_EQ(text,
           "mailboxes.jobs.received 4280\n"
           "mailboxes.jobs.dropped 69\n"
           "mailboxes.jobs[2].latency.mean 0.0006582981410998553\n"
           "mailboxes.stack.send_wait.mean 3.2992867394695788e-05\n"
           "mailboxes.meet.refused 2128\n"
           "processes.worker.polls 615063\n"
           "processes.source[0].time.sleeping 0.005411793157894737\n");
  CHECK_EQ(hash_of(text_of(results)), "087258bb59e11c0c");
}

TEST_CASE("a network keeps its results to the last digit") {
  const Results results = results_of(kNetwork);
  std::string text;
  for (const std::string path :
       {"mailboxes.calls.received", "mailboxes.calls.lost", "mailboxes.news.lost",
        "mailboxes.news.dropped", "mailboxes.orders.latency.mean", "mailboxes.orders.refused",
        "processes.client[1].time.blocked_send", "links.x-y.utilization", "links.x-y.lost"}) {
    text += digits_at(results, path);
  }
  CHECK_EQ(text,
           "mailboxes.calls.received 788\n"
           "mailboxes.calls.lost 2\n"
           "mailboxes.news.lost 30\n"
           "mailboxes.news.dropped 29\n"
           "mailboxes.orders.latency.mean 0.024634424084734801\n"
           "mailboxes.orders.refused 3\n"
           "processes.client[1].time.blocked_send 0.99952505842105266\n"
           "links.x-y.utilization 0.68175788926315795\n"
           "links.x-y.lost 196\n");
  CHECK_EQ(hash_of(text_of(results)), "ac17efaa7636aec1");
}

TEST_CASE("the philosophers deadlock under seed 7 at the same nanosecond each time") {
  const Results results = results_of(kPhilosophers);
  std::string text;
  for (const ReplicationEnd& end : results.replications) {
    text += name_of(end.reason) + " " + std::to_string(end.end.ns) + "\n";
  }
  CHECK_EQ(text,
           "deadlock 227214124\n"
           "deadlock 134314372\n"
           "deadlock 81988132\n");
  CHECK_EQ(hash_of(text_of(results)), "cd67904489b2a0f1");
}

TEST_CASE("repeated runs, and runs on one thread or two, have equal results in every bit") {
  for (const char* const scenario : {kMixed, kBoundedBuffer, kPhilosophers, kNetwork}) {
    const std::string once = text_of(results_of(scenario, {}, 1));
    CHECK_EQ(once, text_of(results_of(scenario, {}, 1)));
    CHECK_EQ(once, text_of(results_of(scenario, {}, 2)));
  }
}

TEST_CASE("another seed has other results") {
  const std::vector<Override> other_seed = {{"--set", "run.seed", "43"}};
  CHECK_NE(text_of(results_of(kMixed)), text_of(results_of(kMixed, other_seed)));
}

}  // namespace
}  // namespace ipcsim::testing
