// Deadlocks as runs end in them: who is named, in which shape, and who merely waits behind.
#include "sim/machine/explanation.hpp"

#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"

namespace ipcsim {
namespace {

std::string names(const Program& program, const std::vector<StuckProcess>& processes) {
  std::string text;
  for (const StuckProcess& stuck : processes) {
    text += (text.empty() ? "" : " ") + name_of(program, stuck.process);
  }
  return text;
}

/// "cycle: A B | behind: C", a line for each finding.
std::string findings_of(const std::string& scenario) {
  const Program program = testing::program_of(scenario);
  std::string text;
  for (const Finding& finding : testing::run_of(scenario).findings) {
    text += name_of(finding.kind) + ", " + name_of(finding.shape) + ": " +
            names(program, finding.processes);
    if (!finding.behind.empty()) text += " | behind: " + names(program, finding.behind);
    text += "\n";
  }
  return text;
}

std::string rendezvous_of(const std::string& processes) {
  return R"({"ipcsim": 1, "run": {"until": "1s"}, "mailboxes": {"to_A": {"capacity": 0},
    "to_B": {"capacity": 0}, "to_C": {"capacity": 0}}, "processes": {)" +
         processes + "}}";
}

}  // namespace

TEST_CASE("both send first: a cycle of two, each waiting for the other") {
  const std::string text = rendezvous_of(R"(
    "A": {"program": [{"sleep": "2ms"}, {"send": "to_B"}, {"receive": "to_A"}]},
    "B": {"program": [{"sleep": "1ms"}, {"send": "to_A"}, {"receive": "to_B"}]})");
  CHECK(findings_of(text) == "deadlock, cycle: A B\n");
  const RunResult result = testing::run_of(text);
  REQUIRE(result.findings.size() == 1);
  const Finding& finding = result.findings[0];
  CHECK(finding.since == Instant{2'000'000});
  CHECK(finding.processes[0].since == Instant{2'000'000});
  CHECK(finding.processes[1].since == Instant{1'000'000});
  CHECK(finding.processes[0].waits_for == std::vector{ProcessId{1}});
  CHECK(finding.processes[0].alternatives.at(0).direction == Direction::send);
  CHECK(finding.processes[0].alternatives.at(0).mailbox == MailboxId{1});
}

TEST_CASE("philosophers form a cycle in the order of the table, a guest waits behind them") {
  CHECK(findings_of(R"({"ipcsim": 1, "mailboxes": {
      "fork": {"count": 4, "capacity": 1, "initial": 1}, "bill": {"capacity": 1}},
    "processes": {
      "philosopher": {"count": 4, "program": [{"receive": "fork[self]"}, {"sleep": "1ms"},
        {"receive": "fork[self+1]"}, {"send": "fork[self]"}, {"send": "fork[self+1]"},
        {"send": "bill"}]},
      "waiter": {"program": [{"receive": "bill"}]}}})") ==
        "deadlock, cycle: philosopher[0] philosopher[1] philosopher[2] philosopher[3] | "
        "behind: waiter\n");
}

TEST_CASE("a process that sends to itself over a rendezvous waits for itself") {
  CHECK(
      findings_of(rendezvous_of(R"("A": {"program": [{"send": "to_A"}, {"receive": "to_A"}]})")) ==
      "deadlock, self-wait: A\n");
}

TEST_CASE("a receiver whose senders have all finished is an orphan") {
  CHECK(findings_of(rendezvous_of(R"(
    "A": {"program": [{"receive": "to_A"}, {"receive": "to_A"}]},
    "B": {"program": [{"send": "to_A"}]})")) == "deadlock, orphan wait: A\n");
}

TEST_CASE("who could release each other in several ways form a knot") {
  CHECK(findings_of(rendezvous_of(R"(
    "A": {"program": [{"receive": "to_A"}, {"send": "to_B"}, {"send": "to_C"}]},
    "B": {"program": [{"receive": "to_B"}, {"send": "to_A"}, {"send": "to_C"}]},
    "C": {"program": [{"receive": "to_C"}, {"send": "to_A"}, {"send": "to_B"}]})")) ==
        "deadlock, knot: A B C\n");
}

TEST_CASE("two circles apart are two findings") {
  CHECK(findings_of(R"({"ipcsim": 1, "mailboxes": {"m": {"count": 4, "capacity": 1}},
    "processes": {
      "A": {"program": [{"receive": "m[0]"}, {"send": "m[1]"}]},
      "B": {"program": [{"receive": "m[1]"}, {"send": "m[0]"}]},
      "C": {"program": [{"receive": "m[2]"}, {"send": "m[3]"}]},
      "D": {"program": [{"receive": "m[3]"}, {"send": "m[2]"}]}}})") ==
        "deadlock, cycle: A B\n"
        "deadlock, cycle: C D\n");
}

TEST_CASE("pollers in the circle make it a livelock") {
  CHECK(findings_of(R"({"ipcsim": 1, "receive": "nonblocking", "run": {"until": "1s"},
    "mailboxes": {"to_A": {"capacity": 1}, "to_B": {"capacity": 1}}, "processes": {
      "A": {"program": [{"receive": "to_A"}, {"send": "to_B"}]},
      "B": {"program": [{"receive": "to_B", "mode": "blocking"}, {"send": "to_A"}]}}})") ==
        "livelock, cycle: A B\n");
}

TEST_CASE("a service that waits for work is no finding, one that cannot send is") {
  const auto end_of = [](const std::string& service) {
    return testing::run_of(R"({"ipcsim": 1, "run": {"until": "1s"}, "mailboxes": {
          "work": {"capacity": 0}, "log": {"capacity": 0}}, "processes": {
          "s": {"service": true, "program": [{"loop": "forever", "do": [)" +
                           service + R"(]}]},
          "c": {"program": [{"send": "work"}, {"send": "work"}]},
          "l": {"service": true, "start": "2s", "program": [{"receive": "log"}]}}})")
        .reason;
  };
  CHECK(end_of(R"({"receive": "work"})") == EndReason::completed);
  CHECK(end_of(R"({"receive": "work"}, {"send": "log"})") == EndReason::time_limit);
}

TEST_CASE("a client whose service waits for what nobody sends is stuck behind it") {
  CHECK(findings_of(rendezvous_of(R"(
    "s": {"service": true, "program": [{"loop": "forever", "do": [
        {"receive": "to_A"}, {"send": "to_B"}]}]},
    "c": {"program": [{"receive": "to_B"}]}, "d": {"program": [{"send": "to_A"},
        {"receive": "to_B"}]})")) == "deadlock, orphan wait: s | behind: d\n");
}

}  // namespace ipcsim
