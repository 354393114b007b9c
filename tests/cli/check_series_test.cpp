// Several checks at once, as a user meets them: of strategies, of values, in a comparison, and of a
// folder in which one cannot be decided.
#include <doctest/doctest.h>

#include "tests/cli/working_folder.hpp"

namespace ipcsim::testing {
namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Each sends two messages before it receives one.
const std::string kExchangeOfTwo = R"({
  "ipcsim": 1, "title": "Two each", "run": { "until": "1s" },
  "mailboxes": { "to_A": { "capacity": 2 }, "to_B": { "capacity": 5 } },
  "processes": {
    "A": { "program": [ { "send": "to_B" }, { "send": "to_B" },
                        { "receive": "to_A" }, { "receive": "to_A" } ] },
    "B": { "program": [ { "send": "to_A" }, { "send": "to_A" },
                        { "receive": "to_B" }, { "receive": "to_B" } ] } } })";

/// Waits for ever only where both messages find room.
const std::string kMoreRoomIsWorse = R"({
  "ipcsim": 1, "run": { "until": "1s" },
  "mailboxes": { "box": { "capacity": 1 }, "never": { "capacity": 0 } },
  "processes": {
    "A": { "program": [
      { "send": "box", "mode": "nonblocking" },
      { "send": "box", "mode": "nonblocking", "do": [ { "receive": "never" } ] } ] } } })";

/// More states than anybody looks at in a second.
const std::string kHuge = R"({
  "ipcsim": 1, "run": { "until": "1s" },
  "mailboxes": { "a": { "capacity": 500 }, "b": { "capacity": 500 }, "c": { "capacity": 500 } },
  "processes": {
    "A": { "program": [ { "loop": "forever", "do": [
      { "choose": [ { "weight": 1, "do": [ { "send": "a", "mode": "nonblocking" } ] },
                    { "weight": 1, "do": [ { "send": "b", "mode": "nonblocking" } ] },
                    { "weight": 1, "do": [ { "send": "c", "mode": "nonblocking" } ] } ] } ] } ] },
    "B": { "program": [ { "loop": "forever", "do": [
      { "select": [ { "receive": "a" }, { "receive": "b" }, { "receive": "c" } ] } ] } ] } } })";

}  // namespace

TEST_CASE("check --all-strategies gives a row for each strategy, and ends in 1 if one deadlocks") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("check circle.json --all-strategies");
  CHECK(ran.exit_code == 1);
  CHECK(ran.err == "");
  CHECK(ran.out ==
        "strategy                  verdict  steps  states  partial deadlock\n"
        "blocking/blocking        deadlock      1       2                 –\n"
        "blocking/nonblocking     deadlock      1       2                 –\n"
        "nonblocking/blocking     deadlock      3       7                 –\n"
        "nonblocking/nonblocking  livelock      3       5                 –\n"
        "\n"
        "The same again: ipcsim check circle.json --all-strategies\n");
  CHECK(folder.ipcsim("check exchange.json --all-strategies -q -o s.csv -o s.json -o s.md").out ==
        "");
  CHECK(
      folder.read("s.csv").starts_with("strategy,verdict,partial,end,steps,states,bound\n"
                                       "blocking/blocking,free,none,complete,,"));
  CHECK(contains(folder.read("s.json"), "\"ipcsim_check_series\": 1,"));
  CHECK(contains(folder.read("s.md"), "| strategy | verdict |"));
}

TEST_CASE("--all-strategies and --smallest take one scenario, and not each other") {
  WorkingFolder folder;
  CHECK(folder.ipcsim("check circle.json exchange.json --all-strategies").err ==
        "ipcsim: error: --all-strategies is for one scenario, and several are named\n"
        "  several are told in one line each; check that one alone for more\n");
  CHECK(folder.ipcsim("check circle.json --all-strategies --strategy blocking/blocking").err ==
        "ipcsim: error: --strategy names one strategy, and --all-strategies takes them all\n"
        "  leave one of them out\n");
  CHECK(
      folder.ipcsim("check circle.json --all-strategies --smallest mailboxes.to_A.capacity").err ==
      "ipcsim: error: --all-strategies and --smallest exclude each other\n"
      "  seek the smallest value for each strategy by itself: --strategy S/R\n");
  CHECK(folder.ipcsim("check circle.json --all-strategies -o x.mmd").err ==
        "ipcsim: error: -o: a table of checks cannot be drawn as .mmd\n"
        "  .mmd shows the messages of one run, ipcsim run, or the steps into a deadlock, ipcsim "
        "check\n");
  CHECK(folder.ipcsim("check circle.json --all-strategies --format jso").err ==
        "ipcsim: error: --format: no format is named \"jso\"\n"
        "  did you mean \"json\"? formats: text, json, csv, md, html\n");
  CHECK(folder.ipcsim("check circle.json --all-strategies --format junit").err ==
        "ipcsim: error: --all-strategies is for a report, and --format junit writes none\n"
        "  it lists how each scenario came out; leave one of the two out\n");
}

TEST_CASE("check --smallest finds the least capacity that is free of deadlock, and tries upward") {
  WorkingFolder folder;
  folder.write("two.json", kExchangeOfTwo);
  const Ran ran = folder.ipcsim(
      "check two.json --smallest mailboxes.to_B.capacity=0:4 "
      "--set mailboxes.to_A.capacity=0");
  CHECK(ran.exit_code == 0);
  CHECK(contains(ran.out,
                 "The smallest mailboxes.to_B.capacity free of deadlock is 2.\n"
                 "Up to 4 no larger one has a deadlock.\n"));
  const Ran none = folder.ipcsim(
      "check two.json --smallest mailboxes.to_B.capacity=0:1 "
      "--set mailboxes.to_A.capacity=0");
  CHECK(none.exit_code == 1);
  CHECK(contains(none.out, "No mailboxes.to_B.capacity from 0 to 1 is free of deadlock.\n"));
}

TEST_CASE("check --smallest names the next larger value that deadlocks, for there may be one") {
  WorkingFolder folder;
  folder.write("worse.json", kMoreRoomIsWorse);
  const Ran ran = folder.ipcsim("check worse.json --smallest mailboxes.box.capacity -o w.json");
  CHECK(ran.exit_code == 0);
  CHECK(contains(ran.out,
                 "The smallest mailboxes.box.capacity free of deadlock is 0.\n"
                 "A larger one is not: 2. What is free of deadlock is not monotone.\n"));
  CHECK(contains(folder.read("w.json"), "\"answer\": \"0\",\n    \"next_fault\": \"2\""));
}

TEST_CASE("check --smallest says so where a value makes no scenario, or a smaller one is open") {
  WorkingFolder folder;
  folder.write("huge.json", kHuge);
  const Ran open = folder.ipcsim(
      "check huge.json --smallest mailboxes.a.capacity=499:500 "
      "--max-states 1000");
  CHECK(open.exit_code == 3);
  CHECK(contains(open.out,
                 "Undecided: no mailboxes.a.capacity from 499 to 500 is known to be free of "
                 "deadlock.\n"));
  CHECK(contains(open.out, "undecided (state limit)"));
  const Ran none = folder.ipcsim("check circle.json --smallest mailboxes.to_C.capacity");
  CHECK(none.exit_code == 2);
  CHECK(contains(none.err,
                 "ipcsim: error: --smallest: no value of mailboxes.to_C.capacity makes a "
                 "scenario: "));
}

TEST_CASE("compare --check has the verdict of the search in each variant's row") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("compare circle.json --check -o c.json -o c.csv -o c.md");
  CHECK(ran.exit_code == 0);
  CHECK(contains(ran.out, "deadlock after 1 step\n"));
  CHECK(contains(ran.out, "check is what ipcsim check finds"));
  CHECK(contains(folder.read("c.csv"),
                 "blocking/blocking,,check.verdict,deadlock\n"
                 "blocking/blocking,,check.partial,found\n"
                 "blocking/blocking,,check.steps,1\n"));
  CHECK(contains(folder.read("c.md"), "deadlock after 1 step"));
  const Ran again = folder.ipcsim("report c.json -q -o again.json -o again.csv -o again.md");
  CHECK(again.err == "");
  CHECK(folder.read("again.json") == folder.read("c.json"));
  CHECK(folder.read("again.csv") == folder.read("c.csv"));
  CHECK(folder.read("again.md") == folder.read("c.md"));
  CHECK(folder.ipcsim("compare circle.json --max-time 1s").err ==
        "ipcsim: error: --max-time limits the search of --check, and nothing is checked\n"
        "  add --check\n");
}

TEST_CASE("a scenario that cannot be decided does not hold up the others") {
  WorkingFolder folder;
  folder.write("huge.json", kHuge);
  const Ran ran = folder.ipcsim("check huge.json exchange.json --max-time 100ms");
  CHECK(ran.exit_code == 3);
  CHECK(contains(ran.out, "? huge.json: undecided: the limit of time was reached (--max-time), "));
  CHECK(contains(ran.out, "✓ exchange.json: free of deadlock (proved, "));
  CHECK_FALSE(contains(ran.out, "was given 10 s"));
}

}  // namespace ipcsim::testing
