#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"

namespace ipcsim {

TEST_CASE(
    "an interrupt ends a run, also one in which no time passes, and keeps what was measured") {
  for (const char* body : {R"({"sleep": "1ns"}, {"send": "m"})", R"({"send": "m"})"}) {
    CAPTURE(body);
    const auto scenario = testing::scenario_of(
        R"({"ipcsim": 1, "run": {"until": "1000h", "zero_time_limit": "unlimited"},
            "mailboxes": {"m": {"capacity": 1, "when_full": "drop_oldest"}}, "processes": {
            "a": {"program": [{"loop": "forever", "do": [)" +
        std::string(body) + R"(]}]}, "b": {"start": "2000h", "program": [{"receive": "m"}]}}})");
    const Program program = compile(*scenario);
    const std::atomic<bool> interrupt = true;
    RunOptions options = run_options(*scenario, program);
    options.interrupt = &interrupt;
    const RunResult result = simulate(program, options);
    CHECK(result.reason == EndReason::interrupted);
    CHECK(result.measurements.mailboxes[0].accepted > 100);
  }
}

TEST_CASE("a run that is interrupted tells of a poller that can never succeed, whoever is next") {
  for (const char* start : {"0ns", "1ns"}) {  // the 4096th event is of the one, or of the other
    CAPTURE(start);
    const auto scenario = testing::scenario_of(
        R"({"ipcsim": 1, "run": {"until": "1000h"}, "mailboxes": {"m": {"capacity": 1}},
            "processes": {
              "ticker": {"program": [{"loop": "forever", "do": [{"sleep": "1us"}]}]},
              "poller": {"start": ")" +
        std::string(start) + R"(", "program": [{"receive": "m", "mode": "nonblocking"}]}}})");
    const Program program = compile(*scenario);
    const std::atomic<bool> interrupt = true;
    RunOptions options = run_options(*scenario, program);
    options.interrupt = &interrupt;
    options.seek_partial_deadlocks = false;
    options.skip_vain_looks = false;
    const RunResult result = simulate(program, options);
    CHECK(result.reason == EndReason::interrupted);
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings[0].kind == FindingKind::livelock);
  }
}

TEST_CASE(
    "an interrupt ends a run in which a link loses a message again and again at one instant") {
  const auto scenario = testing::scenario_of(R"({"ipcsim": 1, "run": {"until": "1s"},
      "hosts": {"h": {}, "k": {}}, "links": [{"between": ["h", "k"], "loss": 0.9999999999}],
      "mailboxes": {"m": {"capacity": 1}},
      "processes": {
        "a": {"host": "h", "program": [{"send": "m"}]},
        "b": {"host": "k", "program": [{"receive": "m"}]}}})");
  const Program program = compile(*scenario);
  const std::atomic<bool> interrupt = true;
  RunOptions options = run_options(*scenario, program);
  options.interrupt = &interrupt;
  CHECK(simulate(program, options).reason == EndReason::interrupted);
}

}  // namespace ipcsim
