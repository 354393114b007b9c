// `ipcsim run` as a user meets it: its options, outputs and exit codes.
#include <doctest/doctest.h>

#include "tests/cli/working_folder.hpp"
#include "tests/support/json.hpp"

namespace ipcsim::testing {
namespace {

/// Waits in a script until process $p catches SIGINT and SIGTERM, bits 1 and 14 of the mask.
const std::string kUntilSignalsAreCaught =
    "until grep -q '^SigCgt:.*[4-7c-f]..[2367abef]$' /proc/$p/status; do sleep 0.01; done; "
    "sleep 0.2; ";

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

TEST_CASE("a run reports on standard output and ends in 0") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("run exchange.json");
  CHECK(ran.exit_code == 0);
  CHECK(ran.err == "");
  CHECK(ran.out ==
        "Two messages through a box\n"
        "\n"
        "Completed at 9 ms of virtual time: every process has finished.\n"
        "\n"
        "                               ── depth ──  ───────── wait ─────────  ─ latency ──\n"
        "mailbox  throughput  received    mean  max    mean   p95   p99   max    mean   p95\n"
        "box        222.2 /s         2  0.3333    1  1.5 ms  3 ms  3 ms  3 ms  1.5 ms  3 ms\n"
        "\n"
        "                              blocked in\n"
        "process  computing  sleeping  send  receive  polling  polls\n"
        "ann         22.2 %       0 %   0 %      0 %      0 %      0\n"
        "bob         88.9 %       0 %   0 %   11.1 %      0 %      0\n"
        "\n"
        "Measured from 0 s to 9 ms.\n"
        "\n"
        "Seed 1. The same again: ipcsim run exchange.json --seed 1\n");
}

TEST_CASE("an unexpected deadlock is explained and ends in 1") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("run circle.json");
  CHECK(ran.exit_code == 1);
  CHECK(ran.err == "");
  CHECK(ran.out ==
        "Deadlock: nothing can ever happen again since 1 ms.\n"
        "\n"
        "A and B wait for each other.\n"
        "  Bound to come from 0 s on, complete since 1 ms.\n"
        "  A stands at \"send to_B\" (circle.json:6:47) since 1 ms.\n"
        "      to_B has capacity 0: a send waits there until somebody receives.\n"
        "      Only B could receive from to_B, and B itself is stuck at \"send to_A\".\n"
        "  B stands at \"send to_A\" (circle.json:7:25) since 0 s.\n"
        "      to_A has capacity 0: a send waits there until somebody receives.\n"
        "      Only A could receive from to_A, and A itself is stuck at \"send to_B\".\n"
        "\n"
        "Expectations\n"
        "  ✗ deadlock: false (the default)  the run ended in a deadlock\n"
        "\n"
        "                               ─ depth ─  ────── wait ───────  latency\n"
        "mailbox  throughput  received  mean  max  mean  p95  p99  max  mean  p95\n"
        "to_A           0 /s         0     0    0     –    –    –    –     –    –\n"
        "to_B           0 /s         0     0    0     –    –    –    –     –    –\n"
        "\n"
        "                              ─ blocked in ─\n"
        "process  computing  sleeping   send  receive  polling  polls\n"
        "A            100 %       0 %    0 %      0 %      0 %      0\n"
        "B              0 %       0 %  100 %      0 %      0 %      0\n"
        "\n"
        "Measured from 0 s to 1 ms.\n"
        "\n"
        "Seed 1. The same again: ipcsim run circle.json --seed 1\n");
}

TEST_CASE("an expected deadlock ends in 0, and a missing one in 1") {
  WorkingFolder folder;
  CHECK(folder.ipcsim("run expected_circle.json").exit_code == 0);
  const Ran ran = folder.ipcsim("run exchange.json --set expect.deadlock=true");
  CHECK(ran.exit_code == 1);
  CHECK(ran.out.find("Expectations\n  ✗ deadlock: true  there was none\n") != std::string::npos);
}

TEST_CASE("an expectation whose interval straddles its bound is undecided and ends in 3") {
  WorkingFolder folder;
  const auto json = json_of(folder.ipcsim("run random.json --format json").out);
  const double mean = json["metrics"]["mailboxes"]["box"]["throughput"]["mean"];
  const Ran ran = folder.ipcsim("run random.json --set 'expect.mailboxes.box.throughput=> " +
                                std::to_string(mean) + "'");
  CHECK(ran.exit_code == 3);
  CHECK(ran.out.find("  ? mailboxes.box.throughput > ") != std::string::npos);
  CHECK(folder.ipcsim("run random.json --set 'expect.mailboxes.box.throughput=> 1e9'").exit_code ==
        1);
}

TEST_CASE("a livelock without time ends in 1 and says how to raise the limit") {
  WorkingFolder folder;
  folder.write("spin.json", R"json({ "ipcsim": 1, "run": { "until": "1s", "zero_time_limit": 10 },
    "processes": { "P": { "program": [ { "loop": "forever", "do": [] } ] } } })json");
  const Ran ran = folder.ipcsim("run spin.json");
  CHECK(ran.exit_code == 1);
  CHECK(ran.out.starts_with(
      "Livelock: steps are made for ever at 0 s, and no time passes.\n\n"
      "P carried out more than 10 instructions while no time passed.\n"
      "  P stands at \"loop\" (spin.json:2:40) since 0 s.\n"
      "  A loop in which nothing computes, sleeps or waits runs for ever in no time. If yours does "
      "end,\n"
      "  raise the limit: \"zero_time_limit\" in \"run\" (now 10), or \"unlimited\".\n"));
}

TEST_CASE("a seed repeats its results, another one gives others") {
  WorkingFolder folder;
  const std::string five = folder.ipcsim("run random.json --format csv").out;
  CHECK(folder.ipcsim("run random.json --format csv --seed 5").out == five);
  CHECK(folder.ipcsim("run random.json --format csv --seed 6").out != five);
  CHECK(folder.ipcsim("run random.json --format csv --jobs 1").out == five);
  CHECK(folder.ipcsim("run random.json --format csv --jobs 4").out == five);
}

TEST_CASE("the command that a report names gives the same report") {
  WorkingFolder folder;
  const std::string report = folder
                                 .ipcsim(
                                     "run random.json --seed 9 --replications 2 --until 500ms "
                                     "--strategy blocking/nonblocking --set poll=10us")
                                 .out;
  const std::string command = report.substr(report.rfind("ipcsim run"));
  CHECK(command ==
        "ipcsim run random.json --seed 9 --replications 2 --until 500ms "
        "--strategy blocking/nonblocking --set poll=10us\n");
  CHECK(folder.shell("\"$IPCSIM\"" + command.substr(6)).out == report);
}

TEST_CASE("--replications, --until and --strategy replace what the scenario says") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim(
      "run random.json --replications 4 --until 200ms --strategy nonblocking/nonblocking");
  CHECK(ran.exit_code == 0);
  CHECK(first_line(ran.out) ==
        "All 4 replications ended by the time limit, at 200 ms of virtual time.");
  CHECK(ran.out.find("refused") != std::string::npos);
}

TEST_CASE("-o writes a report in the format of its extension, beside the one on standard output") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("run exchange.json -o a.txt -o b.json -o c.csv -o d.md");
  CHECK(ran.exit_code == 0);
  CHECK(ran.err == "");
  CHECK(folder.read("a.txt") == ran.out);
  CHECK(json_of(folder.read("b.json"))["ipcsim_results"] == 1);
  CHECK(first_line(folder.read("c.csv")) == "replication,metric,value");
  CHECK(first_line(folder.read("d.md")) == "# Two messages through a box");
  CHECK(folder.listing() ==
        "a.txt b.json c.csv circle.json d.md endless.json exchange.json expected_circle.json "
        "random.json");
}

TEST_CASE("-o FILE.dot draws the deadlock of the run, or says that there is none") {
  WorkingFolder folder;
  CHECK(folder.ipcsim("run circle.json -q -o circle.dot").exit_code == 1);
  const std::string graph = folder.read("circle.dot");
  CHECK(graph.find("p1 -> p2 [label=\"send to_B\"") != std::string::npos);
  CHECK(folder.ipcsim("run circle.json --format dot").out == graph);
  const Ran none = folder.ipcsim("run exchange.json --format dot");
  CHECK(none.exit_code == 0);
  CHECK(none.out.find("label=\"No deadlock.") != std::string::npos);
}

TEST_CASE("a partial deadlock ends in 1, and --stop-on-deadlock ends the run where it forms") {
  WorkingFolder folder;
  folder.write("part.json", R"json({ "ipcsim": 1, "run": { "until": "1s" },
  "mailboxes": { "box": { "capacity": 1 } },
  "processes": {
    "A": { "program": [ { "compute": "1ms" }, { "receive": "box" }, { "send": "box" } ] },
    "B": { "program": [ { "loop": "forever", "do": [ { "compute": "5ms" } ] } ] } } })json");
  const Ran whole = folder.ipcsim("run part.json");
  CHECK(whole.exit_code == 1);
  CHECK(whole.out.starts_with(
      "Ended by the time limit at 1 s of virtual time.\n"
      "Partial deadlock since 1 ms: A can never go on, while the others do.\n\n"
      "A waits for what only it itself could do.\n"));
  CHECK(whole.out.find("  ✗ deadlock: false (the default)  the run had a partial deadlock\n") !=
        std::string::npos);
  CHECK(folder.ipcsim("run part.json --set expect.deadlock=partial").exit_code == 0);
  CHECK(folder.ipcsim("run part.json circle.json")
            .out.starts_with("✗ part.json: time limit with a partial deadlock at 1 s: A waits for "
                             "what only it itself "
                             "could do; ✗ deadlock: false (the default)\n"));
  const Ran stopped = folder.ipcsim("run part.json --stop-on-deadlock");
  CHECK(stopped.exit_code == 1);
  CHECK(stopped.out.starts_with(
      "Stopped at 1 ms of virtual time, as asked, because some processes can never go on.\n"
      "Partial deadlock since 1 ms: A can never go on, while the others could.\n"));
  CHECK(stopped.out.ends_with("ipcsim run part.json --seed 1 --stop-on-deadlock\n"));
  CHECK(folder.ipcsim("run exchange.json --stop-on-deadlock").exit_code == 0);
}

TEST_CASE("a report file that exists is replaced, through a link as well") {
  WorkingFolder folder;
  folder.write("real.csv", "old");
  folder.shell("ln -s real.csv link.csv");
  CHECK(folder.ipcsim("run exchange.json -q -o link.csv").exit_code == 0);
  CHECK(first_line(folder.read("real.csv")) == "replication,metric,value");
  CHECK(folder.shell("test -L link.csv").exit_code == 0);
}

TEST_CASE("-q prints nothing, and keeps files and exit code") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("run circle.json -q -o out.json");
  CHECK(ran.exit_code == 1);
  CHECK(ran.out == "");
  CHECK(ran.err == "");
  CHECK(json_of(folder.read("out.json"))["end"]["reason"] == "deadlock");
}

TEST_CASE("--format says how standard output is written") {
  WorkingFolder folder;
  CHECK(folder.ipcsim("run exchange.json --format text").out ==
        folder.ipcsim("run exchange.json").out);
  CHECK(json_of(folder.ipcsim("run exchange.json --format json").out)["end"] ==
        Json{{"reason", "completed"}, {"time", 0.009}, {"replication", 1}});
  CHECK(folder.ipcsim("run exchange.json --format md").out.starts_with("# Two messages"));
}

TEST_CASE("warnings go to standard error, and -q leaves them out") {
  WorkingFolder folder;
  folder.write("unused.json", R"json({ "ipcsim": 1,
  "mailboxes": { "box": { "capacity": 1 } },
  "processes": { "P": { "program": [ { "compute": "1ms" } ] } } })json");
  const Ran ran = folder.ipcsim("run unused.json");
  CHECK(ran.exit_code == 0);
  CHECK(ran.err.starts_with("unused.json:2:18: warning: "));
  CHECK(folder.ipcsim("run unused.json -q").err == "");
}

TEST_CASE("- reads the scenario from standard input") {
  WorkingFolder folder;
  const Ran ran = folder.shell("\"$IPCSIM\" run - < circle.json");
  CHECK(ran.exit_code == 1);
  CHECK(ran.out.find("A stands at \"send to_B\" (<stdin>:6:") != std::string::npos);
}

TEST_CASE("several scenarios and folders have a line each, and the worst exit code") {
  WorkingFolder folder;
  folder.shell(
      "mkdir set; cp exchange.json circle.json expected_circle.json random.json set; "
      "echo '{' > set/note.txt; echo '{}' > set/package.json; "
      "echo '{ \"ipcsim\": 1 }' > set/x.schema.json");
  const Ran ran = folder.ipcsim("run set");
  CHECK(ran.exit_code == 1);
  CHECK(ran.out ==
        "✗ set/circle.json: deadlock at 1 ms: A and B wait for each other; ✗ deadlock: false "
        "(the default)\n"
        "✓ set/exchange.json: completed at 9 ms\n"
        "✓ set/expected_circle.json: deadlock at 1 ms: A and B wait for each other\n"
        "✓ set/random.json: time limit in all 3 replications\n");
  CHECK(ran.err == "set/package.json: skipped: this is no scenario\n");
  const Ran bad = folder.ipcsim("run circle.json missing.json exchange.json");
  CHECK(bad.exit_code == 2);
  CHECK(bad.out.find("✗ missing.json: not valid, 1 error\n") != std::string::npos);
  CHECK(bad.err ==
        "missing.json: error: no such file\n  there is none of this name in this folder\n");
}

namespace {

/// What was said on standard error, inside an element.
std::string xml_of(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    escaped += c == '"' ? "&quot;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
  }
  return escaped;
}

}  // namespace

TEST_CASE("--format junit lists the outcomes for a build server") {
  WorkingFolder folder;
  folder.shell(
      "mkdir set; cp exchange.json circle.json set; echo '{ \"ipcsim\": 1 }' > set/bad.json");
  const Ran ran = folder.ipcsim("run set --format junit");
  CHECK(ran.exit_code == 2);
  CHECK(ran.out ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuite name=\"ipcsim run\" tests=\"3\" failures=\"1\" errors=\"1\">\n"
        "  <testcase classname=\"ipcsim run\" name=\"set/bad.json\">\n"
        "    <error type=\"not valid\" message=\"not valid, 1 error\">" +
            xml_of(ran.err) +
            "</error>\n"
            "  </testcase>\n"
            "  <testcase classname=\"ipcsim run\" name=\"set/circle.json\">\n"
            "    <failure type=\"finding\" message=\"deadlock at 1 ms: A and B wait for each "
            "other; ✗ "
            "deadlock: false (the default)\"/>\n"
            "  </testcase>\n"
            "  <testcase classname=\"ipcsim run\" name=\"set/exchange.json\">\n"
            "    <system-out>completed at 9 ms</system-out>\n"
            "  </testcase>\n"
            "</testsuite>\n");
  const Ran one = folder.ipcsim("run exchange.json --format junit");
  CHECK(one.exit_code == 0);
  CHECK(one.out.find("tests=\"1\" failures=\"0\" errors=\"0\"") != std::string::npos);
  CHECK(folder.ipcsim("run set --format junit -q").out == ran.out);
  const Ran both = folder.ipcsim("run exchange.json --format junit -o x.json");
  CHECK(both.exit_code == 2);
  CHECK(both.out == "");
  CHECK(both.err ==
        "ipcsim: error: -o is for a report, and --format junit writes none\n"
        "  it lists how each scenario came out; leave one of the two out\n");
}

TEST_CASE("--narrate tells the run in front of the report, and with -q alone") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("run exchange.json --narrate -q");
  CHECK(ran.exit_code == 0);
  CHECK(ran.out ==
        "0 s              ann  starts                                                          "
        "      (exchange.json:6)\n"
        "0 s              ann  computes for 1 ms                                               "
        "      (exchange.json:6)\n"
        "0 s              bob  starts                                                          "
        "      (exchange.json:7)\n"
        "0 s              bob  waits to receive from box, which is empty                       "
        "      (exchange.json:7)\n"
        "0.001 s          ann  hands message 1 over to bob, who waited 1 ms at box             "
        "      (exchange.json:6)\n"
        "0.001 s          ann  computes for 1 ms                                               "
        "      (exchange.json:6)\n"
        "0.001 s          bob  computes for 4 ms                                               "
        "      (exchange.json:7)\n"
        "0.002 s          ann  sends message 2 to box, which now holds 1 of 1                  "
        "      (exchange.json:6)\n"
        "0.002 s          ann  has finished                                                    "
        "      (exchange.json:6)\n"
        "0.005 s          bob  receives message 2 from box, which is now empty                 "
        "      (exchange.json:7)\n"
        "0.005 s          bob  computes for 4 ms                                               "
        "      (exchange.json:7)\n"
        "0.009 s          bob  has finished                                                    "
        "      (exchange.json:7)\n");
  const Ran both = folder.ipcsim("run exchange.json --narrate");
  CHECK(both.out == ran.out + "\n" + folder.ipcsim("run exchange.json").out);
}

TEST_CASE("--from, --to and --process choose what is narrated") {
  WorkingFolder folder;
  CHECK(folder.ipcsim("run exchange.json --narrate -q --from 2ms --to 5ms --process bob").out ==
        "0.005 s          bob  receives message 2 from box, which is now empty                 "
        "      (exchange.json:7)\n"
        "0.005 s          bob  computes for 4 ms                                               "
        "      (exchange.json:7)\n");
}

TEST_CASE("--narrate of a scenario with replications runs the first one alone") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("run random.json --narrate --to 1ms");
  CHECK(ran.exit_code == 0);
  CHECK(ran.err == "random.json: --narrate runs the first of 3 replications alone\n");
  CHECK(ran.out.find("\nEnded by the time limit at 1 s of virtual time.\n") != std::string::npos);
  CHECK(ran.out.ends_with("ipcsim run random.json --seed 5 --replications 1\n"));
}

TEST_CASE("an interrupted run reports what it has, writes its files and ends in 130") {
  WorkingFolder folder;
  const Ran ran = folder.shell("\"$IPCSIM\" run endless.json -o out.json > report & p=$!; " +
                               kUntilSignalsAreCaught + "kill -INT $p; wait $p");
  CHECK(ran.exit_code == 130);
  CHECK(folder.read("report").starts_with("Interrupted "));
  CHECK(json_of(folder.read("out.json"))["end"]["reason"] == "interrupted");
}

TEST_CASE("SIGTERM interrupts as Ctrl-C does") {
  WorkingFolder folder;
  const Ran ran = folder.shell("\"$IPCSIM\" run endless.json & p=$!; " + kUntilSignalsAreCaught +
                               "kill -TERM $p; wait $p");
  CHECK(ran.exit_code == 130);
  CHECK(ran.out.starts_with("Interrupted "));
}

TEST_CASE("a reader that goes away is no crash, and ends an endless narration") {
  WorkingFolder folder;
  const Ran ran =
      folder.shell("{ \"$IPCSIM\" run endless.json --narrate; echo $? > code; } | head -n 1");
  CHECK(ran.err == "");
  CHECK(first_line(ran.out).find("ann  starts") != std::string::npos);
  CHECK(folder.read("code") == "130\n");
}

TEST_CASE("no escape sequence goes to what is no terminal") {
  WorkingFolder folder;
  CHECK(folder.ipcsim("run circle.json").out.find('\x1B') == std::string::npos);
  CHECK(folder.ipcsim("run circle.json --sed").err.find('\x1B') == std::string::npos);
}

}  // namespace ipcsim::testing
