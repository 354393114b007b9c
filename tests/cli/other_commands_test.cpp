// `ipcsim validate`, `export`, `schema`, and what every command has: help and version.
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
        "  did you mean \"results\"? formats: scenario, results\n");
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
  for (const std::string command : {"", "run ", "validate ", "export ", "schema "}) {
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

TEST_CASE("--version names the version") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("--version");
  CHECK(ran.exit_code == 0);
  CHECK(ran.out == std::string("ipcsim ") + IPCSIM_VERSION + "\n");
}

}  // namespace ipcsim::testing
