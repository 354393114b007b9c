// What links lose, and who is stuck, or not, while messages are under way.
#include <string>

#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"

namespace ipcsim {

using testing::program_of;
using testing::run_of;

namespace {

/// On hosts h and k, joined by one link of this kind, until 1 ms have passed.
std::string on_two_hosts(const std::string& link, const std::string& mailbox,
                         const std::string& on_h, const std::string& on_k) {
  return R"({"ipcsim": 1, "run": {"until": "1ms"}, "hosts": {"h": {}, "k": {}},
      "links": [{"between": ["h", "k"], )" +
         link + R"(}], "mailboxes": {"m": )" + mailbox + R"(}, "processes": {
        "a": {"host": "h", "program": [)" +
         on_h + R"(]}, "b": {"host": "k", "program": [)" + on_k + "]}}}";
}

/// It loses practically everything.
const std::string kLossy = R"("latency": "10ns", "loss": 0.999999999)";
/// What it carries is still under way when the run ends.
const std::string kFar = R"("latency": "1s")";

}  // namespace

TEST_CASE("a lost message of a nonblocking send is gone, and who waits for it is stuck") {
  const RunResult run =
      run_of(on_two_hosts(kLossy, R"({"capacity": 1})", R"({"send": "m", "mode": "nonblocking"})",
                          R"({"receive": "m"})"));
  CHECK(run.reason == EndReason::deadlock);
  CHECK(run.measurements.mailboxes[0].lost == 1);
  CHECK(run.measurements.links[0].lost == 1);
}

TEST_CASE("a lost message sets out again, twice the mean round trip after it set out before") {
  const RunResult run =
      run_of(on_two_hosts(kLossy, R"({"capacity": 1})", R"({"send": "m"})", R"({"receive": "m"})"));
  CHECK(run.reason == EndReason::time_limit);
  CHECK(run.findings.empty());
  CHECK(run.measurements.mailboxes[0].lost == 0);
  CHECK(run.measurements.links[0].lost == 1'000'000 / 40);
}

TEST_CASE("a message that is lost again and again is lost for good once its sender has given up") {
  const RunResult run =
      run_of(on_two_hosts(kLossy, R"({"capacity": 1})", R"({"send": "m", "timeout": "100ns"})",
                          R"({"receive": "m", "timeout": "1us"})"));
  CHECK(run.reason == EndReason::completed);
  CHECK(run.measurements.mailboxes[0].lost == 1);
  CHECK(run.measurements.links[0].lost == 3);  // at 0, 40 and 80 ns
}

TEST_CASE("a message is lost when the link has sent it, not when it begins to wait for the link") {
  const RunResult run = run_of(R"({"ipcsim": 1, "run": {"until": "50ms"},
      "hosts": {"h": {}, "k": {}},
      "links": [{"between": ["h", "k"], "bandwidth": "8Mbps", "loss": 0.999999999}],
      "mailboxes": {"m": {"capacity": 1, "host": "k"}},
      "processes": {
        "a": {"host": "h", "program": [{"loop": 100, "do": [
            {"send": "m", "size": "1KB", "mode": "nonblocking"}]}]},
        "b": {"host": "k", "program": [{"sleep": "1s"}]}}})");
  CHECK(run.measurements.mailboxes[0].lost ==
        49);  // one each ms; what falls on the end is not seen
  CHECK(run.measurements.links[0].lost == 49);
}

TEST_CASE("a reply sets out again until it arrives, whether its caller still waits or not") {
  const RunResult run = run_of(R"({"ipcsim": 1, "run": {"until": "1ms", "seed": 4},
      "hosts": {"h": {}, "k": {}},
      "links": [{"between": ["h", "k"], "latency": "10ns", "loss": 0.8}],
      "mailboxes": {"m": {"capacity": 1}},
      "processes": {
        "a": {"host": "h", "program": [{"loop": "forever", "do": [
            {"call": "m", "timeout": "300ns"}]}]},
        "b": {"host": "k", "service": true, "program": [{"loop": "forever", "do": [
            {"receive": "m"}, "reply"]}]}}})");
  const MailboxMeasurements& mailbox = run.measurements.mailboxes[0];
  CHECK(mailbox.late_replies > 0);
  CHECK(mailbox.lost > 0);
  CHECK(mailbox.received > mailbox.late_replies);
}

TEST_CASE("latency has the core time of the call in it, and all repetitions") {
  const RunResult run = run_of(R"({"ipcsim": 1, "run": {"until": "1ms", "seed": 2},
      "hosts": {"h": {"cores": 1, "costs": {"send": "4ns", "per_byte": "1ns"}}, "k": {}},
      "links": [{"between": ["h", "k"], "latency": "10ns", "loss": 0.5}],
      "mailboxes": {"m": {"capacity": 1}},
      "processes": {
        "a": {"host": "h", "program": [{"loop": "forever", "do": [{"send": "m", "size": "3B"}]}]},
        "b": {"host": "k", "program": [{"loop": "forever", "do": [{"receive": "m"}]}]}}})");
  const MailboxMeasurements& mailbox = run.measurements.mailboxes[0];
  const double losses_each =
      static_cast<double>(run.measurements.links[0].lost) / static_cast<double>(mailbox.received);
  CHECK(losses_each > 0.5);
  CHECK(mailbox.latency.mean_ns() == doctest::Approx(17 + 40 * losses_each).epsilon(0.001));
  CHECK(mailbox.send_wait.mean_ns() == doctest::Approx(20 + 40 * losses_each).epsilon(0.001));
}

TEST_CASE("nobody is stuck to whom a message, word or a reply is under way") {
  for (const std::string sends : {R"({"send": "m"})", R"({"send": "m", "mode": "nonblocking"})",
                                  R"({"send": "m", "until": "received"})", R"({"call": "m"})"}) {
    CAPTURE(sends);
    CHECK(run_of(on_two_hosts(kFar, R"({"capacity": 0})", sends, R"({"receive": "m"}, "reply")"))
              .findings.empty());
    CHECK(run_of(on_two_hosts(kFar, R"({"capacity": 1})", sends, R"({"receive": "m"}, "reply")"))
              .findings.empty());
  }
  const std::string to_and_fro = R"({"ipcsim": 1, "run": {"until": "1500ms"},
      "hosts": {"h": {}, "k": {}}, "links": [{"between": ["h", "k"], "latency": "1s"}],
      "mailboxes": {"m": {"capacity": 0}},
      "processes": {
        "a": {"host": "h", "program": [{"call": "m"}]},
        "b": {"host": "k", "program": [{"receive": "m"}, "reply", {"sleep": "1h"}]}}})";
  CHECK(run_of(to_and_fro).findings.empty());
}

TEST_CASE("at a rendezvous a poller never meets what comes from a nonblocking send") {
  const RunResult run = run_of(on_two_hosts(
      R"("latency": "10us")", R"({"capacity": 0})",
      R"({"loop": "forever", "do": [{"send": "m", "mode": "nonblocking"}, {"sleep": "7us"}]})",
      R"({"receive": "m", "mode": "nonblocking"})"));
  REQUIRE(run.findings.size() == 1);
  CHECK(run.findings[0].kind == FindingKind::livelock);
  CHECK(run.findings[0].doomed_since.ns == 0);
}

TEST_CASE("a message that is under way may drop one whose receipt is awaited") {
  const Program program = program_of(R"({"ipcsim": 1, "run": {"until": "1us"},
      "hosts": {"h": {}, "k": {}}, "links": [{"between": ["h", "k"], "latency": "10ns"}],
      "mailboxes": {"m": {"capacity": 1, "when_full": "drop_oldest", "host": "k"}},
      "processes": {
        "a": {"host": "h", "program": [{"send": "m", "until": "received"}]},
        "b": {"host": "h", "program": [{"sleep": "15ns"}, {"send": "m", "mode": "nonblocking"}]},
        "c": {"host": "k", "program": [{"loop": 50, "do": [{"sleep": "1ns"}]}]}}})");
  CHECK(simulate(program, {.stop_on_deadlock = true}).reason == EndReason::completed);
}

TEST_CASE("who could be released after its reply came too late is not stuck before") {
  const Program program = program_of(R"({"ipcsim": 1, "run": {"until": "1us"},
      "hosts": {"h": {}, "k": {}}, "links": [{"between": ["h", "k"], "latency": "10ns"}],
      "mailboxes": {"m": {"capacity": 1}, "n": {"capacity": 1}},
      "processes": {
        "a": {"host": "h", "program": [
            {"call": "m", "timeout": "25ns", "else": [{"send": "n"}]}]},
        "b": {"host": "k", "program": [{"receive": "m"}, {"sleep": "12ns"}, "reply",
            {"receive": "n"}]},
        "c": {"host": "k", "program": [{"loop": 50, "do": [{"sleep": "1ns"}]}]}}})");
  CHECK(simulate(program, {.stop_on_deadlock = true}).reason == EndReason::completed);
}

TEST_CASE("a poller to whom a message is under way is in no livelock") {
  const RunResult run = run_of(on_two_hosts(R"("latency": "10us")", R"({"capacity": 1})",
                                            R"({"send": "m", "mode": "nonblocking"})",
                                            R"({"receive": "m", "mode": "nonblocking"})"));
  CHECK(run.reason == EndReason::completed);
  CHECK(run.measurements.mailboxes[0].received == 1);
}

TEST_CASE("at a rendezvous that drops, a message that nobody awaits there is dropped") {
  const RunResult run = run_of(on_two_hosts(
      R"("latency": "10ns")", R"({"capacity": 0, "when_full": "drop_newest", "host": "k"})",
      R"({"send": "m", "mode": "nonblocking"})", R"({"sleep": "1us"})"));
  CHECK(run.measurements.mailboxes[0].dropped == 1);
  CHECK(run.measurements.mailboxes[0].refused == 0);
}

TEST_CASE("what is lost on a late hop sets out again at once where two round trips have passed") {
  const RunResult run = run_of(R"({"ipcsim": 1, "run": {"until": "10ms"},
      "hosts": {"h": {}, "k": {}, "l": {}},
      "links": [{"between": ["h", "k"], "bandwidth": "8Mbps"},
                {"between": ["k", "l"], "loss": 0.999999999}],
      "mailboxes": {"m": {"capacity": 1, "host": "l"}},
      "processes": {
        "a": {"count": 4, "host": "h", "program": [{"send": "m", "size": "1KB"}]},
        "b": {"host": "l", "program": [{"receive": "m"}]}}})");
  CHECK(run.reason == EndReason::time_limit);
  CHECK(run.measurements.links[1].lost == 9);  // the first link brings one each ms
}

TEST_CASE("who waits for room or a receiver on another host that will never be there is stuck") {
  const std::string full = R"({"capacity": 1, "initial": 1, "host": "k"})";
  const std::string rendezvous = R"({"capacity": 0, "host": "k"})";
  for (const std::string& mailbox : {full, rendezvous}) {
    for (const std::string sends :
         {R"({"send": "m"})", R"({"send": "m", "until": "received"})", R"({"call": "m"})"}) {
      CAPTURE(mailbox);
      CAPTURE(sends);
      const RunResult run =
          run_of(on_two_hosts(R"("latency": "10ns")", mailbox, sends, R"({"sleep": "500us"})"));
      REQUIRE(run.findings.size() == 1);
      CHECK(run.findings[0].processes[0].in == StuckIn::operation);
      CHECK(run.findings[0].processes[0].alternatives[0].depth == (mailbox == full ? 1 : 0));
      CHECK(run.findings[0].doomed_since.ns == 0);
    }
  }
}

TEST_CASE("who awaits the receipt of an accepted message that nobody will receive is stuck") {
  const RunResult run =
      run_of(on_two_hosts(R"("latency": "10ns")", R"({"capacity": 1, "host": "k"})",
                          R"({"send": "m", "until": "received"})", R"({"sleep": "500us"})"));
  CHECK(run.reason == EndReason::deadlock);
  REQUIRE(run.findings.size() == 1);
  CHECK(run.findings[0].processes[0].in == StuckIn::receipt);
  CHECK(run.findings[0].processes[0].alternatives[0].depth == 1);
}

TEST_CASE("a message whose latency passes the end of the clock never arrives") {
  const RunResult run = run_of(R"({"ipcsim": 1, "hosts": {"h": {}, "k": {}},
      "links": [{"between": ["h", "k"], "bandwidth": "1bps"}],
      "mailboxes": {"m": {"capacity": 1}},
      "processes": {
        "a": {"host": "h", "program": [{"send": "m", "size": "9000000GB"}]},
        "b": {"host": "k", "program": [{"receive": "m"}]}}})");
  CHECK(run.reason == EndReason::program_error);
  REQUIRE(run.findings.size() == 1);
  CHECK(run.findings[0].cause == FindingCause::clock_overflow);
}

}  // namespace ipcsim
