// What docs/semantics.md says of cores and costs, in small scenarios by hand, to the nanosecond.
#include <string>

#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"

namespace ipcsim {
namespace {

using testing::run_of;

constexpr std::int64_t kMs = 1'000'000;
constexpr std::int64_t kUs = 1'000;

/// Processes a, b, … that each compute so many ms, on one host.
std::string bursts(const std::string& host, std::initializer_list<int> lengths) {
  std::string processes;
  char name = 'a';
  for (const int length : lengths) {
    processes += (processes.empty() ? "\"" : ", \"") + std::string(1, name++) +
                 R"(": {"host": "h", "program": [{"compute": ")" + std::to_string(length) +
                 R"(ms"}]})";
  }
  return R"({"ipcsim": 1, "hosts": {"h": )" + host + R"(}, "processes": {)" + processes + "}}";
}

std::int64_t time_of(const RunResult& run, std::size_t process, Activity activity) {
  return run.measurements.processes[process].time[static_cast<std::size_t>(activity)];
}

}  // namespace

TEST_CASE("without a quantum a burst keeps its core to its end, and the others are ready") {
  const RunResult run = run_of(bursts(R"({"cores": 1})", {3, 2}));
  CHECK(run.end.ns == 5 * kMs);
  CHECK(time_of(run, 0, Activity::ready) == 0);
  CHECK(time_of(run, 1, Activity::ready) == 3 * kMs);
  CHECK(time_of(run, 1, Activity::computing) == 2 * kMs);
  CHECK(run.measurements.hosts[0].context_switches == 1);
  CHECK(run.measurements.hosts[0].switching == 0);
  CHECK(run.measurements.hosts[0].idle == 0);
}

TEST_CASE("a core that changes process pays for it, and the process is ready meanwhile") {
  const RunResult run = run_of(bursts(R"({"cores": 1, "context_switch": "1ms"})", {3, 2}));
  CHECK(run.end.ns == 6 * kMs);
  CHECK(time_of(run, 1, Activity::ready) == 4 * kMs);
  CHECK(run.measurements.hosts[0].switching == 1 * kMs);
  CHECK(run.measurements.hosts[0].context_switches == 1);
}

TEST_CASE("round robin takes turns of a quantum") {
  const RunResult run = run_of(bursts(R"({"cores": 1, "quantum": "1ms"})", {3, 2}));
  CHECK(run.end.ns == 5 * kMs);  // a b a b a
  CHECK(time_of(run, 0, Activity::ready) == 2 * kMs);
  CHECK(time_of(run, 1, Activity::ready) == 2 * kMs);
  CHECK(run.measurements.hosts[0].context_switches == 4);
}

TEST_CASE("a quantum with nobody ready is renewed without a switch") {
  const RunResult run =
      run_of(bursts(R"({"cores": 1, "quantum": "1ms", "context_switch": "1ms"})", {5}));
  CHECK(run.end.ns == 5 * kMs);
  CHECK(run.measurements.hosts[0].context_switches == 0);
}

TEST_CASE("two cores serve three processes") {
  const RunResult run = run_of(bursts(R"({"cores": 2, "context_switch": "1ms"})", {3, 2, 4}));
  CHECK(run.end.ns == 7 * kMs);  // c has the core of b from 2 ms on, and a switch before it
  CHECK(time_of(run, 2, Activity::ready) == 3 * kMs);
  CHECK(run.measurements.hosts[0].idle == 4 * kMs);  // that of a from 3 ms on
}

TEST_CASE("a process that comes back takes the core that it had") {
  const RunResult run = run_of(R"({"ipcsim": 1,
      "hosts": {"h": {"cores": 2, "context_switch": "1ms"}},
      "processes": {
        "a": {"host": "h", "program": [{"compute": "1ms"}]},
        "b": {"host": "h", "program": [{"compute": "1ms"}, {"sleep": "5ms"},
            {"compute": "1ms"}]}}})");
  CHECK(run.end.ns == 7 * kMs);
  CHECK(run.measurements.hosts[0].context_switches == 0);
}

TEST_CASE("consecutive computes are one burst, and a sleep ends it") {
  const RunResult run = run_of(R"({"ipcsim": 1, "hosts": {"h": {"cores": 1}},
      "processes": {
        "a": {"host": "h", "program": [{"compute": "1ms"}, {"compute": "1ms"},
            {"sleep": "1ns"}, {"compute": "1ms"}]},
        "b": {"host": "h", "program": [{"compute": "4ms"}]}}})");
  CHECK(time_of(run, 1, Activity::ready) == 2 * kMs);
  CHECK(time_of(run, 0, Activity::ready) == 4 * kMs - 1);
  CHECK(run.end.ns == 7 * kMs);
}

TEST_CASE("a poller without a quantum goes to the tail after each look") {
  const RunResult run = run_of(R"({"ipcsim": 1, "poll": "1ms", "hosts": {"h": {"cores": 1}},
      "mailboxes": {"box": {"capacity": 1}},
      "processes": {
        "poller": {"host": "h", "program": [{"receive": "box", "mode": "nonblocking"}]},
        "worker": {"host": "h", "program": [{"compute": "3ms"}, {"send": "box"}]}}})");
  CHECK(run.end.ns == 5 * kMs);
  CHECK(time_of(run, 0, Activity::polling) == 2 * kMs);
  CHECK(time_of(run, 0, Activity::ready) == 3 * kMs);
  CHECK(time_of(run, 1, Activity::ready) == 1 * kMs);
}

TEST_CASE("with a quantum, looks fill it") {
  const RunResult run = run_of(R"({"ipcsim": 1, "poll": "1ms",
      "hosts": {"h": {"cores": 1, "quantum": "2ms"}},
      "mailboxes": {"box": {"capacity": 1}},
      "processes": {
        "poller": {"host": "h", "program": [{"receive": "box", "mode": "nonblocking"}]},
        "worker": {"host": "h", "program": [{"compute": "3ms"}, {"send": "box"}]}}})");
  CHECK(run.end.ns == 8 * kMs);  // looks to 2, works to 4, looks to 6, works to 7, looks once
  CHECK(time_of(run, 0, Activity::polling) == 5 * kMs);
  CHECK(time_of(run, 0, Activity::ready) == 3 * kMs);
}

TEST_CASE("a host's own cost of a look holds there") {
  const RunResult run = run_of(R"({"ipcsim": 1, "poll": "1ms",
      "hosts": {"h": {"costs": {"poll": "2ms"}}},
      "mailboxes": {"box": {"capacity": 1}},
      "processes": {
        "poller": {"host": "h", "program": [{"receive": "box", "mode": "nonblocking"}]},
        "worker": {"host": "h", "program": [{"compute": "3ms"}, {"send": "box"}]}}})");
  CHECK(run.end.ns == 4 * kMs);
  CHECK(run.measurements.processes[0].polls == 2);
}

TEST_CASE("pollers that share a core and look for ever are a livelock") {
  const RunResult run = run_of(R"({"ipcsim": 1, "run": {"until": "1h"},
      "hosts": {"h": {"cores": 1, "context_switch": "1us"}},
      "mailboxes": {"a": {"capacity": 1}, "b": {"capacity": 1}},
      "processes": {
        "x": {"host": "h", "program": [{"receive": "a", "mode": "nonblocking"}, {"send": "b"}]},
        "y": {"host": "h", "program": [{"receive": "b", "mode": "nonblocking"}, {"send": "a"}]}}})");
  CHECK(run.reason == EndReason::livelock);
  REQUIRE(run.findings.size() == 1);
  CHECK(run.findings[0].processes.size() == 2);
}

TEST_CASE("a loop that computes for no time is a livelock on a limited core too") {
  const RunResult run = run_of(R"({"ipcsim": 1, "run": {"until": "1s", "zero_time_limit": 1000},
    "hosts": {"h": {"cores": 1}}, "processes": {"p": {"host": "h",
      "program": [{"loop": "forever", "do": [{"compute": "0ns"}]}]}}})");
  CHECK(run.reason == EndReason::livelock);
  REQUIRE(run.findings.size() == 1);
  CHECK(run.findings[0].cause == FindingCause::zero_time_loop);
}

TEST_CASE("a process that is ready to compute is no part of a livelock of pollers") {
  const RunResult run = run_of(R"({"ipcsim": 1, "poll": "1ms", "run": {"until": "1h"},
      "hosts": {"h": {"cores": 1, "quantum": "50ms"}},
      "mailboxes": {"a": {"capacity": 1}},
      "processes": {
        "x": {"host": "h", "program": [{"receive": "a", "mode": "nonblocking"}]},
        "y": {"host": "h", "program": [{"compute": "1ms"}, {"send": "a"}]}}})");
  CHECK(run.reason == EndReason::completed);
}

TEST_CASE("calls and copies cost core time on both sides") {
  const RunResult run = run_of(R"({"ipcsim": 1,
      "hosts": {"h": {"costs": {"send": "2us", "receive": "1us", "per_byte": "1.5ns"}}},
      "mailboxes": {"box": {"capacity": 1}},
      "processes": {
        "writer": {"host": "h", "program": [{"send": "box", "size": "1KB"}]},
        "reader": {"host": "h", "program": [{"receive": "box"}]}}})");
  CHECK(time_of(run, 0, Activity::computing) == 3'500);
  CHECK(time_of(run, 1, Activity::blocked_receive) == 3'500);
  CHECK(time_of(run, 1, Activity::computing) == 2'500);
  CHECK(run.end.ns == 6'000);
  CHECK(run.measurements.mailboxes[0].latency.max().ns == 3'500);
  CHECK(run.measurements.mailboxes[0].send_wait.max().ns == 0);
}

TEST_CASE("a drawn size is paid for on both sides, also when it waits in the mailbox") {
  const RunResult run = run_of(R"({"ipcsim": 1,
      "hosts": {"h": {"costs": {"per_byte": "1ns"}}},
      "mailboxes": {"box": {"capacity": 1, "when_full": "drop_oldest"}},
      "processes": {
        "writer": {"host": "h", "program": [
          {"send": "box", "size": {"empirical": [["3KB", 1]]}},
          {"send": "box", "size": {"empirical": [["5KB", 1]]}}]},
        "reader": {"host": "h", "program": [{"sleep": "1ms"}, {"receive": "box"}]}}})");
  CHECK(time_of(run, 0, Activity::computing) == 8 * kUs);
  CHECK(time_of(run, 1, Activity::computing) == 5 * kUs);  // the first was dropped
}

TEST_CASE("a null and each look cost what they are said to, a wait costs nothing") {
  const RunResult run = run_of(R"({"ipcsim": 1,
      "hosts": {"h": {"costs": {"receive": "1us", "poll": "3us"}}},
      "mailboxes": {"box": {"capacity": 1}},
      "processes": {"reader": {"host": "h", "program": [
        {"receive": "box", "mode": "nonblocking", "else": []},
        {"receive": "box", "timeout": "10us"},
        {"receive": "box", "mode": "nonblocking", "timeout": "7us"}]},
        "writer": {"host": "h", "service": true, "program": [
          {"sleep": "1h"}, {"send": "box"}]}}})");
  CHECK(time_of(run, 0, Activity::computing) == 1 * kUs);
  CHECK(time_of(run, 0, Activity::blocked_receive) == 10 * kUs);
  CHECK(time_of(run, 0, Activity::polling) == 7 * kUs);
}

TEST_CASE("a send that gave up does not make the next one older") {
  const RunResult run = run_of(R"({"ipcsim": 1, "poll": "2ms", "run": {"until": "1s"},
      "hosts": {"h": {"costs": {"per_byte": "1ns"}}},
      "mailboxes": {"ring": {"transport": "shared_memory", "slots": 2, "initial": 1},
                    "box": {"capacity": 1}},
      "processes": {
        "writer": {"host": "h", "program": [{"send": "ring", "size": "1KB", "timeout": "5ms"},
            {"send": "box"}]},
        "reader": {"host": "h", "program": [{"sleep": "10ms"}, {"receive": "ring"},
            {"receive": "box"}]}}})");
  CHECK(run.measurements.mailboxes[1].latency.max().ns == 5 * kMs - 1 * kUs);
}

TEST_CASE("cores that no process can ever come to are idle") {
  for (const std::string cores : {"3", "4294967295"}) {
    const RunResult run = run_of(bursts(R"({"cores": )" + cores + "}", {3, 2}));
    CHECK(run.end.ns == 3 * kMs);
    constexpr __int128 kBusy = 5 * __int128{kMs};
    const bool is_right =
        run.measurements.hosts[0].idle == std::stoll(cores) * (3 * __int128{kMs}) - kBusy;
    CHECK(is_right);
  }
}

TEST_CASE("a call pays for itself and for its reply") {
  const RunResult run = run_of(R"({"ipcsim": 1,
      "hosts": {"h": {"costs": {"send": "10us", "receive": "1us", "per_byte": "1ns"}}},
      "mailboxes": {"desk": {"capacity": 1}},
      "processes": {
        "client": {"host": "h", "program": [{"call": "desk", "size": "100B"}]},
        "server": {"host": "h", "program": [{"receive": "desk"},
            {"reply": true, "size": {"empirical": [["300B", 1]]}}]}}})");
  CHECK(time_of(run, 0, Activity::computing) == 10'100 + 1'300);
  CHECK(time_of(run, 1, Activity::computing) == 1'100 + 10'300);
  CHECK(run.end.ns == 10'100 + 1'100 + 10'300 + 1'300);
}

TEST_CASE("a select pays for the alternative that went, each send of a multicast for itself") {
  const RunResult run = run_of(R"({"ipcsim": 1,
      "hosts": {"h": {"costs": {"send": "10us", "receive": "1us"}}},
      "mailboxes": {"a": {"capacity": 1}, "b": {"count": 2, "capacity": 1}},
      "processes": {
        "writer": {"host": "h", "program": [{"multicast": ["a", "b[*]"]}]},
        "reader": {"host": "h", "program": [
          {"select": [{"receive": "a"}, {"receive": "b[0]"}]},
          {"select": [{"receive": "a"}, {"receive": "b[0]"}]},
          {"receive": "b[1]"}]}}})");
  CHECK(time_of(run, 0, Activity::computing) == 30 * kUs);
  CHECK(time_of(run, 1, Activity::computing) == 3 * kUs);
}

TEST_CASE("in shared memory one of the slots stays empty, and who must wait looks") {
  const RunResult run = run_of(R"({"ipcsim": 1, "poll": "1ms", "run": {"until": "10ms"},
      "mailboxes": {"ring": {"transport": "shared_memory", "slots": 3}},
      "processes": {
        "writer": {"program": [{"loop": 3, "do": [{"send": "ring"}]}]},
        "reader": {"program": [{"sleep": "2500us"}, {"loop": 3, "do": [{"receive": "ring"}]}]}}})");
  CHECK(run.measurements.mailboxes[0].depth_max == 2);
  CHECK(time_of(run, 0, Activity::polling) == 3 * kMs);  // looks at 0, 1, 2 and 3 ms
  CHECK(run.measurements.processes[0].polls == 3);
  CHECK(run.measurements.mailboxes[0].send_wait.max().ns == 3 * kMs);
  CHECK(time_of(run, 1, Activity::blocked_receive) == 0);
  CHECK(time_of(run, 1, Activity::polling) == 1 * kMs);
}

TEST_CASE("shared memory is copied once, by the sender, without a call") {
  const RunResult run = run_of(R"({"ipcsim": 1,
      "hosts": {"h": {"costs": {"send": "10us", "receive": "1us", "per_byte": "1ns",
                                "poll": "3us"}}},
      "mailboxes": {"ring": {"transport": "shared_memory", "slots": 2}},
      "processes": {
        "writer": {"host": "h", "program": [{"send": "ring", "size": "8KB"}]},
        "reader": {"host": "h", "program": [{"receive": "ring"}]}}})");
  CHECK(time_of(run, 0, Activity::computing) == 8 * kUs);
  CHECK(time_of(run, 1, Activity::computing) == 0);
  CHECK(time_of(run, 1, Activity::polling) == 9 * kUs);
}

TEST_CASE("on one core the reader of a ring burns the writer's time") {
  const RunResult run = run_of(R"({"ipcsim": 1, "poll": "1ms",
      "hosts": {"h": {"cores": 1, "quantum": "5ms"}},
      "mailboxes": {"ring": {"transport": "shared_memory", "slots": 2}},
      "processes": {
        "reader": {"host": "h", "program": [{"receive": "ring"}]},
        "writer": {"host": "h", "program": [{"compute": "7ms"}, {"send": "ring"}]}}})");
  CHECK(run.end.ns == 18 * kMs);  // looks to 5, works to 10, looks to 15, works to 17, looks once
  CHECK(time_of(run, 0, Activity::polling) == 11 * kMs);
}

TEST_CASE("a send into a ring gives up at its timeout") {
  const RunResult run = run_of(R"({"ipcsim": 1, "poll": "2ms",
      "mailboxes": {"ring": {"transport": "shared_memory", "slots": 2, "initial": 1}},
      "processes": {
        "writer": {"program": [{"send": "ring", "timeout": "5ms", "else": [{"sleep": "1ms"}]}]},
        "reader": {"service": true, "program": [{"sleep": "1h"}, {"receive": "ring"}]}}})");
  CHECK(run.end.ns == 6 * kMs);
  CHECK(run.measurements.mailboxes[0].send_wait.max().ns == 5 * kMs);
}

TEST_CASE("a message that came into a ring is no look in vain, though all others looked before") {
  const RunResult run = run_of(R"({"ipcsim": 1, "poll": "10us", "run": {"until": "10ms"},
      "hosts": {"h": {}, "fast": {"costs": {"poll": "1us"}}},
      "mailboxes": {"ring": {"transport": "shared_memory", "slots": 2},
                    "dead": {"transport": "shared_memory", "slots": 2}},
      "processes": {
        "reader": {"host": "h", "program": [{"loop": "forever", "do": [{"receive": "ring"}]}]},
        "writer": {"host": "h", "start": "6us", "program": [
          {"loop": "forever", "do": [{"send": "ring"}]}]},
        "waiter": {"host": "fast", "program": [{"receive": "dead"}]},
        "ended": {"host": "fast", "program": [{"loop": 0, "do": [{"send": "dead"}]}]}}})");
  CHECK(run.reason == EndReason::time_limit);
  CHECK(run.measurements.mailboxes[0].received == 999);
}

TEST_CASE("a writer and a reader who each look for the other's ring are a livelock") {
  const RunResult run = run_of(R"({"ipcsim": 1, "run": {"until": "1h"},
      "hosts": {"h": {"cores": 1}},
      "mailboxes": {"a": {"transport": "shared_memory", "slots": 2},
                    "b": {"transport": "shared_memory", "slots": 2}},
      "processes": {
        "x": {"host": "h", "program": [{"send": "a"}, {"send": "a"}, {"send": "b"}]},
        "y": {"host": "h", "program": [{"receive": "b"}, {"receive": "a"}]}}})");
  CHECK(run.reason == EndReason::livelock);
  REQUIRE(run.findings.size() == 1);
  CHECK(run.findings[0].processes.size() == 2);
}

}  // namespace ipcsim
