// `ipcsim check` as a user meets it: its report, its options and its exit codes.
#include <doctest/doctest.h>

#include "tests/cli/working_folder.hpp"

namespace ipcsim::testing {
namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

const std::string kUnboundedSource = R"({
  "ipcsim": 1, "run": { "until": "1s" },
  "mailboxes": { "heap": { "capacity": "unbounded" } },
  "processes": {
    "source": { "program": [ { "loop": "forever", "do": [ { "send": "heap" } ] } ] },
    "sink": { "program": [ { "loop": "forever", "do": [ { "receive": "heap" } ] } ] } } })";

}  // namespace

TEST_CASE("check proves a scenario free of deadlock and ends in 0") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("check exchange.json");
  CHECK(ran.exit_code == 0);
  CHECK(ran.err == "");
  CHECK(contains(ran.out, "Free of deadlock, whatever the timing: proved, "));
  CHECK(contains(ran.out, "Free of partial deadlock: proved."));
}

TEST_CASE("check prints a shortest way into a deadlock, explains it without times, and ends in 1") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("check circle.json");
  CHECK(ran.exit_code == 1);
  CHECK(ran.err == "");
  CHECK(contains(ran.out, "Deadlock under some timing: "));
  CHECK(contains(ran.out, "wait for each other"));
  CHECK_FALSE(contains(ran.out, "since"));
}

TEST_CASE("check writes a page, and of several strategies a page of verdicts") {
  WorkingFolder folder;
  CHECK(folder.ipcsim("check circle.json -q -o way.html -o way.json").exit_code == 1);
  CHECK(folder.read("way.html").starts_with("<!DOCTYPE html>"));
  CHECK(contains(folder.read("way.html"), "<section id=\"schedule\""));
  CHECK(contains(folder.read("way.html"), "The same again: ipcsim check circle.json"));
  CHECK(folder.ipcsim("check circle.json --format html").out == folder.read("way.html"));
  folder.ipcsim("check circle.json --all-strategies -q -o four.html");
  CHECK(contains(folder.read("four.html"), "nonblocking/nonblocking"));
}

TEST_CASE("check --format junit lists the outcomes, also of one scenario, and with -q") {
  WorkingFolder folder;
  folder.write("bad.json", "{ \"ipcsim\": 1, \"mailboxs\": {} }");
  const Ran ran = folder.ipcsim("check bad.json circle.json exchange.json --format junit");
  CHECK(ran.exit_code == 2);
  CHECK(contains(ran.out,
                 "<testsuite name=\"ipcsim check\" tests=\"3\" failures=\"1\" errors=\"1\">"));
  CHECK(contains(ran.out, "message=\"not valid, 2 errors\">bad.json:1:1: error: "));
  CHECK(contains(ran.out, "\nbad.json:1:16: error: unknown key &quot;mailboxs&quot;\n"));
  CHECK(contains(ran.out, "    <failure type=\"finding\" message=\"deadlock after 1 step: "));
  CHECK(contains(ran.out, "    <system-out>free of deadlock (proved, "));
  CHECK(folder.ipcsim("check circle.json --format junit -q").out ==
        folder.ipcsim("check circle.json --format junit").out);
  CHECK(folder.ipcsim("check circle.json --format junit -o x.json").err ==
        "ipcsim: error: -o is for a report, and --format junit writes none\n"
        "  it lists how each scenario came out; leave one of the two out\n");
}

TEST_CASE("a deadlock that expect.check says ends in 0, and one that it denies in 1") {
  WorkingFolder folder;
  CHECK(folder.ipcsim("check circle.json -q --set expect.check=deadlock").exit_code == 0);
  CHECK(folder.ipcsim("check circle.json -q --set expect.check=free").exit_code == 1);
  CHECK(folder.ipcsim("check circle.json -q --set expect.check=partial").exit_code == 1);
  CHECK(folder.ipcsim("check exchange.json -q --set expect.check=deadlock").exit_code == 1);
  const Ran ran = folder.ipcsim("check circle.json --set expect.check=deadlock");
  CHECK(contains(ran.out, "Expectations\n  ✓ check: deadlock\n"));
}

TEST_CASE("a proof of no partial deadlock that a limit cuts short is undecided and ends in 3") {
  WorkingFolder folder;
  folder.write("many.json", R"({ "ipcsim": 1, "processes": { "many": { "count": 10,
      "program": [ { "loop": 3, "do": [ { "compute": "1ms" } ] } ] } } })");
  const Ran asked = folder.ipcsim("check many.json --partial --max-states 1000");
  CHECK(asked.exit_code == 3);
  CHECK(contains(asked.out, "Free of deadlock, whatever the timing: proved, "));
  CHECK(contains(asked.out,
                 "Partial deadlock: undecided: the limit of states was reached (--max-states). "
                 "None met in\n1,000 states."));
  const Ran unasked = folder.ipcsim("check many.json --max-states 1000");
  CHECK(unasked.exit_code == 0);
  CHECK(contains(unasked.out, "Partial deadlock: none met (not proved; --partial does)."));
}

TEST_CASE("--facts tells of one check alone") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("check circle.json --facts --all-strategies");
  CHECK(ran.exit_code == 2);
  CHECK(ran.err ==
        "ipcsim: error: --facts tells of one check, and --all-strategies makes several\n"
        "  check one of them alone: --strategy S/R, or --set PATH=VALUE\n");
}

TEST_CASE("check says up to which bound it has looked, and gives up at a limit with 3") {
  WorkingFolder folder;
  folder.write("source.json", kUnboundedSource);
  const Ran bounded = folder.ipcsim("check source.json --bound 5");
  CHECK(bounded.exit_code == 0);
  CHECK(contains(bounded.out, "Free of deadlock up to 5 messages"));
  const Ran limited = folder.ipcsim("check source.json --max-states 2 --no-reduction");
  CHECK(limited.exit_code == 3);
  CHECK(contains(limited.out, "Undecided: the limit of states was reached (--max-states)."));
  const Ran small = folder.ipcsim("check source.json --max-memory 1KB");
  CHECK(small.exit_code == 3);
  CHECK(contains(small.out, "Undecided: the limit of memory was reached (--max-memory)."));
}

TEST_CASE("check of several scenarios gives a line each, and the worst exit code") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("check exchange.json circle.json");
  CHECK(ran.exit_code == 1);
  CHECK(contains(ran.out, "✓ exchange.json: free of deadlock (proved, "));
  CHECK(contains(ran.out, "✗ circle.json: deadlock after "));
}

TEST_CASE("check states facts where it has looked at every step, and else what it has seen") {
  WorkingFolder folder;
  folder.write("source.json", kUnboundedSource);
  const Ran small = folder.ipcsim("check exchange.json");
  CHECK(contains(small.out,
                 "Facts, whatever the timing: proved\n\n"
                 "mailbox  capacity  most in it  left at an end  refused  dropped\n"
                 "box             1           1               0       no       no\n"));
  const Ran circle = folder.ipcsim("check circle.json --facts");
  CHECK(circle.exit_code == 1);
  CHECK(contains(circle.out,
                 "Facts, whatever the timing: proved\n"
                 "Never carried out:\n"
                 "  send to_B of A (line 6)\n"
                 "  receive to_A of A (line 6)\n"
                 "  send to_A of B (line 7)\n"
                 "  receive to_B of B (line 7)\n"));
  CHECK_FALSE(contains(folder.ipcsim("check circle.json").out, "Never carried out"));
  folder.write("large.json", R"({
    "ipcsim": 1, "run": { "until": "1s" },
    "mailboxes": { "box": { "capacity": 40, "count": 5 } },
    "processes": {
      "source": { "count": 5, "program": [ { "loop": "forever", "do": [ { "send": "box[self]" } ] } ] },
      "sink": { "count": 5, "program": [ { "loop": "forever", "do": [ { "receive": "box[self]" } ] } ] }
    } })");
  CHECK(contains(folder.ipcsim("check large.json").out,
                 "Seen (--facts looks at every step and proves it)\n"));
}

TEST_CASE("bad options of check are told, with what to do") {
  WorkingFolder folder;
  const Ran states = folder.ipcsim("check exchange.json --max-states none");
  CHECK(states.exit_code == 2);
  CHECK(states.err ==
        "ipcsim: error: --max-states: \"none\" is no number of states\n"
        "  a whole number, at least 1\n");
  const Ran bound = folder.ipcsim("check exchange.json --bound 0");
  CHECK(bound.exit_code == 2);
  CHECK(bound.err ==
        "ipcsim: error: --bound: \"0\" is no number of messages\n"
        "  a whole number from 1 to 1,000,000\n");
  const Ran memory = folder.ipcsim("check exchange.json --max-memory 5");
  CHECK(memory.exit_code == 2);
  CHECK(contains(memory.err, "ipcsim: error: --max-memory: "));
}

}  // namespace ipcsim::testing
