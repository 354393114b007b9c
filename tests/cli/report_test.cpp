// `ipcsim report`: results of an earlier run shown again.
#include <doctest/doctest.h>

#include "tests/cli/working_folder.hpp"

namespace ipcsim::testing {

TEST_CASE("report shows results again as the run did, in every format, without the scenario") {
  WorkingFolder folder;
  const Ran run = folder.ipcsim(
      "run circle.json -o a.json -o a.txt -o a.md -o a.csv -o a.dot --set run.replications=2");
  CHECK(run.exit_code == 1);
  folder.shell("rm circle.json");
  const Ran report = folder.ipcsim("report a.json -o b.json -o b.txt -o b.md -o b.csv -o b.dot");
  CHECK(report.exit_code == 0);
  CHECK(report.err == "");
  CHECK(report.out == run.out);
  for (const std::string extension : {".json", ".txt", ".md", ".csv", ".dot"}) {
    CAPTURE(extension);
    CHECK(folder.read("b" + extension) == folder.read("a" + extension));
  }
}

TEST_CASE("report takes results from standard input, and any format for standard output") {
  WorkingFolder folder;
  const Ran ran = folder.shell(
      "\"$IPCSIM\" run exchange.json --format json | \"$IPCSIM\" report - --format csv");
  CHECK(ran.exit_code == 0);
  CHECK(ran.out == folder.ipcsim("run exchange.json --format csv").out);
  const Ran quiet =
      folder.shell("\"$IPCSIM\" run exchange.json -q -o r.json; \"$IPCSIM\" report -q r.json");
  CHECK(quiet.out == "");
}

TEST_CASE("the manifest says what was read, by a hash that sha1sum confirms, and with what") {
  WorkingFolder folder;
  folder.ipcsim("run random.json -q -o r.json");
  const Ran hash = folder.shell("sha1sum < random.json | cut -d' ' -f1");
  CHECK(folder.read("r.json").find("\"scenario_hash\": \"sha1:" + hash.out.substr(0, 40) + "\"") !=
        std::string::npos);
  folder.ipcsim(
      "run random.json --seed 3 --strategy blocking/blocking --set run.until=2s "
      "--stop-on-deadlock -q -o s.json");
  const std::string text = folder.read("s.json");
  CHECK(text.find("    \"options\": [\n"
                  "      \"--strategy blocking/blocking\",\n"
                  "      \"--set run.until=2s\",\n"
                  "      \"--stop-on-deadlock\"\n"
                  "    ]\n") != std::string::npos);
  const Ran same = folder.shell(
      "printf '\\nrun.until=2s\\nrun.seed=3\\nsend=blocking\\nreceive=blocking' > options;"
      "cat random.json options | sha1sum | cut -d' ' -f1");
  CHECK(text.find("sha1:" + same.out.substr(0, 40)) != std::string::npos);
}

TEST_CASE("what report cannot show is an error that says why, and nothing is written") {
  WorkingFolder folder;
  const Ran scenario = folder.ipcsim("report exchange.json -o x.md");
  CHECK(scenario.exit_code == 2);
  CHECK(scenario.out == "");
  CHECK(scenario.err.find(": error: this is a scenario, and no results\n") != std::string::npos);
  CHECK_FALSE(folder.has("x.md"));
  CHECK(folder.ipcsim("report missing.json").exit_code == 2);
  folder.ipcsim("run exchange.json -q -o r.json");
  const Ran itself = folder.ipcsim("report r.json -o r.json");
  CHECK(itself.exit_code == 2);
  CHECK(itself.err ==
        "ipcsim: error: -o: \"r.json\" is the file of results itself\n  name another file\n");
  const Ran cut = folder.shell("head -c 2000 r.json > cut.json; \"$IPCSIM\" report cut.json");
  CHECK(cut.exit_code == 2);
  CHECK(cut.err.starts_with("cut.json:"));
  CHECK(cut.err.find("\n  ipcsim run FILE.json -o report.json writes such a file\n") !=
        std::string::npos);
  const Ran nothing = folder.ipcsim("report");
  CHECK(nothing.exit_code == 2);
  CHECK(nothing.err ==
        "ipcsim: error: no results are named\n  name a file: ipcsim report FILE.json\n"
        "  ipcsim report --help lists what there is\n");
}

TEST_CASE("a format that a report cannot have is refused before anything is written") {
  WorkingFolder folder;
  folder.ipcsim("compare random.json -q -o comparison.json");
  for (const std::string wish : {"-o half.md -o half.dot", "-o half.md --format dot"}) {
    const Ran ran = folder.ipcsim("report comparison.json " + wish);
    CHECK(ran.exit_code == 2);
    CHECK(ran.out == "");
    CHECK(ran.err.find("a comparison cannot be drawn as ") != std::string::npos);
    CHECK_FALSE(folder.has("half.md"));
  }
}

TEST_CASE("results without the values of single replications are shown but for CSV") {
  WorkingFolder folder;
  folder.ipcsim("run exchange.json -q -o r.json");
  folder.shell(
      "python3 -c 'import json,sys\n"
      "def strip(v):\n"
      "  if isinstance(v, dict): return {k: strip(w) for k, w in v.items() if k != \"values\"}\n"
      "  return v\n"
      "r = json.load(open(\"r.json\")); r[\"metrics\"] = strip(r[\"metrics\"])\n"
      "json.dump(r, open(\"s.json\", \"w\"))'");
  const Ran csv = folder.ipcsim("report s.json -o x.txt -o x.csv");
  CHECK(csv.exit_code == 2);
  CHECK(csv.out == "");
  CHECK_FALSE(folder.has("x.txt"));
  CHECK(csv.err ==
        "ipcsim: error: \"s.json\" cannot be shown as CSV: it has no \"values\" of single "
        "replications\n  the other formats do without them\n");
  CHECK(folder.ipcsim("report s.json").out == folder.ipcsim("report r.json").out);
}

}  // namespace ipcsim::testing
