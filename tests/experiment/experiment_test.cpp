#include "sim/experiment/experiment.hpp"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"

namespace ipcsim {
namespace {

using testing::mean_of;
using testing::results_of;

/// A message at 0, 1, … 9 s, each received half a second later; nothing random.
std::string clockwork(const std::string& run, const std::string& expect = "") {
  return R"({"ipcsim": 1, "run": {)" + run + R"(}, "mailboxes": {"m": {"capacity": "unbounded"}},
    "processes": {
      "a": {"program": [{"loop": 10, "do": [{"send": "m"}, {"sleep": "1s"}]}]},
      "b": {"program": [{"sleep": "500ms"}, {"loop": 10, "do": [
          {"receive": "m"}, {"compute": "1s"}]}]}},
    "expect": {)" +
         expect + "}}";
}

/// Deadlocks in about a quarter of its replications.
const char* const kCoin = R"({"ipcsim": 1, "run": {"until": "1s", "replications": 20},
    "mailboxes": {"m": {"capacity": 1}}, "processes": {
      "a": {"program": [{"choose": [{"weight": 1, "do": []},
                                    {"weight": 1, "do": [{"receive": "m"}]}]}]},
      "b": {"program": [{"sleep": "1ms"}, {"choose": [{"weight": 1, "do": []},
                                    {"weight": 1, "do": [{"send": "m"}]}]}]}},
    "expect": {"deadlock": "some"}})";

const ExpectationResult& only_expectation(const Results& results) {
  REQUIRE(results.expectations.size() == 1);
  return results.expectations[0];
}

}  // namespace

TEST_CASE("metrics are those of the whole run when there is no warm-up") {
  const Results results = results_of(clockwork(""));
  CHECK(mean_of(results, "mailboxes.m.accepted") == 10);
  CHECK(mean_of(results, "mailboxes.m.received") == 10);
  CHECK(mean_of(results, "mailboxes.m.wait.mean") == doctest::Approx(0.5));
  CHECK(mean_of(results, "mailboxes.m.wait.max") == doctest::Approx(0.5));
  CHECK(mean_of(results, "mailboxes.m.throughput") == doctest::Approx(10 / 10.5));
  CHECK(mean_of(results, "mailboxes.m.depth.mean") == doctest::Approx(5 / 10.5));
  CHECK(mean_of(results, "mailboxes.m.depth.max") == 1);
  CHECK(mean_of(results, "processes.a.time.sleeping") == doctest::Approx(10 / 10.5));
  CHECK(mean_of(results, "processes.b.time.computing") == doctest::Approx(10 / 10.5));
}

TEST_CASE("a warm-up forgets what came before it, waits keep their full length") {
  // The window [2.2 s, 5 s) sees the receptions at 2.5, 3.5, 4.5 s; a message waits at its begin.
  const Results results = results_of(clockwork(R"("until": "5s", "warmup": "2200ms")"));
  CHECK(mean_of(results, "mailboxes.m.received") == 3);
  CHECK(mean_of(results, "mailboxes.m.accepted") == 2);
  CHECK(mean_of(results, "mailboxes.m.wait.mean") == doctest::Approx(0.5));
  CHECK(mean_of(results, "mailboxes.m.throughput") == doctest::Approx(3 / 2.8));
  CHECK(mean_of(results, "mailboxes.m.depth.mean") == doctest::Approx(1.3 / 2.8));
  CHECK(mean_of(results, "processes.a.time.sleeping") == doctest::Approx(1));
}

TEST_CASE("a run that ends in its warm-up measures nothing, and the notes say so") {
  const Results results = results_of(clockwork(R"("until": "60s", "warmup": "20s")"));
  CHECK(std::isnan(mean_of(results, "mailboxes.m.throughput")));
  CHECK(std::isnan(mean_of(results, "mailboxes.m.wait.mean")));
  CHECK(mean_of(results, "mailboxes.m.received") == 0);
  REQUIRE(results.notes.size() == 1);
  CHECK(results.notes[0] ==
        "A run ended before its warm-up did, so nothing was measured in it: shorten run.warmup.");
}

TEST_CASE("a group has the sum of counts, pooled times, mean fractions; elements are apart") {
  const Results results = results_of(R"({"ipcsim": 1, "run": {"until": "10s"}, "mailboxes": {
      "m": {"count": 2, "capacity": 9, "initial": 1}}, "processes": {"p": {"count": 2, "program": [
        {"loop": 3, "do": [{"send": "m[1]"}]}, {"compute": "4s"}, {"receive": "m[0]",
         "timeout": "1s"}]}}})");
  CHECK(mean_of(results, "mailboxes.m.accepted") == 6);
  CHECK(mean_of(results, "mailboxes.m[0].accepted") == 0);
  CHECK(mean_of(results, "mailboxes.m[1].accepted") == 6);
  CHECK(mean_of(results, "mailboxes.m.depth.max") == 7);
  CHECK(mean_of(results, "mailboxes.m[0].depth.max") == 1);
  CHECK(mean_of(results, "mailboxes.m.wait.mean") == 4);
  // Both replicas compute for 4 of the 5 s that the run lasts; one then waits for the fifth.
  CHECK(mean_of(results, "processes.p.time.computing") == doctest::Approx(0.8));
  CHECK(mean_of(results, "processes.p[1].time.blocked_receive") == doctest::Approx(0.2));
  CHECK(mean_of(results, "processes.p.time.blocked_receive") == doctest::Approx(0.1));
}

TEST_CASE("replications differ, and their results do not depend on the number of threads") {
  const std::string text = R"({"ipcsim": 1, "run": {"until": "1s", "replications": 7},
    "mailboxes": {"m": {"capacity": 2}}, "processes": {
      "a": {"program": [{"loop": "forever", "do": [{"compute": {"exponential": "1ms"}},
                                                   {"send": "m"}]}]},
      "b": {"program": [{"loop": "forever", "do": [{"receive": "m"},
                                                   {"compute": {"exponential": "1ms"}}]}]}}})";
  const Results one = results_of(text, {}, 1);
  const Results three = results_of(text, {}, 3);
  REQUIRE(one.metrics.size() == three.metrics.size());
  for (std::size_t i = 0; i < one.metrics.size(); ++i) {
    CHECK(one.metrics[i].path == three.metrics[i].path);
    CHECK(one.metrics[i].values == three.metrics[i].values);
  }
  CHECK(one.metrics[0].values[0] != one.metrics[0].values[1]);
  CHECK(one.metrics[0].estimate.n == 7);
}

TEST_CASE("strategies see the same workload: a process draws the same whatever the others do") {
  const std::string text = R"({"ipcsim": 1, "mailboxes": {"m": {"capacity": 0}}, "processes": {
      "a": {"program": [{"loop": 50, "do": [{"compute": {"exponential": "1ms"}},
         {"send": "m", "size": {"exponential": "1KB"}, "timeout": {"exponential": "1ms"}}]}]},
      "b": {"service": true, "program": [{"loop": "forever", "do": [{"receive": "m"}]}]}}})";
  const auto computed = [&](const char* send) {
    const Results results = results_of(text, {{"--strategy", "send", send}});
    return mean_of(results, "processes.a.time.computing") *
           static_cast<double>(results.replications[0].end.ns);
  };
  CHECK(computed("blocking") == doctest::Approx(computed("nonblocking")).epsilon(1e-9));
}

TEST_CASE("a deadlock is unexpected unless the scenario says otherwise") {
  const Results results = results_of(kCoin, {{"--set", "expect.deadlock", "false"}});
  CHECK(only_expectation(results).verdict == Verdict::failed);
  CHECK(only_expectation(results).explanation.ends_with("of 20 replications ended in a deadlock"));
}

TEST_CASE("replications that got stuck are kept out of the means") {
  const Results results = results_of(kCoin);
  CHECK(only_expectation(results).verdict == Verdict::met);
  const auto stuck = std::count_if(results.replications.begin(), results.replications.end(),
                                   [](const ReplicationEnd& it) { return is_stuck(it); });
  CHECK(stuck > 0);
  CHECK(stuck < 20);
  CHECK(results.metrics[0].estimate.n == 20 - stuck);
  CHECK(results.replications[results.leading].reason == EndReason::deadlock);
  REQUIRE(results.notes.size() == 2);
  CHECK(results.notes[1] ==
        "The interval of mailboxes.m.throughput (± 147 %) is too wide to be of use: make more "
        "replications, or longer ones.");
  CHECK(results.notes[0] == "The figures are means over the " + std::to_string(20 - stuck) +
                                " replications that did not get stuck.");
}

TEST_CASE("expectations on metrics are decided on the interval") {
  const auto verdict = [](const std::string& condition) {
    return only_expectation(results_of(R"({"ipcsim": 1, "run": {"until": "10s", "replications": 5},
      "mailboxes": {"m": {"capacity": 2}}, "processes": {
      "a": {"program": [{"loop": "forever", "do": [{"compute": {"exponential": "1ms"}},
                                                   {"send": "m"}]}]},
      "b": {"program": [{"loop": "forever", "do": [{"receive": "m"}]}]}},
      "expect": {"mailboxes.m.throughput": ")" +
                                       condition + "\"}}"))
        .verdict;
  };
  CHECK(verdict("> 900") == Verdict::met);
  CHECK(verdict("< 900") == Verdict::failed);
  CHECK(verdict("< 1000") == Verdict::undecided);
  CHECK(verdict("== 1000") == Verdict::undecided);
  CHECK(verdict("!= 1000") == Verdict::undecided);
  CHECK(verdict("!= 1") == Verdict::met);
}

TEST_CASE("an expectation about messages that never came fails") {
  const Results results = results_of(R"({"ipcsim": 1, "mailboxes": {"m": {"capacity": 2}},
      "processes": {"a": {"program": [{"receive": "m", "mode": "nonblocking", "else": [],
                                       "do": [{"send": "m"}]}]}},
      "expect": {"mailboxes.m.wait.mean": "< 1h"}})");
  CHECK(only_expectation(results).verdict == Verdict::failed);
  CHECK(only_expectation(results).explanation ==
        "there is no value: no message came in the measured window");
}

TEST_CASE("large numbers in notes are grouped as they are in tables") {
  const auto has_note = [](const Results& results, const std::string& part) {
    return std::any_of(results.notes.begin(), results.notes.end(), [&](const std::string& note) {
      return note.find(part) != std::string::npos;
    });
  };
  CHECK(has_note(results_of(clockwork(R"("until": {"messages": 2000000, "mailbox": "m"})")),
                 "run.until asks for 2,000,000 messages from m"));
  CHECK(has_note(results_of(R"({"ipcsim": 1, "run": {"until": "2s"},
      "mailboxes": {"m": {"capacity": "unbounded"}}, "processes": {
      "a": {"program": [{"loop": "forever", "do": [{"sleep": "100us"}, {"send": "m"}]}]},
      "b": {"program": [{"loop": "forever", "do": [{"receive": "m"}, {"compute": "1ms"}]}]}}})"),
                 "it takes in 9,000 messages a second more than are received"));
}

TEST_CASE("one value out of several replications decides nothing") {
  // One message comes, or none. Of ten replications exactly one has a message under some seed.
  const std::string rare = R"({"ipcsim": 1, "run": {"replications": 10},
      "mailboxes": {"m": {"capacity": 1}}, "processes": {
        "a": {"program": [{"choose": [{"weight": 1, "do": [{"send": "m"}, {"receive": "m"}]},
                                      {"weight": 9, "do": []}]}]}},
      "expect": {"mailboxes.m.wait.mean": "< 1h"}})";
  for (int seed = 1; seed <= 100; ++seed) {
    const Results results = results_of(rare, {{"--seed", "run.seed", std::to_string(seed)}});
    const ExpectationResult& judged = only_expectation(results);
    if (judged.measured.n != 1) continue;
    CHECK(judged.verdict == Verdict::undecided);
    CHECK(judged.explanation ==
          "only 1 of 10 replications had a value, and one value gives no interval to decide on");
    return;
  }
  FAIL("no seed gives one value");
}

TEST_CASE("nonblocking on both sides with capacity 0 transfers nothing, and the notes say why") {
  const Results results = results_of(R"({"ipcsim": 1, "run": {"until": "10ms"},
      "send": "nonblocking", "receive": "nonblocking", "mailboxes": {"gap": {"capacity": 0}},
      "processes": {
        "a": {"program": [{"loop": "forever", "do": [{"compute": "10us"}, {"send": "gap"}]}]},
        "b": {"program": [{"loop": "forever", "do": [{"receive": "gap"}]}]}}})");
  CHECK(mean_of(results, "mailboxes.gap.received") == 0);
  CHECK(mean_of(results, "mailboxes.gap.refused") == 999);
  REQUIRE(results.notes.size() == 1);
  CHECK(results.notes[0].starts_with(
      "Nothing can pass through gap: its capacity is 0 and both sides are nonblocking."));
}

}  // namespace ipcsim
