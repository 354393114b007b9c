#include "sim/check/check_program.hpp"

#include <string>

#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

struct Case {
  std::string mailboxes;  // `"m": { "capacity": 0 }`
  std::string processes;  // `"A": { "program": [ … ] }`
};

CheckResult check_of(const Case& it, const ExplorationOptions& options = {}) {
  const Program program = program_of(R"({ "ipcsim": 1, "run": { "until": "1s" }, "mailboxes": {)" +
                                     it.mailboxes + R"(}, "processes": {)" + it.processes + "} }");
  CheckResult reduced = check_program(program, options);
  ExplorationOptions whole_options = options;
  whole_options.reduces = false;
  const CheckResult whole = check_program(program, whole_options);
  CHECK(reduced.verdict == whole.verdict);
  CHECK(reduced.schedule.has_value() == whole.schedule.has_value());
  if (reduced.schedule && whole.schedule) {
    CHECK_EQ(reduced.schedule->steps.size(), whole.schedule->steps.size());
  }
  return reduced;
}

const std::string kGap = R"("gap": { "capacity": 0 })";
const std::string kBox = R"("box": { "capacity": 1 })";

}  // namespace

TEST_CASE("a rendezvous is one step, and its partners then part") {
  const CheckResult result = check_of({kGap, R"(
      "A": { "program": [ { "send": "gap" } ] }, "B": { "program": [ { "receive": "gap" } ] })"});
  CHECK(result.verdict == CheckVerdict::free);
  CHECK_EQ(result.progress.states, 2);
  CHECK_EQ(result.progress.steps, 1);
}

TEST_CASE("at a capacity above 0 the send and the receive are a step each") {
  const CheckResult result = check_of({kBox, R"(
      "A": { "program": [ { "send": "box" } ] }, "B": { "program": [ { "receive": "box" } ] })"});
  CHECK(result.verdict == CheckVerdict::free);
  CHECK_EQ(result.progress.states, 3);
}

TEST_CASE("a nonblocking send at capacity 0 may miss who stands there, so its partner may starve") {
  const CheckResult result = check_of({kGap, R"(
      "A": { "program": [ { "send": "gap", "mode": "nonblocking" } ] },
      "B": { "program": [ { "receive": "gap" } ] })"});
  CHECK(result.verdict == CheckVerdict::deadlock);
  REQUIRE(result.schedule);
  CHECK_EQ(result.schedule->steps.size(), 1);
  REQUIRE_EQ(result.schedule->findings.size(), 1);
  CHECK(result.schedule->findings.front().shape == FindingShape::orphan_wait);
}

TEST_CASE("guards at a capacity above 0 are exact: there is room, so no send is refused") {
  const CheckResult result = check_of({kBox, R"(
      "A": { "program": [ { "send": "box", "mode": "nonblocking" } ] },
      "B": { "program": [ { "receive": "box" } ] })"});
  CHECK(result.verdict == CheckVerdict::free);
}

TEST_CASE("the order of a select's list holds at capacities above 0") {
  // The first alternative can always go, so the second, after which B would wait for ever, never
  // does.
  const CheckResult result = check_of(
      {R"("first": { "capacity": 1, "initial": 1 }, "second": { "capacity": 1, "initial": 1 })", R"(
      "B": { "program": [ { "select": [
          { "receive": "first" }, { "receive": "second", "do": [ { "receive": "second" } ] } ] } ] },
      "C": { "program": [ { "compute": "1ms" } ] })"});
  CHECK(result.verdict == CheckVerdict::free);
}

TEST_CASE("a timeout may fire whenever its process waits") {
  const CheckResult result = check_of({kBox, R"(
      "A": { "program": [ { "compute": "1ms" }, { "send": "box" } ] },
      "B": { "program": [ { "receive": "box", "timeout": "1h", "else": [ "stop" ] },
                          { "receive": "box" } ] })"});
  CHECK(result.verdict == CheckVerdict::deadlock);
  CHECK_EQ(result.schedule->steps.size(), 3);
}

TEST_CASE("a standstill in which somebody polls is a livelock") {
  const CheckResult result = check_of({kBox, R"(
      "A": { "program": [ { "receive": "box", "mode": "nonblocking" } ] })"});
  CHECK(result.verdict == CheckVerdict::livelock);
  CHECK(result.schedule->steps.empty());
}

TEST_CASE("whoever runs for ever without a step is a livelock from there on") {
  const CheckResult result = check_of({kBox, R"(
      "A": { "program": [ { "send": "box" }, { "loop": "forever", "do": [] } ] })"});
  CHECK(result.verdict == CheckVerdict::livelock);
  CHECK_EQ(result.schedule->steps.size(), 1);
  CHECK(result.schedule->findings.front().cause == FindingCause::zero_time_loop);
}

TEST_CASE("a loop without a step at the very beginning is found before any state") {
  const CheckResult result =
      check_of({kBox, R"("A": { "program": [ { "loop": "forever", "do": [] } ] })"});
  CHECK(result.verdict == CheckVerdict::livelock);
  CHECK(result.schedule->steps.empty());
}

TEST_CASE("a reply without a call is a program error, and the steps to it are the fewest") {
  const CheckResult result = check_of({R"("desk": { "capacity": 1 })", R"(
      "server": { "program": [ { "receive": "desk" }, "reply", { "compute": "1ms" }, "reply" ] },
      "client": { "program": [ { "call": "desk" } ] })"});
  CHECK(result.verdict == CheckVerdict::program_error);
  CHECK_EQ(result.schedule->steps.size(), 4);
  CHECK(result.schedule->findings.front().cause == FindingCause::reply_without_call);
}

TEST_CASE("a service that waits for work is no deadlock") {
  const CheckResult result = check_of({kBox, R"(
      "A": { "program": [ { "send": "box" } ] },
      "S": { "service": true, "program": [ { "loop": "forever", "do": [ { "receive": "box" } ] } ]
      })"});
  CHECK(result.verdict == CheckVerdict::free);
}

TEST_CASE("of messages under way from one host to one mailbox the bound is the most") {
  const auto was_cut = [](const std::string& rounds) {
    const Program program = program_of(R"({ "ipcsim": 1, "run": { "until": "1s" },
        "hosts": { "here": {}, "there": {} }, "links": [ { "between": ["here", "there"] } ],
        "mailboxes": { "box": { "capacity": 1, "host": "there" } },
        "processes": { "A": { "host": "here", "program": [
          { "loop": )" + rounds + R"(, "do": [ { "send": "box", "mode": "nonblocking" } ] },
          { "sleep": "1ms" } ] } } })");
    const CheckResult result = check_program(program, {.bound = 3});
    CHECK(result.verdict == CheckVerdict::free);
    return result.was_cut;
  };
  CHECK_FALSE(was_cut("3"));
  CHECK(was_cut("4"));
}

TEST_CASE("beyond the bound a step is cut, and what it leaves is no deadlock") {
  const CheckResult result = check_of({R"("heap": { "capacity": "unbounded" })", R"(
      "A": { "program": [ { "loop": "forever", "do": [ { "send": "heap" } ] } ] })"},
                                      {.bound = 3});
  CHECK(result.verdict == CheckVerdict::free);
  CHECK(result.was_cut);
  CHECK_EQ(result.progress.states, 4);
}

TEST_CASE("the point of no return is the first step behind which every way ends in the deadlock") {
  // Who takes a second token has none left to go on with; before, there are other ways.
  const CheckResult result = check_of({R"("token": { "capacity": 1, "initial": 1 })", R"(
      "A": { "program": [ { "loop": "forever", "do": [
          { "choose": [ { "weight": 1, "do": [] },
                        { "weight": 1, "do": [ { "receive": "token" }, { "compute": "1ms" },
                                               { "receive": "token" } ] } ] } ] } ] })"});
  CHECK(result.verdict == CheckVerdict::deadlock);
  REQUIRE_EQ(result.schedule->steps.size(), 3);  // choose, receive, compute
  CHECK_EQ(result.schedule->steps_to_no_return.value_or(99), 1);
}

TEST_CASE("a partial deadlock that is met is told beside the proof that there is no whole one") {
  const CheckResult result = check_of({kGap + ", " + kBox, R"(
      "A": { "program": [ { "receive": "gap" } ] },
      "B": { "program": [ { "loop": "forever", "do": [ { "send": "box" }, { "receive": "box" } ] } ]
      })"});
  CHECK(result.verdict == CheckVerdict::free);
  REQUIRE(result.partial == PartialVerdict::found);
  CHECK(result.partial_schedule->findings.front().kind == FindingKind::partial_deadlock);
}

TEST_CASE("a limit of states leaves the verdict undecided") {
  const CheckResult result = check_of({R"("box": { "capacity": 50 })", R"(
      "A": { "program": [ { "loop": "forever", "do": [ { "send": "box" } ] } ] },
      "B": { "program": [ { "loop": "forever", "do": [ { "receive": "box" } ] } ] })"},
                                      {.max_states = 20});
  CHECK(result.verdict == CheckVerdict::undecided);
  CHECK(result.end == SearchEnd::state_limit);
  CHECK(result.partial == PartialVerdict::undecided);
}

TEST_CASE("a search that is told to stop ends undecided") {
  std::atomic<bool> interrupt = true;
  const CheckResult result = check_of({kBox, R"("A": { "program": [ { "compute": "1ms" } ] })"},
                                      {.interrupt = &interrupt});
  CHECK(result.verdict == CheckVerdict::undecided);
  CHECK(result.end == SearchEnd::interrupted);
}

}  // namespace ipcsim::testing
