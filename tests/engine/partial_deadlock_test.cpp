// Processes that can never go on while others do: who is found, since when, and that nobody is
// named who could still be released.
#include <string>

#include <doctest/doctest.h>

#include "sim/experiment/experiment.hpp"
#include "sim/program/compile.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim {
namespace {

/// `processes` beside one that ticks until the run ends at 10 ms.
std::string with_a_ticker(const std::string& mailboxes, const std::string& processes) {
  return R"({"ipcsim": 1, "run": {"until": "10ms"}, "mailboxes": {)" + mailboxes +
         R"(}, "processes": {"ticker": {"program": [{"loop": "forever",
            "do": [{"sleep": "100us"}]}]}, )" +
         processes + "}}";
}

std::string names(const Program& program, const std::vector<StuckProcess>& processes) {
  std::string text;
  for (const StuckProcess& stuck : processes) text += " " + name_of(program, stuck.process);
  return text;
}

/// "partial deadlock, cycle: A B | behind: C, since 2 ms, doomed since 1 ms" in microseconds.
std::string told(const std::string& scenario, bool stop_on_deadlock = false) {
  const auto read = testing::scenario_of(scenario);
  const Program program = compile(*read);
  RunOptions options = run_options(*read, program);
  options.stop_on_deadlock = stop_on_deadlock;
  const RunResult result = simulate(program, options);
  std::string text =
      name_of(result.reason) + " at " + std::to_string(result.end.ns / 1000) + " us\n";
  for (const Finding& finding : result.findings) {
    text += name_of(finding.kind) + ", " + name_of(finding.shape) + ":" +
            names(program, finding.processes);
    if (!finding.behind.empty()) text += " | behind:" + names(program, finding.behind);
    text += ", since " + std::to_string(finding.since.ns / 1000) + " us, doomed since " +
            std::to_string(finding.doomed_since.ns / 1000) + " us";
    text += finding.complete ? "\n" : ", incomplete\n";
  }
  return text;
}

constexpr const char* kBoxes = R"("a": {"capacity": 1}, "b": {"capacity": 1})";

/// A waits for B, which after 2 ms waits for A.
const std::string kCircle = with_a_ticker(kBoxes, R"(
    "A": {"program": [{"sleep": "1ms"}, {"receive": "a"}, {"send": "b"}]},
    "B": {"program": [{"sleep": "2ms"}, {"receive": "b"}, {"send": "a"}]})");

}  // namespace

TEST_CASE("a circle is found while others go on, its first member doomed before its last waits") {
  CHECK(told(kCircle) ==
        "time limit at 10000 us\n"
        "partial deadlock, cycle: A B, since 2000 us, doomed since 1000 us\n");
}

TEST_CASE("with stop_on_deadlock the run ends when the last member waits") {
  CHECK(told(kCircle, true) ==
        "stopped on deadlock at 2000 us\n"
        "partial deadlock, cycle: A B, since 2000 us, doomed since 1000 us\n");
}

TEST_CASE("a deadlock of the whole run is none of a part, also where the run is to stop at one") {
  const std::string whole = R"({"ipcsim": 1, "run": {"until": "1s"}, "mailboxes": {
      "a": {"capacity": 0}, "b": {"capacity": 0}}, "processes": {
      "A": {"program": [{"sleep": "1ms"}, {"send": "a"}, {"receive": "b"}]},
      "B": {"program": [{"send": "b"}, {"receive": "a"}]}}})";
  const std::string expected =
      "deadlock at 1000 us\n"
      "deadlock, cycle: A B, since 1000 us, doomed since 0 us\n";
  CHECK(told(whole) == expected);
  CHECK(told(whole, true) == expected);
}

TEST_CASE("who goes on for ever and can release nobody keeps no finding from being complete") {
  CHECK(told(R"({"ipcsim": 1, "run": {"until": "1s"}, "mailboxes": {
      "m": {"capacity": 1}, "z": {"capacity": 1}}, "processes": {
      "A": {"program": [{"receive": "m"}]},
      "L": {"program": [{"loop": "forever", "do": [{"select": [
        {"receive": "z", "do": [{"send": "m"}]}, {"after": "1ms"}]}]}]}}})",
             true) ==
        "stopped on deadlock at 0 us\n"
        "partial deadlock, orphan wait: A, since 0 us, doomed since 0 us\n");
}

TEST_CASE("a finding whose members are still to come says that it is not complete") {
  const std::string early = with_a_ticker(kBoxes, R"(
    "A": {"program": [{"sleep": "1ms"}, {"receive": "a"}, {"send": "b"}]},
    "B": {"program": [{"sleep": "20ms"}, {"receive": "b"}, {"send": "a"}]})");
  CHECK(told(early) ==
        "time limit at 10000 us\n"
        "partial deadlock, orphan wait: A, since 1000 us, doomed since 1000 us, incomplete\n");
}

TEST_CASE("who waits for what a finished process would have sent is an orphan") {
  CHECK(told(with_a_ticker(kBoxes, R"(
    "A": {"program": [{"receive": "a"}, {"receive": "a"}]},
    "B": {"program": [{"sleep": "3ms"}, {"send": "a"}]})")) ==
        "time limit at 10000 us\n"
        "partial deadlock, orphan wait: A, since 3000 us, doomed since 3000 us\n");
}

TEST_CASE("whoever may still be released is not named") {
  for (const std::string other : {
           R"({"sleep": "20ms"}, {"send": "a"})",
           R"({"receive": "b", "timeout": "20ms"}, {"send": "a"})",
           R"({"select": [{"receive": "b"}, {"after": "20ms"}]}, {"send": "a"})",
           R"({"loop": "forever", "do": [{"sleep": "1ms"}, {"choose": [{"weight": 1, "do": []},
               {"weight": 1e-9, "do": ["break"]}]}]}, {"send": "a"})",
           R"({"sleep": "20ms"}, {"receive": "b", "mode": "nonblocking", "else": []},
               {"send": "a", "mode": "nonblocking"})",
       }) {
    CAPTURE(other);
    CHECK(told(with_a_ticker(kBoxes, R"("A": {"program": [{"receive": "a"}]},
        "B": {"program": [)" + other + "]}")) == "time limit at 10000 us\n");
  }
  CHECK(told(with_a_ticker(kBoxes, R"("A": {"program": [{"receive": "a"}]},
      "B": {"start": "20ms", "program": [{"send": "a"}]})")) == "time limit at 10000 us\n");
}

TEST_CASE("a service that waits for work is no deadlock, one that owes a reply is") {
  CHECK(told(with_a_ticker(kBoxes, R"("s": {"service": true, "program": [{"loop": "forever", "do": [
      {"select": [{"receive": "a"}, {"receive": "b"}]}]}]})")) == "time limit at 10000 us\n");
  CHECK(told(with_a_ticker(kBoxes, R"("s": {"service": true, "program": [{"loop": "forever", "do": [
      {"receive": "a"}, {"receive": "b"}, "reply"]}]}, "c": {"program": [{"call": "a"}]})")) ==
        "time limit at 10000 us\n"
        "partial deadlock, orphan wait: s | behind: c, since 0 us, doomed since 0 us\n");
}

TEST_CASE("a server that calls its client back while the client waits for the reply is a cycle") {
  CHECK(told(with_a_ticker(kBoxes, R"(
      "server": {"service": true, "program": [{"loop": "forever", "do": [
        {"receive": "a"}, {"compute": "1ms"}, {"call": "b"}, "reply"]}]},
      "client": {"program": [{"call": "a"}, {"receive": "b"}, "reply"]})")) ==
        "time limit at 10000 us\n"
        "partial deadlock, cycle: server client, since 1000 us, doomed since 0 us\n");
}

TEST_CASE("a call whose receiver finishes without a reply leaves its caller an orphan") {
  const std::string scenario = with_a_ticker(kBoxes, R"(
      "server": {"program": [{"receive": "a"}, {"sleep": "2ms"}]},
      "client": {"program": [{"call": "a"}]})");
  CHECK(told(scenario) ==
        "time limit at 10000 us\n"
        "partial deadlock, orphan wait: client, since 0 us, doomed since 0 us\n");
  const RunResult result = testing::run_of(scenario);
  const StuckProcess& client = result.findings.at(0).processes.at(0);
  CHECK(client.in == StuckIn::reply);
  CHECK(client.holder == ProcessId{1});
  CHECK(client.waits_for.empty());
}

TEST_CASE("a send until received whose receiver has gone is stuck behind its own message") {
  CHECK(told(with_a_ticker(kBoxes, R"(
      "A": {"program": [{"send": "a", "until": "received"}]},
      "B": {"program": [{"sleep": "1ms"}, {"receive": "a", "timeout": "0ms", "else": []}]})")) ==
        "time limit at 10000 us\n");
  CHECK(told(with_a_ticker(kBoxes, R"(
      "A": {"program": [{"sleep": "2ms"}, {"send": "a", "until": "received"}]},
      "B": {"program": [{"receive": "a", "timeout": "1ms", "else": []}]})")) ==
        "time limit at 10000 us\n"
        "partial deadlock, orphan wait: A, since 2000 us, doomed since 2000 us\n");
}

TEST_CASE("a select is stuck when every alternative is, and tells each of them") {
  const std::string scenario = with_a_ticker(kBoxes, R"(
      "A": {"program": [{"select": [{"receive": "a"}, {"receive": "b"}]}]},
      "B": {"program": [{"sleep": "1ms"}, {"choose": [
        {"weight": 1, "do": ["stop"]}, {"weight": 0, "do": [{"send": "b"}]}]}]})");
  const RunResult result = testing::run_of(scenario);
  REQUIRE(result.findings.size() == 1);
  const StuckProcess& stuck = result.findings[0].processes.at(0);
  CHECK(stuck.in == StuckIn::select);
  CHECK(stuck.alternatives.size() == 2);
  CHECK(stuck.alternatives.at(1).mailbox == MailboxId{1});
}

TEST_CASE("a poller that can never succeed is a livelock while others go on") {
  CHECK(told(with_a_ticker(kBoxes, R"(
      "A": {"program": [{"receive": "a", "mode": "nonblocking"}]},
      "B": {"program": [{"sleep": "1ms"}, {"receive": "b"}, {"send": "a"}]})")) ==
        "time limit at 10000 us\n"
        "livelock, orphan wait: B | behind: A, since 1000 us, doomed since 1000 us\n");
}

TEST_CASE("a process that begins to poll where nobody waited is looked at from then on") {
  const std::string scenario = with_a_ticker(kBoxes, R"("A": {"program": [{"sleep": "1ms"},
          {"receive": "a", "mode": "nonblocking"}]})");
  CHECK(told(scenario) ==
        "time limit at 10000 us\n"
        "livelock, orphan wait: A, since 1000 us, doomed since 1000 us\n");
  CHECK(told(scenario, true) ==
        "stopped on deadlock at 1000 us\n"
        "livelock, orphan wait: A, since 1000 us, doomed since 1000 us\n");
}

// So many processes that they are searched only now and then.
TEST_CASE("in a long run of many processes a deadlock has the date of its instant, too") {
  CHECK(told(R"({"ipcsim": 1, "run": {"until": "300ms"},
    "mailboxes": {"a": {"capacity": 0}, "b": {"capacity": 0}, "box": {"count": 1000, "capacity": 2}},
    "processes": {
      "A": {"program": [{"sleep": "201.5ms"}, {"send": "a"}, {"receive": "b"}]},
      "B": {"program": [{"sleep": "217.25ms"}, {"send": "b"}, {"receive": "a"}]},
      "producer": {"count": 1000, "program": [{"loop": "forever", "do": [
        {"compute": {"exponential": "1ms"}}, {"send": "box[self]"}]}]},
      "consumer": {"count": 1000, "program": [{"loop": "forever", "do": [
        {"receive": "box[self]"}, {"compute": {"exponential": "1ms"}}]}]}}})") ==
        "time limit at 300000 us\n"
        "partial deadlock, cycle: A B, since 217250 us, doomed since 201500 us\n");
}

TEST_CASE("a nonblocking send never meets a poller at capacity 0") {
  CHECK(told(with_a_ticker(R"("a": {"capacity": 0})", R"(
      "A": {"program": [{"receive": "a", "mode": "nonblocking"}]},
      "B": {"program": [{"loop": "forever", "do": [{"sleep": "1ms"},
        {"send": "a", "mode": "nonblocking"}]}]})")) ==
        "time limit at 10000 us\n"
        "livelock, orphan wait: A, since 0 us, doomed since 0 us\n");
}

}  // namespace ipcsim
