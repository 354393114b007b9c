// What is said of replications that did not come to an end of their own.
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
  const auto ended = [](EndReason reason, std::vector<Finding> findings = {}) {
    return ended_whole({.reason = reason, .findings = std::move(findings)});
  };
  CHECK(ended(EndReason::completed));
  CHECK(ended(EndReason::time_limit));
  CHECK(ended(EndReason::message_limit));
  CHECK_FALSE(ended(EndReason::interrupted));
  CHECK_FALSE(ended(EndReason::program_error));
  CHECK_FALSE(ended(EndReason::deadlock));
  CHECK_FALSE(ended(EndReason::livelock));
  const Finding partial{.kind = FindingKind::partial_deadlock};
  CHECK_FALSE(ended(EndReason::completed, {partial}));
  CHECK_FALSE(ended(EndReason::time_limit, {partial}));
  CHECK_FALSE(ended(EndReason::stopped_on_deadlock, {partial}));
}

TEST_CASE("how a run is stuck tells the whole of it from a part, and a deadlock from a livelock") {
  const Finding deadlock{.kind = FindingKind::partial_deadlock};
  const Finding livelock{.kind = FindingKind::livelock};
  const Finding loop{.kind = FindingKind::livelock, .cause = FindingCause::zero_time_loop};
  const auto kind = [](EndReason reason, std::vector<Finding> findings) {
    return stuck_kind({.reason = reason, .findings = std::move(findings)});
  };
  CHECK(kind(EndReason::time_limit, {}).empty());
  CHECK(kind(EndReason::program_error, {{.cause = FindingCause::clock_overflow}}).empty());
  CHECK(kind(EndReason::time_limit, {deadlock}) == "partial deadlock");
  CHECK(kind(EndReason::time_limit, {livelock}) == "partial livelock");
  CHECK(kind(EndReason::time_limit, {livelock, deadlock}) == "partial deadlock");
  CHECK(kind(EndReason::deadlock, {{}}) == "deadlock");
  CHECK(kind(EndReason::livelock, {livelock}) == "livelock");
  const ReplicationEnd looping{.reason = EndReason::livelock, .findings = {loop, deadlock}};
  CHECK(stuck_kind(looping) == "livelock");
  CHECK_FALSE(is_partial(looping, looping.findings[0]));
  CHECK(is_partial(looping, looping.findings[1]));
}

}  // namespace ipcsim
