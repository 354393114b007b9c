// What a user who errs reads: the whole text, on standard error, with exit code 2 and no output.
#include <doctest/doctest.h>

#include "tests/cli/working_folder.hpp"

namespace ipcsim::testing {
namespace {

/// What `ipcsim ARGUMENTS` says, which must be all it does.
std::string complaint(WorkingFolder& folder, const std::string& arguments) {
  const Ran ran = folder.ipcsim(arguments);
  CAPTURE(arguments);
  CHECK(ran.exit_code == 2);
  CHECK(ran.out == "");
  return ran.err;
}

std::string complaint(const std::string& arguments) {
  WorkingFolder folder;
  return complaint(folder, arguments);
}

}  // namespace

TEST_CASE("without a command, the commands are named") {
  CHECK(complaint("") ==
        "ipcsim: error: no command is given\n"
        "  commands: run, check, compare, sweep, optimize, report, validate, export, schema, init\n"
        "  for example: ipcsim run FILE.json\n"
        "  ipcsim --help lists what there is\n");
}

TEST_CASE("an unknown command gets the nearest one") {
  CHECK(complaint("rnu exchange.json") ==
        "ipcsim: error: no command is named \"rnu\"\n"
        "  did you mean \"run\"? commands: run, check, compare, sweep, optimize, report, validate, "
        "export, schema, init\n"
        "  ipcsim --help lists what there is\n");
  CHECK(complaint("exchange.json") ==
        "ipcsim: error: no command is named \"exchange.json\"\n"
        "  to run that scenario: ipcsim run exchange.json\n"
        "  ipcsim --help lists what there is\n");
}

TEST_CASE("an unknown option gets the nearest one") {
  CHECK(complaint("run exchange.json --sed=3") ==
        "ipcsim: error: ipcsim run has no option \"--sed\"\n"
        "  did you mean \"--seed\"?\n"
        "  ipcsim run --help lists what there is\n");
  CHECK(complaint("run exchange.json -x") ==
        "ipcsim: error: ipcsim run has no option \"-x\"\n"
        "  ipcsim run --help lists what there is\n");
  CHECK(complaint("--seed 3 run exchange.json") ==
        "ipcsim: error: no option \"--seed\" stands before the command\n"
        "  options stand behind it: ipcsim run FILE.json --seed …\n");
}

TEST_CASE("an option without its value, twice, or with one too many") {
  CHECK(complaint("run exchange.json --seed") ==
        "ipcsim: error: --seed needs a value\n  ipcsim run --help lists what there is\n");
  CHECK(complaint("run exchange.json --seed 1 --seed 2") ==
        "ipcsim: error: --seed is given more than once\n  ipcsim run --help lists what there is\n");
  CHECK(complaint("run exchange.json --quiet=maybe") ==
        "ipcsim: error: --quiet takes no value\n  ipcsim run --help lists what there is\n");
}

TEST_CASE("an option whose value is empty is not one that is left out") {
  for (const std::string option : {"--seed", "--until", "--set", "--strategy", "--jobs", "--format",
                                   "--only-replication", "--process"}) {
    CHECK(complaint("run exchange.json " + option + " \"$UNSET\"") ==
          "ipcsim: error: " + option +
              " has an empty value\n  give it one, or leave the option out\n");
  }
  CHECK(complaint("run exchange.json -o ''") ==
        "ipcsim: error: --output has an empty value\n  give it one, or leave the option out\n");
  CHECK(complaint("check exchange.json --max-states ''") ==
        "ipcsim: error: --max-states has an empty value\n  give it one, or leave the option out\n");
}

TEST_CASE("no scenario, or one without a name") {
  CHECK(complaint("run") ==
        "ipcsim: error: no scenario is named\n"
        "  name a file: ipcsim run FILE.json\n"
        "  ipcsim run --help lists what there is\n");
  CHECK(complaint("run ''") == "ipcsim: error: a scenario's name is empty\n  name a file\n");
}

TEST_CASE("a missing file, a missing folder, a folder without scenarios") {
  CHECK(complaint("run exchagne.json") ==
        "exchagne.json: error: no such file\n  did you mean \"exchange.json\"?\n");
  CHECK(complaint("run nowhere/x.json") ==
        "nowhere/x.json: error: no such file\n  there is no folder \"nowhere\"\n");
  WorkingFolder folder;
  folder.shell("mkdir empty");
  CHECK(complaint(folder, "run empty") ==
        "ipcsim: error: there is no scenario in the folder \"empty\"\n"
        "  a scenario is a file NAME.json with a key \"ipcsim\"\n");
}

TEST_CASE("a scenario with errors has all of them shown, and nothing is written") {
  WorkingFolder folder;
  folder.write("bad.json", "{ \"ipcsim\": 1, \"run\": { \"until\": 5 },\n  \"procesess\": {} }\n");
  const std::string text = complaint(folder, "run bad.json -o out.json");
  CHECK(text.find("bad.json:1:34: error: a duration is a string with a unit") != std::string::npos);
  CHECK(text.find("bad.json:2:3: error: unknown key \"procesess\"") != std::string::npos);
  CHECK(text.find("did you mean \"processes\"?") != std::string::npos);
  CHECK_FALSE(folder.has("out.json"));
}

TEST_CASE("values that options put into the scenario are checked where they are written") {
  CHECK(complaint("run exchange.json --seed abc") ==
        "--seed:1:10: error: \"seed\" must be a whole number, not the string \"abc\"\n"
        "    1 | run.seed=abc\n"
        "      |          ^~~\n"
        "  for example \"seed\": 1\n");
  CHECK(complaint("run exchange.json --until 5") ==
        "--until:1:11: error: a duration is a string with a unit, not the bare number 5\n"
        "    1 | run.until=5\n"
        "      |           ^\n"
        "  write \"5ms\" or \"5s\"; units: ns, us, ms, s, min, h\n");
  CHECK(complaint("run exchange.json --replications 0") ==
        "--replications:1:18: error: \"replications\" must be at least 1, not 0\n"
        "    1 | run.replications=0\n"
        "      |                  ^\n");
  CHECK(complaint("run exchange.json --set mailboxes.bix.capacity=1") ==
        "--set:1:11: error: the scenario has no \"mailboxes.bix\"\n"
        "    1 | mailboxes.bix.capacity=1\n"
        "      |           ^~~\n"
        "  did you mean \"box\"? it has: box\n");
}

TEST_CASE("what --precision, --batches and --warmup ask for is checked where it is written") {
  CHECK(complaint("run exchange.json --precision 0.02") ==
        "ipcsim: error: --precision: \"0.02\" is not PATH=PART\n"
        "  for example --precision mailboxes.buffer.wait.mean=0.02\n");
  CHECK(complaint("run random.json --precision mailboxes.box.wait.mean=2") ==
        "--precision:1:39: error: a precision must be above 0 and below 1, not 2\n"
        "    1 | run.precision.mailboxes.box.wait.mean=2\n"
        "      |                                       ^\n"
        "  it is half the 95 % interval as a part of the mean: 0.02 is ± 2 %\n");
  CHECK(complaint("run exchange.json --warmup auto") ==
        "--warmup:1:12: error: \"warmup\": \"auto\" needs a run that lasts for a given time\n"
        "    1 | run.warmup=auto\n"
        "      |            ^~~~\n"
        "  give \"until\" a time, as in \"until\": \"60s\", or \"warmup\" a duration\n");
}

TEST_CASE("--set, --strategy and --jobs say what they take") {
  CHECK(complaint("run exchange.json --set box") ==
        "ipcsim: error: --set: \"box\" is not PATH=VALUE\n"
        "  for example --set mailboxes.buffer.capacity=8\n");
  CHECK(complaint("run exchange.json --strategy blocking") ==
        "ipcsim: error: --strategy: \"blocking\" is not the mode of sends, a slash and the mode of "
        "receives\n"
        "  for example blocking/nonblocking\n");
  CHECK(complaint("run exchange.json --strategy blocking/nonblokcing") ==
        "ipcsim: error: --strategy: \"blocking/nonblokcing\" names no mode \"nonblokcing\"\n"
        "  did you mean \"nonblocking\"? modes: blocking, nonblocking\n");
  CHECK(complaint("run exchange.json --jobs 0") ==
        "ipcsim: error: --jobs: \"0\" is no number of threads\n"
        "  a whole number from 1 to 1,024\n");
}

TEST_CASE("outputs that cannot be written are told before the run") {
  CHECK(complaint("run endless.json -o out.pdf") ==
        "ipcsim: error: -o: \"out.pdf\" has an extension that is no format: \".pdf\"\n"
        "  extensions: .txt, .json, .csv, .md, .html, .dot, .svg, .mmd\n");
  CHECK(complaint("run endless.json -o out") ==
        "ipcsim: error: -o: \"out\" has no extension that says the format\n"
        "  extensions: .txt, .json, .csv, .md, .html, .dot, .svg, .mmd\n");
  CHECK(complaint("sweep endless.json --vary run.seed=1,2 -o out.pdf") ==
        "ipcsim: error: -o: \"out.pdf\" has an extension that is no format: \".pdf\"\n"
        "  extensions: .txt, .json, .csv, .md, .html, .svg\n");
  CHECK(complaint("report endless.json -o out.mmd") ==
        "ipcsim: error: -o: a file of results cannot be drawn as .mmd\n"
        "  .mmd shows the messages of one run, ipcsim run, or the steps into a deadlock, ipcsim "
        "check\n");
  CHECK(complaint("run endless.json -o -") ==
        "ipcsim: error: -o: \"-\" is no file\n"
        "  the report goes to standard output by itself; --format says in which form\n");
  CHECK(complaint("run endless.json -o nowhere/out.json") ==
        "ipcsim: error: -o: cannot write \"nowhere/out.json\": there is no folder \"nowhere\"\n");
  CHECK(complaint("run endless.json -o endless.json") ==
        "ipcsim: error: -o: \"endless.json\" is the scenario itself\n  name another file\n");
  CHECK(complaint("run endless.json -o a.json -o ./a.json") ==
        "ipcsim: error: -o: \"./a.json\" is named twice\n");
  WorkingFolder folder;
  folder.shell("mkdir folder.json");
  CHECK(complaint(folder, "run endless.json -o folder.json") ==
        "ipcsim: error: -o: cannot write \"folder.json\": this is a folder\n");
}

TEST_CASE("an output never replaces what the command reads") {
  const auto is_refused = [](const std::string& arguments, const std::string& output,
                             const std::string& what) {
    WorkingFolder folder;
    folder.write("times.csv", "1ms\n2ms\n");
    folder.write("traced.json", R"json({ "ipcsim": 1, "run": { "until": "1s" },
      "mailboxes": { "box": { "capacity": 1 } },
      "processes": { "P": { "program": [ { "loop": "forever", "do": [
        { "sleep": { "trace": "times.csv" } }, { "send": "box" }, { "receive": "box" } ] } ] } } })json");
    const std::string before = folder.read(output);
    CHECK(complaint(folder, arguments + " -o " + output) ==
          "ipcsim: error: -o: \"" + output + "\" is " + what + "\n  name another file\n");
    CHECK(folder.read(output) == before);
  };
  is_refused("compare exchange.json random.json", "random.json", "one of the scenarios");
  is_refused("compare traced.json --vary mailboxes.box.capacity=1,2", "times.csv",
             "a trace that the scenario reads");
  is_refused("compare exchange.json traced.json", "times.csv", "a trace that the scenario reads");
  is_refused("run traced.json", "times.csv", "a trace that the scenario reads");
  is_refused("sweep traced.json --vary run.seed=1,2", "times.csv",
             "a trace that the scenario reads");
  is_refused(
      "optimize traced.json --smallest mailboxes.box.capacity=1:2 --such-that 'deadlock == none'",
      "times.csv", "a trace that the scenario reads");
}

TEST_CASE("a full disk is told, and nothing half-written is left") {
  WorkingFolder folder;
  const Ran ran = folder.shell("\"$IPCSIM\" run exchange.json > /dev/full");
  CHECK(ran.exit_code == 2);
  CHECK(ran.err == "ipcsim: error: cannot write to standard output: No space left on device\n");
}

TEST_CASE("--format knows its formats") {
  CHECK(complaint("run exchange.json --format jsn") ==
        "ipcsim: error: --format: no format is named \"jsn\"\n"
        "  did you mean \"json\"? formats: text, json, csv, md, html, dot, svg, mmd, junit\n");
}

TEST_CASE("--narrate refuses what does not go with it") {
  CHECK(complaint("run exchange.json --from 3ms") ==
        "ipcsim: error: --from, --to and --process choose what is told or drawn, and nothing is\n"
        "  add --narrate, --timeline, --trace FILE.json or -o FILE.html\n");
  CHECK(complaint("run exchange.json --narrate --from 3") ==
        "ipcsim: error: --from: \"3\" has no unit\n"
        "  for example \"10ms\"; units: ns, us, ms, s, min, h\n");
  CHECK(complaint("run exchange.json --narrate --from 3ms --to 2ms") ==
        "ipcsim: error: --from 3ms --to 2ms ends before it begins\n");
  CHECK(complaint("run exchange.json --narrate --process bob[1]") ==
        "ipcsim: error: --process: \"bob[1]\" is no replica of \"bob\"\n"
        "  there is only one: bob\n");
  CHECK(complaint("run exchange.json --narrate --process bobb") ==
        "ipcsim: error: --process: no process is named \"bobb\"\n"
        "  did you mean \"bob\"? processes: ann, bob\n");
  CHECK(complaint("run exchange.json --narrate --format json") ==
        "ipcsim: error: --narrate tells the run on standard output, in front of a text report "
        "only\n"
        "  leave --format out; -o FILE writes the report in other formats as well\n");
  CHECK(complaint("run exchange.json --narrate --replications 3") ==
        "ipcsim: error: --narrate tells one run, not 3 replications\n"
        "  leave --replications out: the first one is told\n");
}

TEST_CASE("options of one scenario are refused with several") {
  for (const std::string option : {"--narrate", "--format json", "-o out.json"}) {
    CHECK(complaint("run exchange.json circle.json " + option) ==
          "ipcsim: error: " + option.substr(0, option.find(' ')) +
              " is for one scenario, and several are named\n"
              "  several are told in one line each; run that one alone for more\n");
  }
  CHECK(complaint("run - -") ==
        "ipcsim: error: standard input, \"-\", is named twice\n  it can be read only once\n");
}

TEST_CASE("export says what it can export") {
  CHECK(complaint("export exchange.json") ==
        "ipcsim: error: ipcsim export does not know what to export\n"
        "  ipcsim export --program FILE lists what a scenario compiles to\n"
        "  ipcsim export --promela FILE writes a model for SPIN\n"
        "  ipcsim export --flow FILE draws the programs, --topology FILE who talks to whom\n");
  CHECK(complaint("export --program --promela exchange.json") ==
        "ipcsim: error: ipcsim export writes one form at a time\n"
        "  ipcsim export --program FILE lists what a scenario compiles to\n"
        "  ipcsim export --promela FILE writes a model for SPIN\n"
        "  ipcsim export --flow FILE draws the programs, --topology FILE who talks to whom\n");
  CHECK(complaint("export --program --bound 3 exchange.json") ==
        "ipcsim: error: --bound is for --promela: a list of instructions has no bound\n");
  CHECK(complaint("export --flow --bound 3 exchange.json") ==
        "ipcsim: error: --bound is for --promela: a graph has no bound\n");
  CHECK(complaint("export --promela --bound 0 exchange.json") ==
        "ipcsim: error: --bound: \"0\" is no number of messages\n"
        "  a whole number from 1 to 1,000,000\n");
  CHECK(complaint("export --program exchange.json circle.json") ==
        "ipcsim: error: ipcsim export does not know what to do with \"circle.json\"\n"
        "  ipcsim export --help lists what there is\n");
}

}  // namespace ipcsim::testing
