// `ipcsim validate`, `export`, `schema`, and what every command has: help and version.
#include <algorithm>
#include <filesystem>
#include <regex>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "tests/cli/working_folder.hpp"

namespace ipcsim::testing {

TEST_CASE("validate says what is in a valid scenario") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("validate exchange.json circle.json");
  CHECK(ran.exit_code == 0);
  CHECK(ran.out ==
        "exchange.json: valid (2 processes, 1 mailbox)\n"
        "circle.json: valid (2 processes, 2 mailboxes)\n");
  CHECK(ran.err == "");
  CHECK(folder.shell("\"$IPCSIM\" validate - < circle.json").out ==
        "<stdin>: valid (2 processes, 2 mailboxes)\n");
}

TEST_CASE("validate shows every error and warning, and ends in 2 only for errors") {
  WorkingFolder folder;
  folder.write("bad.json", "{ \"ipcsim\": 1 }\n");
  const Ran bad = folder.ipcsim("validate bad.json exchange.json");
  CHECK(bad.exit_code == 2);
  CHECK(bad.out ==
        "bad.json: not valid (1 error)\nexchange.json: valid (2 processes, 1 mailbox)\n");
  CHECK(bad.err.starts_with("bad.json:1:1: error: the key \"processes\" is missing\n"));
  folder.write("unused.json", R"json({ "ipcsim": 1,
  "mailboxes": { "box": { "capacity": 1 } },
  "processes": { "P": { "program": [ { "compute": "1ms" } ] } } })json");
  const Ran warned = folder.ipcsim("validate unused.json");
  CHECK(warned.exit_code == 0);
  CHECK(warned.out == "unused.json: valid (1 process, 1 mailbox)\n");
  CHECK(warned.err.starts_with("unused.json:2:18: warning: "));
}

TEST_CASE("validate takes a folder") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("validate .");
  CHECK(ran.exit_code == 0);
  CHECK(ran.out ==
        "circle.json: valid (2 processes, 2 mailboxes)\n"
        "endless.json: valid (2 processes, 1 mailbox)\n"
        "exchange.json: valid (2 processes, 1 mailbox)\n"
        "expected_circle.json: valid (2 processes, 2 mailboxes)\n"
        "random.json: valid (2 processes, 1 mailbox)\n");
}

TEST_CASE("export --program lists what a scenario compiles to") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("export --program circle.json");
  CHECK(ran.exit_code == 0);
  CHECK(ran.err == "");
  CHECK(ran.out.starts_with("mailbox to_A: capacity 0"));
  CHECK(ran.out.find("process A\n") != std::string::npos);
  CHECK(ran.out.ends_with("end of program\n"));
  const Ran bad = folder.ipcsim("export --program missing.json");
  CHECK(bad.exit_code == 2);
  CHECK(bad.out == "");
  CHECK(bad.err ==
        "missing.json: error: no such file\n  there is none of this name in this folder\n");
}

TEST_CASE("export --program aligns what stands behind wide names") {
  WorkingFolder folder;
  folder.write("wide.json", R"({ "ipcsim": 1, "mailboxes": { "日本": { "capacity": 1 } },
    "processes": { "A": { "program": [ { "send": "日本" }, { "receive": "日本" } ] } } })");
  const std::string out = folder.ipcsim("export --program wide.json").out;
  CHECK(out.find("     0  send          日本" + std::string(36, ' ') + "; 2:40 send 日本\n") !=
        std::string::npos);
}

TEST_CASE("export --flow and --topology write graphs for Graphviz") {
  WorkingFolder folder;
  CHECK(folder.ipcsim("export --flow exchange.json").out.find("\ndigraph flow {\n") !=
        std::string::npos);
  const Ran ran = folder.ipcsim("export --topology exchange.json --set mailboxes.box.capacity=7");
  CHECK(ran.exit_code == 0);
  CHECK(ran.err == "");
  CHECK(ran.out.find("\ndigraph topology {\n") != std::string::npos);
  CHECK(ran.out.find("capacity 7") != std::string::npos);
}

TEST_CASE("export --promela writes a model, or says at which place there can be none") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("export --promela circle.json");
  CHECK(ran.exit_code == 0);
  CHECK(ran.err == "");
  CHECK(ran.out.starts_with("/* circle.json without time, as a model for SPIN."));
  CHECK(ran.out.find("\nchan to_A = [0] of { bit };\n") != std::string::npos);
  const Ran set = folder.ipcsim("export --promela circle.json --set mailboxes.to_A.capacity=3");
  CHECK(set.exit_code == 0);
  CHECK(set.out.find("\nbyte to_A;  /* capacity 3 */\n") != std::string::npos);
  folder.write("long.json", R"json({ "ipcsim": 1,
  "processes": { "é": { "program": [
    { "compute": "1ms" }, { "loop": 3000000000, "do": [ { "compute": "1ms" } ] } ] } } })json");
  const Ran bad = folder.ipcsim("export --promela long.json");
  CHECK(bad.exit_code == 2);
  CHECK(bad.out == "");
  CHECK(bad.err ==
        "long.json:3:27: error: a loop of 3000000000 rounds is too long for Promela\n"
        "    3 |     { \"compute\": \"1ms\" }, { \"loop\": 3000000000, \"do\": [ { \"compute\": "
        "\"1ms\" } ] } ] } } }\n"
        "      |                           ^\n"
        "  its numbers go up to 2147483647\n");
}

TEST_CASE("schema prints the schema of scenarios, or that of results") {
  WorkingFolder folder;
  for (const std::string name : {"scenario", "results"}) {
    CAPTURE(name);
    const Ran ran = folder.ipcsim("schema " + name);
    CHECK(ran.exit_code == 0);
    CHECK(ran.err == "");
    CHECK(ran.out == folder.read(IPCSIM_SOURCE_DIR "/scenarios/" + name + ".schema.json"));
  }
  CHECK(folder.ipcsim("schema").out == folder.ipcsim("schema scenario").out);
}

TEST_CASE("schema says which formats there are") {
  WorkingFolder folder;
  const Ran unknown = folder.ipcsim("schema result");
  CHECK(unknown.exit_code == 2);
  CHECK(unknown.out == "");
  CHECK(unknown.err ==
        "ipcsim: error: there is no schema of \"result\"\n"
        "  did you mean \"results\"? formats: scenario, results, check\n");
  const Ran two = folder.ipcsim("schema scenario results");
  CHECK(two.exit_code == 2);
  CHECK(two.err ==
        "ipcsim: error: ipcsim schema does not know what to do with \"results\"\n"
        "  ipcsim schema --help lists what there is\n");
  const Ran option = folder.ipcsim("schema --results");
  CHECK(option.exit_code == 2);
  CHECK(option.err ==
        "ipcsim: error: ipcsim schema has no option \"--results\"\n"
        "  ipcsim schema --help lists what there is\n");
}

TEST_CASE("a schema that nobody reads to its end is no failure") {
  WorkingFolder folder;
  CHECK(folder.shell("\"$IPCSIM\" schema | head -c 1").out == "{");
}

TEST_CASE("help goes to standard output, fits 100 columns and has examples") {
  WorkingFolder folder;
  for (const std::string command : {"", "run ", "validate ", "export ", "schema ", "init "}) {
    const Ran ran = folder.ipcsim(command + "--help");
    CAPTURE(command);
    CHECK(ran.exit_code == 0);
    CHECK(ran.err == "");
    CHECK(ran.out.find("Usage: ipcsim " + command) != std::string::npos);
    CHECK(ran.out.find("Example") != std::string::npos);
    for (std::size_t begin = 0; begin < ran.out.size();) {
      const std::size_t end = ran.out.find('\n', begin);
      CHECK(end - begin <= 100);
      begin = end + 1;
    }
  }
  CHECK(folder.ipcsim("run -h").out == folder.ipcsim("run --help").out);
}

TEST_CASE("the drawing of a deadlock is offered only where there is one run to draw") {
  WorkingFolder folder;
  for (const std::string command : {"run", "report"}) {
    const std::string help = folder.ipcsim(command + " --help").out;
    CHECK(help.find(".dot who waits for whom") != std::string::npos);
    CHECK(help.find(command == "run" ? "svg, dot or mmd" : "svg or dot") != std::string::npos);
  }
  for (const std::string command : {"compare", "sweep", "optimize"}) {
    const std::string help = folder.ipcsim(command + " --help").out;
    CHECK(help.find("--format F") != std::string::npos);
    CHECK(help.find("dot") == std::string::npos);
  }
}

TEST_CASE("init writes a scenario that is valid and keeps what it expects") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("init first.json");
  CHECK(ran.exit_code == 0);
  CHECK(ran.err == "");
  CHECK(ran.out ==
        "first.json: a scenario to start from\n"
        "  ipcsim run first.json      simulates it\n"
        "  ipcsim check first.json    tries every interleaving\n");
  CHECK(folder.ipcsim("validate first.json").out == "first.json: valid (3 processes, 1 mailbox)\n");
  const Ran run = folder.ipcsim("run first.json");
  CHECK(run.exit_code == 0);
  CHECK(run.err == "");
  CHECK(folder.ipcsim("check first.json -q").exit_code == 0);
  for (const std::string words : {"init", "init -"}) {
    CHECK(folder.ipcsim(words).out == folder.read("first.json"));
  }
}

TEST_CASE("init replaces nothing, and makes no folder") {
  WorkingFolder folder;
  const std::string before = folder.read("exchange.json");
  const Ran taken = folder.ipcsim("init exchange.json");
  CHECK(taken.exit_code == 2);
  CHECK(taken.out == "");
  CHECK(taken.err ==
        "ipcsim: error: \"exchange.json\" exists, and init replaces nothing\n"
        "  name another file\n");
  CHECK(folder.read("exchange.json") == before);
  CHECK(folder.ipcsim("init nowhere/x.json").err ==
        "ipcsim: error: cannot write \"nowhere/x.json\": there is no folder \"nowhere\"\n");
  CHECK(folder.ipcsim("init ''").err ==
        "ipcsim: error: a scenario's name is empty\n  name a file\n");
}

TEST_CASE("a report beside its scenario does not stand in the way of the folder") {
  WorkingFolder folder;
  folder.shell("mkdir set; cp random.json set");
  const std::string vary = " --vary mailboxes.box.capacity=1,2 -q -o set/";
  folder.ipcsim("run set/random.json -q -o set/results.json");
  folder.ipcsim("compare set/random.json" + vary + "comparison.json");
  folder.ipcsim("sweep set/random.json" + vary + "sweep.json");
  folder.ipcsim(
      "optimize set/random.json --smallest mailboxes.box.capacity=1:2 -q "
      "--such-that 'deadlock == none' -o set/optimization.json");
  CHECK(folder.listing("set") ==
        "comparison.json optimization.json random.json results.json sweep.json");
  const std::string skipped =
      "set/comparison.json: skipped: this is no scenario\n"
      "set/optimization.json: skipped: this is no scenario\n"
      "set/results.json: skipped: this is no scenario\n"
      "set/sweep.json: skipped: this is no scenario\n";
  const Ran run = folder.ipcsim("run set");
  CHECK(run.exit_code == 0);
  CHECK(run.out == "✓ set/random.json: time limit in all 3 replications\n");
  CHECK(run.err == skipped);
  CHECK(folder.ipcsim("validate set").err == skipped);
  // One that is not quite JSON is a scenario with a mistake.
  folder.write("set/broken.json", "{ \"ipcsim\": 1, }");
  CHECK(folder.ipcsim("run set").exit_code == 2);
}

TEST_CASE("every command that a message names is there") {
  WorkingFolder folder;
  const std::string told = folder.ipcsim("").err;
  const std::size_t begin = told.find("commands: ") + 10;
  // Behind the commands: what else may follow the name of the program.
  const std::string known = " " + told.substr(begin, told.find('\n', begin) - begin) +
                            ", reads, writes, may, was, itself, must,";
  const std::regex named(R"(\bipcsim ([a-z]+))");
  std::size_t found = 0;
  for (const std::string layer : {"app", "reports", "sim"}) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(IPCSIM_SOURCE_DIR "/" + layer)) {
      if (!entry.is_regular_file()) continue;
      std::istringstream lines(folder.read(entry.path().string()));
      for (std::string line; std::getline(lines, line);) {
        line.resize(std::min(line.size(), line.find("//")));  // no comment
        for (std::sregex_iterator it(line.begin(), line.end(), named), end; it != end; ++it) {
          const std::string word = " " + (*it)[1].str() + ",";
          INFO(entry.path().string(), " says: ", line);
          CHECK(known.find(word) != std::string::npos);
          ++found;
        }
      }
    }
  }
  CHECK(found > 30);
}

TEST_CASE("--version names the version") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("--version");
  CHECK(ran.exit_code == 0);
  CHECK(ran.out == std::string("ipcsim ") + IPCSIM_VERSION + "\n");
}

}  // namespace ipcsim::testing
