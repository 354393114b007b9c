#include "sim/promela/promela.hpp"

#include <string>

#include <doctest/doctest.h>

#include "tests/promela/spin.hpp"
#include "tests/reports/golden.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

std::string scenario_text(const std::string& mailboxes, const std::string& processes) {
  return R"({ "ipcsim": 1, "run": { "until": "1s" }, "mailboxes": {)" + mailboxes +
         "},\n\"processes\": {" + processes + "} }";
}

std::string model_of(const std::string& text) {
  const PromelaExport exported = promela_of(program_of(text), 8);
  REQUIRE(exported.problems.empty());
  return exported.model;
}

/// "3:5 message; hint" of each.
std::string problems_of(const std::string& text) {
  const Program program = program_of(text);
  const PromelaExport exported = promela_of(program, 8);
  CHECK(exported.model == "");
  std::string problems;
  for (const PromelaProblem& problem : exported.problems) {
    problems += place_of(program, problem.at) + " " + problem.message;
    for (const std::string& hint : problem.hints) problems += "; " + hint;
    problems += "\n";
  }
  return problems;
}

}  // namespace

TEST_CASE("a model has a label for each statement, in the words of the scenario") {
  const std::string model = model_of(R"({
  "ipcsim": 1,
  "run": { "until": "1s" },
  "mailboxes": {
    "buffer": { "capacity": 5 },
    "bell": { "capacity": 0, "count": 2 },
    "front desk": { "capacity": 2, "when_full": "drop_oldest" } },
  "processes": {
    "producer": { "count": 2, "program": [
      { "loop": 3, "do": [
        { "compute": "1ms" },
        { "send": "buffer", "timeout": "5ms", "else": [ "stop" ] } ] },
      { "call": "front desk", "do": [ { "send": "bell[self]", "mode": "nonblocking" } ] } ] },
    "clerk": { "service": true, "program": [
      { "loop": "forever", "do": [
        { "select": [
          { "receive": "front desk", "do": [ "reply" ] },
          { "receive": "bell[any]" },
          { "receive": "buffer", "do": [ { "compute": "1ms" } ] } ] } ] } ] } }
})");
  check_golden("promela.pml", model);
  CHECK(verdict_of_spin(model).kind == "");
}

TEST_CASE("names that Promela, C or another name has taken are changed, and told in a comment") {
  const std::string model = model_of(scenario_text(
      R"("relay": { "capacity": 1 }, "register": { "capacity": 1 }, "très loin": { "capacity": 1 },
         "SAFETY": { "capacity": 1 }, "2nd": { "capacity": 0 })",
      R"("relay": { "program": [ { "send": "relay" }, { "send": "register" }, { "send": "2nd" },
                                 { "send": "très loin" }, { "send": "SAFETY" } ] },
         "chan": { "program": [ { "receive": "relay" }, { "receive": "register" },
                                { "receive": "2nd" }, { "receive": "très loin" },
                                { "receive": "SAFETY" } ] })"));
  CHECK(model.find("byte relay;  /* capacity 1 */\n"
                   "byte register_x;  /* register: capacity 1 */\n"
                   "byte tr_s_loin;  /* très loin: capacity 1 */\n"
                   "byte SAFETY_x;  /* SAFETY: capacity 1 */\n"
                   "chan x2nd = [0] of { bit };  /* 2nd */\n") != std::string::npos);
  CHECK(model.find("active proctype relay_2()  /* relay */\n") != std::string::npos);
  CHECK(model.find("active proctype chan_x()  /* chan */\n") != std::string::npos);
  CHECK(verdict_of_spin(model).kind == "");
}

TEST_CASE("a livelock and a program error are errors of the model, an idle service is none") {
  const std::string box = R"("box": { "capacity": 1 })";
  const auto error_of = [&](const std::string& processes) {
    return verdict_of_spin(model_of(scenario_text(box, processes))).kind;
  };
  CHECK(error_of(R"("A": { "program": [ { "receive": "box", "mode": "nonblocking" } ] })") ==
        "invalid end state");
  CHECK(error_of(R"("A": { "program": [ { "send": "box" }, { "loop": "forever", "do": [] } ] })") ==
        "assertion violated 0");
  CHECK(error_of(R"("A": { "program": [ { "receive": "box" }, "reply" ] },
                    "B": { "program": [ { "send": "box" } ] })") == "assertion violated 0");
  CHECK(error_of(R"("A": { "service": true, "program": [ { "receive": "box" } ] },
                    "B": { "program": [ { "compute": "1ms" } ] })") == "");
  CHECK(error_of(R"("A": { "service": true, "program": [
                       { "loop": "forever", "do": [ { "receive": "box" } ] } ] },
                    "B": { "program": [ { "call": "box" } ] })") == "invalid end state");
  // It begins before the other one has finished.
  CHECK(error_of(R"("A": { "service": true, "program": [ { "loop": "forever", "do": [] } ] },
                    "B": { "program": [ "stop" ] })") == "assertion violated 0");
}

TEST_CASE("a service that owes a reply is stuck, and where all others have finished nobody is") {
  const std::string boxes = R"("desk": { "capacity": 1 }, "box": { "capacity": 1 })";
  const auto error_of = [&](const std::string& client) {
    return verdict_of_spin(model_of(scenario_text(boxes, R"(
        "S": { "service": true, "program": [ { "receive": "desk" }, { "receive": "box" } ] },
        "T": { "service": true, "program": [ { "receive": "box" }, { "send": "box" },
                                             { "send": "box" } ] },
        "C": { "program": [ )" + client + " ] }")))
        .kind;
  };
  // The client goes on, but one that comes later never ends.
  CHECK(error_of(R"({ "call": "desk", "timeout": "1ms", "else": [ { "receive": "desk" } ] })") ==
        "invalid end state");
  CHECK(error_of(R"({ "send": "box" })") == "");
  // It has finished before anybody takes a step.
  CHECK(verdict_of_spin(model_of(scenario_text(boxes, R"(
            "S": { "service": true, "program": [ "reply", { "receive": "desk" } ] },
            "C": { "program": [ "stop" ] })")))
            .kind == "");
}

TEST_CASE("who meets whom at capacity 0, and what a select does first, is as in the search") {
  const std::string trap = R"("do": [ { "loop": "forever", "do": [] } ] )";
  const std::string boxes =
      R"("gap": { "capacity": 0 }, "one": { "capacity": 1, "initial": 1 },
         "two": { "capacity": 1, "initial": 1 })";
  const auto is_reached = [&](const std::string& sender, const std::string& receiver) {
    const std::string kind =
        verdict_of_spin(
            model_of(scenario_text(boxes, R"("A": { "program": [ )" + sender +
                                              R"( ] }, "B": { "program": [ )" + receiver + " ] }")))
            .kind;
    CHECK((kind == "" || kind == "assertion violated 0"));
    return kind != "";
  };
  const std::string passing = R"({ "send": "gap", "mode": "nonblocking" })";
  const std::string waiting = R"({ "send": "gap", "timeout": "1s" })";
  const std::string looking =
      R"({ "receive": "gap", "mode": "nonblocking", "else": [], )" + trap + "}";
  CHECK_FALSE(is_reached(passing, looking));
  CHECK(is_reached(waiting, looking));
  CHECK(is_reached(passing, R"({ "receive": "gap", "timeout": "1s", )" + trap + "}"));

  const auto select = [](const std::string& first, const std::string& second) {
    return R"({ "select": [ )" + first + ", " + second + " ] }";
  };
  const std::string from_gap = R"({ "receive": "gap", )" + trap + "}";
  CHECK(is_reached(waiting, select(from_gap, R"({ "receive": "one" })")));
  CHECK_FALSE(is_reached(passing, select(from_gap, R"({ "receive": "one" })")));
  CHECK_FALSE(is_reached(waiting, select(R"({ "receive": "one" })", from_gap)));
  CHECK_FALSE(is_reached(passing, select(from_gap, R"({ "else": [] })")));
  CHECK(is_reached(waiting, select(from_gap, R"({ "else": [] })")));
  CHECK_FALSE(is_reached(
      passing, select(R"({ "receive": "one" })", R"({ "receive": "two", )" + trap + "}")));
}

TEST_CASE("what SPIN cannot be told is an error at its place") {
  CHECK(problems_of(scenario_text(R"("a": { "capacity": 0 }, "b": { "capacity": 0 })", R"(
"P": { "program": [
  { "select": [ { "receive": "a" }, { "receive": "b" } ] } ] },
"Q": { "program": [
  { "select": [ { "send": "b" }, { "send": "a" } ] } ] })")) ==
        "test.json:4:3 this select may meet that at test.json:6:3 at more than one mailbox of "
        "capacity 0; whose list decides then, SPIN cannot be told; leave alternatives out, or "
        "give one of the mailboxes a capacity\n");
  CHECK(problems_of(scenario_text(R"("a": { "capacity": 1 })", R"(
"P": { "program": [
  { "loop": 3000000000, "do": [ { "compute": "1ms" } ] }, { "send": "a" } ] },
"Q": { "program": [ { "receive": "a" } ] })")) ==
        "test.json:4:3 a loop of 3000000000 rounds is too long for Promela; its numbers go up to "
        "2147483647\n");
  CHECK(problems_of(scenario_text(R"("a": { "capacity": 1 })", R"(
"P": { "count": 200, "program": [ { "send": "a" } ] },
"Q": { "count": 56, "program": [ { "receive": "a" } ] })")) ==
        "test.json:4:1 with this there are 256 processes, too many for SPIN; it knows up to 255; "
        "--set processes.P.count=N makes them fewer\n");
}

}  // namespace ipcsim::testing
