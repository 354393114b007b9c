// Schedules that `ipcsim check` writes, as a user meets them: replayed, drawn, and refused.
#include <doctest/doctest.h>

#include "tests/cli/working_folder.hpp"

namespace ipcsim::testing {
namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// From the first step to the end of the explanation.
std::string steps_and_explanation(const std::string& report) {
  const std::size_t begin = report.find("  1  ");
  REQUIRE(begin != std::string::npos);
  const std::string told = report.substr(begin) + "\n";  // a report ends in one line break
  return told.substr(0, told.find("\n\n", told.find("wait for each other")));
}

/// In the schedule, or else in front of it.
void replace(std::string& text, const std::string& part, const std::string& by) {
  std::size_t at = text.find(part, text.find("\"schedule\": {"));
  if (at == std::string::npos) at = text.find(part);
  REQUIRE(at != std::string::npos);
  text.replace(at, part.size(), by);
}

/// What `run circle.json --schedule` says when `part` of the schedule is replaced `by` something.
std::string error_when(const std::string& part, const std::string& by) {
  WorkingFolder folder;
  CHECK(folder.ipcsim("check circle.json -q -o schedule.json").exit_code == 1);
  std::string text = folder.read("schedule.json");
  replace(text, part, by);
  folder.write("schedule.json", text);
  const Ran ran = folder.ipcsim("run circle.json --schedule schedule.json");
  CHECK(ran.exit_code == 2);
  CHECK(ran.out == "");
  return ran.err;
}

constexpr const char* kAdvice = "  ipcsim check FILE.json -o schedule.json writes such a file\n";

}  // namespace

TEST_CASE("run --schedule goes the steps of a check again and ends in the same explanation") {
  WorkingFolder folder;
  const Ran check = folder.ipcsim("check circle.json -o schedule.json");
  CHECK(check.exit_code == 1);
  const Ran replayed = folder.ipcsim("run circle.json --schedule schedule.json");
  CHECK(replayed.exit_code == 1);
  CHECK(replayed.err == "");
  CHECK(replayed.out.starts_with("Deadlock: the one step of the schedule leads into it.\n\n"));
  CHECK(steps_and_explanation(replayed.out) == steps_and_explanation(check.out));
  CHECK_FALSE(contains(replayed.out, "throughput"));
  CHECK(folder.ipcsim("run circle.json --schedule schedule.json -q").out == "");
  CHECK(folder.shell("$IPCSIM run circle.json --schedule - < schedule.json").out == replayed.out);
}

TEST_CASE("a replay ends in 0 where expect.check says that there is a deadlock") {
  WorkingFolder folder;
  const std::string options = "circle.json --set expect.check=deadlock";
  CHECK(folder.ipcsim("check -q -o schedule.json " + options).exit_code == 0);
  const Ran replayed = folder.ipcsim("run --schedule schedule.json " + options);
  CHECK(replayed.exit_code == 0);
  CHECK(contains(replayed.out, "Expectations\n  ✓ check: deadlock\n"));
}

TEST_CASE("a schedule of another scenario is refused, with the command that found it") {
  WorkingFolder folder;
  CHECK(folder.ipcsim("check circle.json -q -o schedule.json --set mailboxes.to_A.capacity=0")
            .exit_code == 1);
  const Ran ran = folder.ipcsim("run circle.json --schedule schedule.json");
  CHECK(ran.exit_code == 2);
  CHECK(ran.out == "");
  CHECK(contains(ran.err,
                 "error: the schedule is of another scenario, or of this one before a "
                 "change or with other options\n"));
  CHECK(contains(ran.err,
                 "  it was found by: ipcsim check circle.json --set mailboxes.to_A.capacity=0\n"
                 "  give run the same --set and --strategy, or check this scenario anew\n"));
}

TEST_CASE("a schedule with a step that is not possible is refused at that step") {
  const std::string elsewhere = error_when("\"line\": 6", "\"line\": 7");
  CHECK(contains(elsewhere, "schedule.json:"));
  CHECK(contains(elsewhere,
                 "error: step 1 is not possible: A stands at \"compute\" (circle.json:6:25)\n"));
  CHECK(elsewhere.ends_with(kAdvice));
  CHECK(contains(error_when("\"choice\": 0", "\"choice\": 3"),
                 "error: step 1 is not possible: A stands at \"compute\" (circle.json:6:25) and "
                 "has no such step there now\n"));
  CHECK(contains(error_when("\"process\": \"A\"", "\"process\": \"C\""),
                 "error: the scenario has no process \"C\"\n"));
  CHECK(contains(error_when("\"ends_in\": \"deadlock\"", "\"ends_in\": \"livelock\""),
                 "error: the steps of the schedule do not lead to a livelock\n"));
}

TEST_CASE("what is no schedule is refused, and says what it is") {
  CHECK(contains(error_when("\"ipcsim_check\": 1", "\"ipcsim_check\": 2"),
                 "error: the schedule has format version 2, and this ipcsim reads version 1\n"));
  CHECK(contains(error_when("\"steps\": [",
                            "\"steps\": ["
                            "]"),
                 "error: "));
  WorkingFolder folder;
  const Ran scenario = folder.ipcsim("run circle.json --schedule exchange.json");
  CHECK(scenario.exit_code == 2);
  CHECK(contains(scenario.err, "error: this is a scenario, and no schedule\n"));
  const Ran missing = folder.ipcsim("run circle.json --schedule none.json");
  CHECK(missing.exit_code == 2);
  CHECK(contains(missing.err, "none.json: error: "));
  CHECK(folder.ipcsim("check exchange.json -q -o free.json").exit_code == 0);
  const Ran free = folder.ipcsim("run exchange.json --schedule free.json");
  CHECK(free.exit_code == 2);
  CHECK(contains(free.err,
                 "error: there is no schedule to replay: the verdict of the check is \"free\"\n"));
  const Ran report = folder.ipcsim("report free.json");
  CHECK(report.exit_code == 2);
  CHECK(contains(report.err,
                 "error: this is what ipcsim check found: ipcsim run FILE.json "
                 "--schedule shows its schedule\n"));
}

TEST_CASE("--schedule takes one scenario and no option of a simulation") {
  WorkingFolder folder;
  CHECK(folder.ipcsim("run circle.json --schedule s.json --seed 1").err ==
        "ipcsim: error: --seed is for a simulation, and --schedule replays steps without time\n"
        "  leave it out; ipcsim check FILE.json -o writes the schedule in other forms\n");
  CHECK(folder.ipcsim("run circle.json exchange.json --schedule s.json").err ==
        "ipcsim: error: --schedule is for one scenario, and several are named\n"
        "  name the scenario that the schedule is of\n");
  CHECK(folder.ipcsim("run - --schedule -").exit_code == 2);
}

TEST_CASE("check writes its report as text, Markdown and JSON, and no CSV") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("check circle.json -o c.txt -o c.md -o c.json");
  CHECK(ran.exit_code == 1);
  CHECK(folder.read("c.txt") == ran.out);
  CHECK(contains(folder.read("c.md"),
                 "**Deadlock under some timing: 1 step leads into it, and no "
                 "fewer.**\n\n~~~text\n"));
  CHECK(contains(folder.read("c.md"), "The same again: `ipcsim check circle.json`\n"));
  CHECK(contains(folder.read("c.json"), "\"verdict\": \"deadlock\""));
  CHECK(folder.ipcsim("check circle.json -q --format mmd").out ==
        folder.ipcsim("check circle.json --format mmd").out);
  CHECK(folder.ipcsim("check circle.json --format json")
            .out.starts_with("{\n  \"ipcsim_check\": 1,"));
  CHECK(folder.ipcsim("check circle.json -o c.csv").err ==
        "ipcsim: error: -o: a check cannot be written as .csv\n"
        "  .json has all of it\n");
  CHECK(folder.ipcsim("check circle.json exchange.json -o c.json").err ==
        "ipcsim: error: -o is for one scenario, and several are named\n"
        "  several are told in one line each; check that one alone for more\n");
  CHECK(folder.ipcsim("check circle.json -o c.foo").err ==
        "ipcsim: error: -o: \"c.foo\" has an extension that is no format: \".foo\"\n"
        "  extensions: .txt, .json, .md, .html, .svg, .mmd\n");
}

TEST_CASE("check draws its schedule as a sequence diagram, whatever the names") {
  WorkingFolder folder;
  folder.write("names.json", R"({
  "ipcsim": 1, "title": "semi;colon #1 -> End", "run": { "until": "1s" },
  "mailboxes": { "a:b": { "capacity": 1 }, "end": { "capacity": 0 } },
  "processes": {
    "x\"; y": { "program": [ { "send": "a:b" }, { "send": "end" } ] },
    "end": { "program": [ { "receive": "end" }, { "receive": "a:b" }, { "receive": "a:b" } ] } } })");
  CHECK(folder.ipcsim("check names.json -q -o names.mmd").exit_code == 1);
  CHECK(folder.read("names.mmd") ==
        "sequenceDiagram\n"
        "  title: semi#59;colon #35;1 #45;#62; #69;nd\n"
        "  participant p0 as x#34;#59; y\n"
        "  participant p1 as #101;nd\n"
        "  participant m0 as [a#58;b]\n"
        "  p0->>m0: 1. a#58;b, now 1\n"
        "  p0->>p1: 2. #101;nd\n"
        "  m0->>p1: 3. a#58;b, now 0\n"
        "  Note over p1: stuck at receive a#58;b (line 6)\n"
        "  Note over p0,p1: Deadlock#58; #101;nd waits to receive from a#58;b, where nobody is "
        "left to send\n");
  CHECK(folder.ipcsim("check exchange.json -q -o free.mmd").exit_code == 0);
  CHECK(contains(folder.read("free.mmd"), "  Note over p0: free of deadlock (proved, "));
}

}  // namespace ipcsim::testing
