// What is said of replications that did not come to an end of their own.
#include <algorithm>

#include <doctest/doctest.h>

#include "sim/experiment/expectations.hpp"
#include "sim/experiment/notes.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim {

TEST_CASE("equal replications decide an equality, however many there are") {
  for (const char* replications : {"1", "3", "10"}) {
    CAPTURE(replications);
    const Results results = testing::results_of(
        R"({"ipcsim": 1, "mailboxes": {"m": {"capacity": 1}}, "processes": {
            "a": {"program": [{"send": "m"}]},
            "b": {"program": [{"sleep": "100ms"}, {"receive": "m"}]}},
            "expect": {"mailboxes.m.wait.max": "== 100ms", "mailboxes.m.wait.mean": "<= 100ms"}})",
        {{"--replications", "run.replications", replications}});
    REQUIRE(results.expectations.size() == 2);
    CHECK(results.expectations[0].verdict == Verdict::met);
    CHECK(results.expectations[1].verdict == Verdict::met);
  }
}

TEST_CASE("a message limit that the programs cannot reach is noted") {
  const Results results = testing::results_of(
      R"({"ipcsim": 1, "run": {"until": {"messages": 100, "mailbox": "m"}},
          "mailboxes": {"m": {"capacity": 1}}, "processes": {
          "a": {"program": [{"sleep": "1ms"}, {"send": "m"}]},
          "b": {"program": [{"receive": "m"}]}}})");
  REQUIRE(results.notes.size() == 1);
  CHECK(results.notes[0] ==
        "run.until asks for 100 messages from m; every process had finished before so many were "
        "received.");
}

TEST_CASE("a run that ends at time 0 is noted to have no rates") {
  const Results results = testing::results_of(
      R"({"ipcsim": 1, "mailboxes": {"m": {"capacity": 0}}, "processes": {
          "a": {"program": [{"send": "m"}]}, "b": {"program": [{"send": "m"}]},
          "c": {"program": [{"receive": "m"}, {"receive": "m"}, {"receive": "m"}]}},
          "expect": {"deadlock": true, "mailboxes.m.throughput": "> 0"}})");
  REQUIRE(results.notes.size() == 1);
  CHECK(results.notes[0] == "A run ended at time 0, so there are no rates and fractions of time.");
  REQUIRE(results.expectations.size() == 2);
  CHECK(results.expectations[1].explanation ==
        "there is no value: no time passed in the measured window");
}

TEST_CASE("only a run that completed or came to its limit with nobody stuck has ended whole") {
  const auto ended = [](EndReason reason, std::vector<ReportedFinding> findings = {}) {
    return ended_whole({.reason = reason, .findings = std::move(findings)});
  };
  CHECK(ended(EndReason::completed));
  CHECK(ended(EndReason::time_limit));
  CHECK(ended(EndReason::message_limit));
  CHECK_FALSE(ended(EndReason::interrupted));
  CHECK_FALSE(ended(EndReason::program_error));
  CHECK_FALSE(ended(EndReason::deadlock));
  CHECK_FALSE(ended(EndReason::livelock));
  const ReportedFinding partial{.kind = FindingKind::partial_deadlock};
  CHECK_FALSE(ended(EndReason::completed, {partial}));
  CHECK_FALSE(ended(EndReason::time_limit, {partial}));
  CHECK_FALSE(ended(EndReason::stopped_on_deadlock, {partial}));
}

TEST_CASE("how a run is stuck tells the whole of it from a part, and a deadlock from a livelock") {
  const ReportedFinding deadlock{.kind = FindingKind::partial_deadlock};
  const ReportedFinding livelock{.kind = FindingKind::livelock};
  const ReportedFinding loop{.kind = FindingKind::livelock, .cause = FindingCause::zero_time_loop};
  const auto kind = [](EndReason reason, std::vector<ReportedFinding> findings) {
    return name_of(stuck_kind({.reason = reason, .findings = std::move(findings)}));
  };
  CHECK(kind(EndReason::time_limit, {}).empty());
  CHECK(kind(EndReason::program_error, {{.cause = FindingCause::clock_overflow}}).empty());
  CHECK(kind(EndReason::time_limit, {deadlock}) == "partial deadlock");
  CHECK(kind(EndReason::time_limit, {livelock}) == "partial livelock");
  CHECK(kind(EndReason::time_limit, {livelock, deadlock}) == "partial deadlock");
  CHECK(kind(EndReason::deadlock, {{}}) == "deadlock");
  CHECK(kind(EndReason::livelock, {livelock}) == "livelock");
  const ReplicationEnd looping{.reason = EndReason::livelock, .findings = {loop, deadlock}};
  CHECK(stuck_kind(looping) == StuckKind::livelock);
  CHECK_FALSE(is_partial(looping, looping.findings[0]));
  CHECK(is_partial(looping, looping.findings[1]));
}

namespace {

/// A deadlock of a and b in some replications, while t goes on.
const std::string kPartial = R"({"ipcsim": 1, "run": {"until": "1s", "replications": 20},
    "mailboxes": {"m": {"capacity": 0}, "n": {"capacity": 0}}, "processes": {
    "a": {"program": [{"choose": [{"weight": 1, "do": []}, {"weight": 1, "do": [{"send": "m"}]}]},
                      {"receive": "n"}]},
    "b": {"program": [{"send": "n"}, {"receive": "m", "timeout": "1ms"}]},
    "t": {"program": [{"loop": "forever", "do": [{"compute": "10ms"}]}]}}})";

/// Always a partial deadlock.
const std::string kAlways = R"({"ipcsim": 1, "run": {"until": "1s"},
    "mailboxes": {"m": {"capacity": 0}}, "processes": {
    "a": {"program": [{"receive": "m"}]}, "b": {"program": [{"compute": "2s"}, {"receive": "m"}]}}})";

const std::string kWhole = R"({"ipcsim": 1, "run": {"until": "1s"},
    "mailboxes": {"m": {"capacity": 0}}, "processes": {"a": {"program": [{"receive": "m"}]}}})";

const std::string kNone = R"({"ipcsim": 1, "processes": {"a": {"program": [{"compute": "1ms"}]}}})";

/// "met", or what is said instead.
std::string judged(const std::string& scenario, const char* expected) {
  const Results results = testing::results_of(scenario, {{"--set", "expect.deadlock", expected}});
  const ExpectationResult& result = results.expectations.at(0);
  return result.verdict == Verdict::met ? "met" : result.explanation;
}

}  // namespace

TEST_CASE("an expected deadlock may be of the whole run or partial, unless it says partial") {
  CHECK(judged(kNone, "false") == "met");
  CHECK(judged(kNone, "true") == "there was none");
  CHECK(judged(kNone, "some") == "there was none");
  CHECK(judged(kNone, "partial") == "there was none");
  CHECK(judged(kAlways, "false") == "the run had a partial deadlock");
  CHECK(judged(kAlways, "true") == "met");
  CHECK(judged(kAlways, "some") == "met");
  CHECK(judged(kAlways, "partial") == "met");
  CHECK(judged(kWhole, "false") == "the run ended in a deadlock");
  CHECK(judged(kWhole, "true") == "met");
  CHECK(judged(kWhole, "some") == "met");
  CHECK(judged(kWhole, "partial") == "the run ended in a deadlock");
}

TEST_CASE("replications with a partial deadlock are kept out of the means, and lead the report") {
  const Results results = testing::results_of(kPartial, {{"--set", "expect.deadlock", "partial"}});
  const auto stuck = std::count_if(results.replications.begin(), results.replications.end(),
                                   [](const ReplicationEnd& it) { return is_stuck(it); });
  CHECK(stuck > 0);
  CHECK(stuck < 20);
  CHECK(results.metrics[0].estimate.n == 20 - stuck);
  CHECK(is_stuck(results.replications[results.leading]));
  CHECK(results.replications[results.leading].reason == EndReason::time_limit);
  CHECK(results.notes ==
        std::vector<std::string>{"The figures are means over the " + std::to_string(20 - stuck) +
                                 " replications that did not get stuck."});
  CHECK(results.expectations.at(0).explanation ==
        std::to_string(stuck) + " of 20 replications had a partial deadlock");
}

TEST_CASE("the end of every replication may be expected, or that none ends so") {
  const auto verdict = [](const std::string& end) {
    const Results results =
        testing::results_of(R"({ "ipcsim": 1, "run": { "until": "5ms", "replications": 2 },
      "processes": { "p": { "program": [ { "sleep": "3ms" } ] } },
      "expect": { "end": ")" +
                            end + R"(" } })");
    REQUIRE(results.expectations.size() == 1);
    const ExpectationResult& judged = results.expectations.front();
    CHECK(judged.subject == "end");
    CHECK(judged.condition == end);
    return (judged.verdict == Verdict::met ? "met" : "failed: ") + judged.explanation;
  };
  CHECK(verdict("completed") == "met");
  CHECK(verdict("== completed") == "met");
  CHECK(verdict("!= time limit") == "met");
  CHECK(verdict("time limit") == "failed: 2 of 2 replications: completed");
  CHECK(verdict("!=completed") == "failed: 2 of 2 replications: completed");
}

TEST_CASE("every end that can be expected is one that a report names") {
  for (const EndReason reason :
       {EndReason::completed, EndReason::time_limit, EndReason::message_limit, EndReason::deadlock,
        EndReason::livelock, EndReason::program_error}) {
    const ReadResult read = read_scenario(
        "test.json", R"({ "ipcsim": 1, "processes": { "p": { "program": [ { "sleep": "3ms" } ] } },
          "expect": { "end": ")" +
                         name_of(reason) + R"(" } })");
    CAPTURE(name_of(reason));
    CHECK(read.scenario.has_value());
  }
}

TEST_CASE("a direct link is measured over all pairs of replicas, under the path of its processes") {
  const Results results = testing::results_of(R"({"ipcsim": 1,
      "mailboxes": {"m": {"capacity": 1}}, "processes": {
      "client": {"count": 3, "program": [{"send": "m"}, {"send_to": "server"}]},
      "server": {"program": [{"loop": 3, "do": [{"receive": "m"}, {"receive_from": "client"}]}]}}})");
  CHECK(testing::mean_of(results, "direct.client.server.received") == 3);
  CHECK(testing::mean_of(results, "mailboxes.m.received") == 3);
}

TEST_CASE("a nonblocking send beside a select does not say that they never meet") {
  const Results results = testing::results_of(R"({"ipcsim": 1, "run": {"until": "1s"},
      "mailboxes": {"m": {"capacity": 0}}, "processes": {
      "a": {"program": [{"sleep": "1ms"}, {"send": "m", "mode": "nonblocking"}]},
      "b": {"program": [{"select": [{"receive": "m"}]}]},
      "c": {"program": [{"receive": "m", "mode": "nonblocking", "else": []}]}}})");
  CHECK(results.notes.empty());
}

TEST_CASE("a direct link whose sides are both nonblocking is noted never to meet") {
  const Results results = testing::results_of(R"({"ipcsim": 1, "processes": {
      "a": {"program": [{"compute": "1ms"}, {"send_to": "b", "mode": "nonblocking"}]},
      "b": {"program": [{"compute": "2ms"},
                        {"receive_from": "a", "mode": "nonblocking", "else": []}]}}})");
  REQUIRE(results.notes.size() == 1);
  CHECK(results.notes[0].starts_with("Nothing can pass through a -> b: its capacity is 0"));
}

}  // namespace ipcsim
