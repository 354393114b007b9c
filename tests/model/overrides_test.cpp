#include "sim/model/overrides.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace ipcsim {
namespace {

constexpr const char* kScenario = R"({
  "ipcsim": 1,
  "run": { "until": { "messages": 5, "mailbox": "buffer" } },
  "mailboxes": { "buffer": { "capacity": 5 }, "fork": { "capacity": 1, "count": 2 } },
  "processes": { "P": { "program": [
    { "loop": 3, "do": [ { "send": "buffer" }, { "compute": { "uniform": [ "1ms", "2ms" ] } } ] },
    { "send": "fork[0]" }, { "receive": "fork[1]" },
    { "receive": "buffer" } ] } }
})";

ReadResult read_with(const std::vector<Override>& overrides) {
  return read_scenario("scenario.json", kScenario, overrides);
}

Scenario good(const std::string& path, const std::string& value) {
  const ReadResult result = read_with({{"--set", path, value}});
  INFO(result.diagnostics.render());
  REQUIRE(result.scenario.has_value());
  return *result.scenario;
}

std::string shown(const std::string& path, const std::string& value) {
  const ReadResult result = read_with({{"--set", path, value}});
  CHECK_FALSE(result.scenario.has_value());
  return result.diagnostics.render();
}

const Loop& loop_of(const Scenario& scenario) {
  return std::get<Loop>(scenario.processes.at(0).program.at(0).what);
}

TEST_CASE("an override replaces a scalar anywhere in the scenario") {
  CHECK(good("mailboxes.buffer.capacity", "8").mailboxes.at(0).capacity == 8);
  CHECK_FALSE(good("mailboxes.buffer.capacity", "unbounded").mailboxes.at(0).capacity.has_value());
  CHECK(loop_of(good("processes.P.program[0].loop", "7")).count == 7);
  CHECK_FALSE(loop_of(good("processes.P.program[0].loop", "forever")).count.has_value());
  const Scenario scenario = good("processes.P.program[0].do[1].compute.uniform[1]", "3ms");
  CHECK(std::get<Compute>(loop_of(scenario).body.at(1).what).time ==
        Distribution::uniform(1e6, 3e6));
}

TEST_CASE("an override adds a key that was left out, also in run and expect") {
  CHECK(good("send", "nonblocking").send == Mode::nonblocking);
  CHECK(good("run.seed", "18446744073709551615").run.seed == 18446744073709551615U);
  CHECK(good("mailboxes.buffer.when_full", "drop_oldest").mailboxes.at(0).when_full ==
        WhenFull::drop_oldest);
  CHECK(good("processes.P.count", "2").processes.at(0).count == 2);
  CHECK(good("expect.deadlock", "true").expect.deadlock == ExpectedDeadlock::all);
  const Scenario scenario = good("expect.mailboxes.buffer.wait.p95", "< 5ms");
  CHECK(scenario.expect.metrics.at(0).path == "mailboxes.buffer.wait.p95");
  CHECK(scenario.expect.metrics.at(0).bound == 0.005);
  const Scenario precise = good("run.precision.mailboxes.buffer.wait.mean", "0.02");
  CHECK(precise.run.precision.at(0).path == "mailboxes.buffer.wait.mean");
  CHECK(precise.run.precision.at(0).bound == 0.02);
}

TEST_CASE("a limit of messages can be overridden by a time") {
  const Scenario scenario = good("run.until", "10s");
  CHECK(scenario.run.until == Duration{10'000'000'000});
  CHECK_FALSE(scenario.run.message_limit.has_value());
}

TEST_CASE("a value is a JSON scalar if it is one, and else its text") {
  CHECK(good("title", "10ms, twice").title == "10ms, twice");
  CHECK(good("title", "\"quoted \\u00e9\"").title == "quoted é");
  CHECK(good("title", "").title.empty());
  CHECK(good("title", "\"half").title == "\"half");
  CHECK(good("title", "a=b").title == "a=b");
  CHECK(good("run.zero_time_limit", "unlimited").run.zero_time_limit == std::nullopt);
}

TEST_CASE("of two overrides of one path the later holds") {
  const ReadResult result = read_with({{"--set", "run.seed", "2"}, {"--seed", "run.seed", "3"}});
  REQUIRE(result.scenario.has_value());
  CHECK(result.scenario->run.seed == 3);
}

TEST_CASE("a wrong value is shown in the option that gave it") {
  CHECK(shown("mailboxes.buffer.capacity", "many") ==
        "--set:1:27: error: \"capacity\" must be a whole number or \"unbounded\", not the string "
        "\"many\"\n"
        "    1 | mailboxes.buffer.capacity=many\n"
        "      |                           ^~~~\n"
        "  for example \"capacity\": 5; 0 is a rendezvous\n");
  const ReadResult result = read_with({{"--until", "run.until", "10"}});
  CHECK(result.diagnostics.render() ==
        "--until:1:11: error: a duration is a string with a unit, not the bare number 10\n"
        "    1 | run.until=10\n"
        "      |           ^~\n"
        "  write \"10ms\" or \"10s\"; units: ns, us, ms, s, min, h\n");
}

TEST_CASE("an unknown last key is an unknown key of the scenario") {
  CHECK(shown("mailboxes.buffer.capcity", "8") ==
        "--set:1:18: error: unknown key \"capcity\"\n"
        "    1 | mailboxes.buffer.capcity=8\n"
        "      |                  ^~~~~~~\n"
        "  did you mean \"capacity\"? known keys: capacity, when_full, order, initial, count, "
        "transport, host, slots\n");
}

TEST_CASE("a path that leads nowhere is an error at its first wrong step") {
  CHECK(shown("mailboxes.bufer.capacity", "8") ==
        "--set:1:11: error: the scenario has no \"mailboxes.bufer\"\n"
        "    1 | mailboxes.bufer.capacity=8\n"
        "      |           ^~~~~\n"
        "  did you mean \"buffer\"? it has: buffer, fork\n");
  CHECK(shown("processes.P.program[9].loop", "8") ==
        "--set:1:20: error: this list has 4 items, and no [9]\n"
        "    1 | processes.P.program[9].loop=8\n"
        "      |                    ^~~\n"
        "  items count from 0\n");
  CHECK(shown("mailboxes.fork[0].capacity", "8") ==
        "--set:1:15: error: this is no list, so it has no [0]\n"
        "    1 | mailboxes.fork[0].capacity=8\n"
        "      |               ^~~\n"
        "  all elements of an array of mailboxes, and all replicas of a process, share their "
        "settings\n");
  CHECK(shown("processes.P.program.loop", "8") ==
        "--set:1:21: error: there is no \"loop\" here: a list has items, [0] and so on\n"
        "    1 | processes.P.program.loop=8\n"
        "      |                     ^~~~\n");
  CHECK(shown("ipcsim.version", "8") ==
        "--set:1:8: error: there is no \"version\" here: this is a single value\n"
        "    1 | ipcsim.version=8\n"
        "      |        ^~~~~~~\n");
}

TEST_CASE("lists and objects can neither be replaced nor put in") {
  CHECK(shown("mailboxes.buffer", "8") ==
        "--set:1:11: error: \"mailboxes.buffer\" is an object, and only single values can be set\n"
        "    1 | mailboxes.buffer=8\n"
        "      |           ^~~~~~\n"
        "  name a value in it; it has: capacity\n");
  CHECK(shown("processes.P.program", "stop") ==
        "--set:1:13: error: \"processes.P.program\" is a list, and only single values can be set\n"
        "    1 | processes.P.program=stop\n"
        "      |             ^~~~~~~\n"
        "  name an item of it, as in processes.P.program[0]\n");
  CHECK(shown("processes.P.program[1]", "[1]")
            .starts_with(
                "--set:1:24: error: only a single value can be set, not a list or an object\n"));
}

TEST_CASE("a malformed path is an error where it goes wrong") {
  struct Malformed {
    std::string path;
    std::string column;
  };
  const Malformed malformed[] = {
      {"", "1"},
      {".run", "1"},
      {"run.", "5"},
      {"run..seed", "5"},
      {"[0]", "1"},
      {"processes.P.program[]", "20"},
      {"processes.P.program[x]", "20"},
      {"processes.P.program[0", "20"},
      {"processes.P.program[0]loop", "23"},
      {"processes.P.program[99999999999999999999]", "20"},
  };
  for (const Malformed& row : malformed) {
    CAPTURE(row.path);
    CHECK(shown(row.path, "1")
              .starts_with("--set:1:" + row.column + ": error: this is not the path of a value\n"));
  }
}

TEST_CASE("an option that is no UTF-8 is an error") {
  CHECK(shown("title", "caf\xE9").starts_with("--set:1:10: error: byte 0xE9 is not UTF-8 here\n"));
}

TEST_CASE("all overrides are checked, whatever is wrong with the first") {
  const ReadResult result = read_with({{"--set", "runn.seed", "2"}, {"--set", "run.sed", "3"}});
  CHECK(result.diagnostics.in_order().size() == 2);
}

}  // namespace
}  // namespace ipcsim
