// `ipcsim sweep` as a user meets it, above all: what a stopped sweep has done is not lost.
#include <algorithm>
#include <atomic>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "app/ipcsim.hpp"
#include "tests/cli/working_folder.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

const std::string kScenario = R"({
  "ipcsim": 1,
  "title": "Buffer",
  "run": { "until": "2s", "replications": 3 },
  "mailboxes": { "buffer": { "capacity": 1 } },
  "processes": {
    "producer": { "program": [ { "loop": "forever", "do": [
      { "compute": { "exponential": "1ms" } }, { "send": "buffer" } ] } ] },
    "consumer": { "program": [ { "loop": "forever", "do": [
      { "receive": "buffer" }, { "compute": { "exponential": "1ms" } } ] } ] } }
})";

std::size_t lines_in(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// What of a CSV whose records have `rows` rows each are whole records, with the header; empty
/// without even that.
std::string whole_records(const std::string& csv, std::size_t rows) {
  const std::size_t lines = lines_in(csv);
  std::size_t kept = lines == 0 ? 0 : 1 + (lines - 1) / rows * rows;
  std::size_t end = 0;
  for (; kept > 0; --kept) end = csv.find('\n', end) + 1;
  return csv.substr(0, end);
}

/// The command in this process, under an interrupt that has come already.
Ran interrupted_at_once(const std::vector<std::string>& arguments) {
  std::ostringstream out;
  std::ostringstream err;
  std::atomic<bool> interrupt = true;
  Terminal terminal{out, err, {}, {}, interrupt};
  const ExitCode code = ipcsim_command(arguments, terminal);
  return {static_cast<int>(code), out.str(), err.str()};
}

/// Twenty random times in milliseconds.
std::vector<int> moments_to_kill(unsigned seed) {
  std::mt19937 random(seed);
  std::vector<int> waits_ms(20);
  for (int& wait_ms : waits_ms) wait_ms = 20 + static_cast<int>(random() % 60);
  return waits_ms;
}

TEST_CASE("a sweep says which of the run's settings it sets aside") {
  WorkingFolder folder;
  folder.write("s.json", kScenario);
  const std::string sweep = "sweep s.json --vary mailboxes.buffer.capacity=1,2 ";
  CHECK(folder.ipcsim(sweep).err == "");
  CHECK(folder.ipcsim(sweep + "--set run.replications=1 --set run.batches=10").err ==
        "s.json: a sweep runs 1 replication of each point, whatever run.batches asks for\n");
  std::string precise = kScenario;
  const std::string three = "\"replications\": 3";
  precise.replace(precise.find(three), three.size(),
                  "\"precision\": { \"mailboxes.buffer.throughput\": 0.5 }");
  folder.write("s.json", precise);
  CHECK(folder.ipcsim(sweep).err ==
        "s.json: a sweep runs 10 replications of each point, whatever run.precision asks for\n");
}

TEST_CASE("a sweep has a row for each point, and in CSV one for each replication and metric") {
  WorkingFolder folder;
  folder.write("buffer.json", kScenario);
  const Ran ran = folder.ipcsim(
      "sweep buffer.json --vary mailboxes.buffer.capacity=1:4:*2 --vary send=blocking,nonblocking "
      "--metric total.throughput --metric mailboxes.buffer.refused -o sweep.csv -o sweep.md");
  CHECK(ran.exit_code == 0);
  CHECK(ran.err == "");
  CHECK(
      ran.out.starts_with("Buffer\n\n6 points, 18 replications in all.\n\n"
                          "mailboxes.buffer.capacity, send  total.throughput"));
  const std::string csv = folder.read("sweep.csv");
  CHECK(
      csv.starts_with("mailboxes.buffer.capacity,send,replication,end,metric,value\n"
                      "1,blocking,1,time limit,total.throughput,"));
  CHECK(lines_in(csv) == 1 + 6 * 3 * 2);
  CHECK(folder.read("sweep.md").starts_with("# Buffer\n\n6 points, 18 replications in all.\n\n| "));
}

TEST_CASE("the CSV of a sweep is the same for any number of threads") {
  WorkingFolder folder;
  folder.write("buffer.json", kScenario);
  const std::string sweep = "sweep buffer.json -q --vary mailboxes.buffer.capacity=1:6 ";
  CHECK(folder.ipcsim(sweep + "--jobs 1 -o one.csv").exit_code == 0);
  CHECK(folder.ipcsim(sweep + "--jobs 5 -o five.csv").exit_code == 0);
  CHECK(folder.read("one.csv") == folder.read("five.csv"));
}

TEST_CASE("a sweep that was killed again and again and resumed is the unbroken one") {
  WorkingFolder folder;
  folder.write("buffer.json", kScenario);
  const std::string sweep =
      "sweep buffer.json -q --vary mailboxes.buffer.capacity=1:20 --vary run.seed=1:8 "
      "--metric total.throughput --metric mailboxes.buffer.wait.p99 ";
  REQUIRE(folder.ipcsim(sweep + "-o whole.csv").exit_code == 0);
  const std::string whole = folder.read("whole.csv");

  const unsigned seed = 20'260;
  INFO("seed ", seed);
  std::string last;
  const std::vector<int> waits_ms = moments_to_kill(seed);
  for (const int wait_ms : waits_ms) {
    // Killed with no chance to tidy up, at a random moment.
    folder.shell("\"$IPCSIM\" " + sweep + "--resume -o broken.csv & p=$!; sleep 0.0" +
                 std::to_string(wait_ms) + "; kill -9 $p; wait $p 2>/dev/null");
    if (!folder.has("broken.csv")) continue;
    const std::string broken = folder.read("broken.csv");
    CHECK(whole.starts_with(broken));
    CHECK(broken.starts_with(whole_records(last, 2)));  // all but what was being written is kept
    last = broken;
  }
  MESSAGE(waits_ms.size(), " kills left ", last.size(), " of ", whole.size(), " bytes");
  // Also one that broke off within a row.
  folder.write("broken.csv", whole.substr(0, whole.size() / 2 - 7));
  const Ran ran = folder.ipcsim(sweep + "--resume -o broken.csv -o again.json");
  CHECK(ran.exit_code == 0);
  CHECK(ran.err == "");
  CHECK(folder.read("broken.csv") == whole);
  // And one that is complete.
  CHECK(folder.ipcsim(sweep + "--resume -o broken.csv").exit_code == 0);
  CHECK(folder.read("broken.csv") == whole);
}

TEST_CASE("a sweep is not resumed from what another one wrote") {
  WorkingFolder folder;
  folder.write("buffer.json", kScenario);
  const std::string sweep = "sweep buffer.json -q --vary mailboxes.buffer.capacity=1,2 ";
  REQUIRE(folder.ipcsim(sweep + "-o sweep.csv").exit_code == 0);
  const std::string before = folder.read("sweep.csv");

  const Ran other_values =
      folder.ipcsim("sweep buffer.json --vary mailboxes.buffer.capacity=1,3 --resume -o sweep.csv");
  CHECK(other_values.exit_code == 2);
  CHECK(other_values.err.starts_with(
      "ipcsim: error: --resume: \"sweep.csv\" holds something else than this sweep, in line "));

  const Ran other_path =
      folder.ipcsim("sweep buffer.json --vary run.seed=1,2 --resume -o sweep.csv");
  CHECK(other_path.exit_code == 2);
  CHECK(other_path.err ==
        "ipcsim: error: --resume: \"sweep.csv\" holds something else than this sweep, in line 1\n"
        "  give the command that began it, with --resume\n"
        "  or remove it and leave --resume out, and the sweep begins anew\n");

  const Ran other_seed = folder.ipcsim(sweep + "--seed 2 --resume -o sweep.csv");
  CHECK(other_seed.exit_code == 2);
  CHECK(other_seed.err ==
        "ipcsim: error: --resume: \"sweep.csv\" holds other results than this command gives\n"
        "  the scenario, the options or ipcsim itself have changed since\n"
        "  remove it and leave --resume out, and the sweep begins anew\n");
  CHECK(folder.read("sweep.csv") == before);

  const Ran no_csv = folder.ipcsim(sweep + "--resume -o sweep.json");
  CHECK(no_csv.exit_code == 2);
  CHECK(no_csv.err ==
        "ipcsim: error: --resume goes on from a CSV file, and none is named\n"
        "  name the file that the sweep wrote: -o sweep.csv\n");
}

TEST_CASE("a sweep that is not resumed does not replace what such a sweep has done") {
  WorkingFolder folder;
  folder.write("buffer.json", kScenario);
  const std::string sweep = "sweep buffer.json -q --vary mailboxes.buffer.capacity=1,2 ";
  REQUIRE(folder.ipcsim(sweep + "-o sweep.csv").exit_code == 0);
  const std::string whole = folder.read("sweep.csv");
  const std::string begun = whole.substr(0, whole.size() / 2);
  folder.write("sweep.csv", begun);
  const Ran again = folder.ipcsim(sweep + "-o sweep.csv");
  CHECK(again.exit_code == 2);
  CHECK(again.err ==
        "ipcsim: error: -o: \"sweep.csv\" holds what such a sweep has done already\n"
        "  add --resume, and it goes on from there\n"
        "  or remove the file, and the sweep begins anew\n");
  CHECK(folder.read("sweep.csv") == begun);
  CHECK(folder.ipcsim(sweep + "--resume -o sweep.csv").exit_code == 0);
  CHECK(folder.read("sweep.csv") == whole);
  // A header alone is no work, and anything else is replaced as by every -o.
  for (const std::string& text : {whole.substr(0, whole.find('\n') + 1), std::string("old\n")}) {
    folder.write("sweep.csv", text);
    CHECK(folder.ipcsim(sweep + "-o sweep.csv").exit_code == 0);
    CHECK(folder.read("sweep.csv") == whole);
  }
}

TEST_CASE("an interrupt while --resume looks at the file blames nobody and keeps the file") {
  WorkingFolder folder;
  folder.write("buffer.json", kScenario);
  // Also where a replication is over before it would look for an interrupt.
  for (const std::string until : {"2s", "20ms"}) {
    CAPTURE(until);
    folder.shell("rm -f sweep.csv");
    const std::string options =
        "--until " + until + " --vary run.seed=1,2 --metric total.wait.mean";
    REQUIRE(folder.ipcsim("sweep buffer.json -q -o sweep.csv " + options).exit_code == 0);
    const std::string whole = folder.read("sweep.csv");
    const std::string begun = whole.substr(0, whole.size() - 3);
    folder.write("sweep.csv", begun);
    const std::string csv = folder.path_of("sweep.csv");
    const Ran ran = interrupted_at_once({"sweep", folder.path_of("buffer.json"), "--resume", "-o",
                                         csv, "--until", until, "--vary", "run.seed=1,2",
                                         "--metric", "total.wait.mean"});
    CHECK(ran.exit_code == 130);
    CHECK(ran.out == "");
    CHECK(ran.err == "\"" + csv + "\" is as it was: interrupted before the sweep went on\n");
    CHECK(folder.read("sweep.csv") == begun);
  }
}

TEST_CASE("an interrupted sweep keeps what is finished and says how far it came") {
  WorkingFolder folder;
  folder.write("buffer.json", kScenario);
  const Ran ran = folder.shell(
      "\"$IPCSIM\" sweep buffer.json --until 20s --vary run.seed=1:2000 --metric total.throughput "
      "-o sweep.csv > out.txt & p=$!; until [ -s sweep.csv ] && [ $(wc -l < sweep.csv) -gt 3 ]; do "
      "sleep 0.05; done; kill -INT $p; wait $p; echo $?");
  CHECK(ran.out == "130\n");
  CHECK(folder.read("out.txt").find("; stopped behind ") != std::string::npos);
  CHECK(lines_in(folder.read("sweep.csv")) > 3);
}

TEST_CASE("mistakes of a sweep are told before anything runs") {
  WorkingFolder folder;
  folder.write("buffer.json", kScenario);
  const auto err = [&](const std::string& rest) {
    const Ran ran = folder.ipcsim("sweep buffer.json " + rest);
    CHECK(ran.exit_code == 2);
    CHECK(ran.out == "");
    return ran.err;
  };
  CHECK(err("") ==
        "ipcsim: error: nothing is varied\n"
        "  for example --vary mailboxes.buffer.capacity=1:64:*2\n"
        "  ipcsim sweep --help says more\n");
  CHECK(err("--vary capacity") ==
        "ipcsim: error: --vary: \"capacity\" is not PATH=VALUES\n"
        "  for example mailboxes.buffer.capacity=1,2,4 or mailboxes.buffer.capacity=1:64:*2\n");
  CHECK(err("--vary mailboxes.bufer.capacity=1,2") ==
        "--vary:1:11: error: the scenario has no \"mailboxes.bufer\"\n"
        "    1 | mailboxes.bufer.capacity=1\n"
        "      |           ^~~~~\n"
        "  did you mean \"buffer\"? it has: buffer\n");
  CHECK(err("--vary mailboxes.buffer.capacity=1,-2") ==
        "--vary:1:27: error: \"capacity\" must be at least 0, not -2\n"
        "    1 | mailboxes.buffer.capacity=-2\n"
        "      |                           ^~\n");
  CHECK(
      err("--vary run.seed=1,2 --metric total.throughputs") ==
      "ipcsim: error: --metric: nothing that is measured is called \"total.throughputs\"\n"
      "  did you mean \"total.throughput\"?\n"
      "  total.throughput is over all mailboxes, mailboxes.NAME.throughput of one; ipcsim run FILE "
      "--format csv lists all but the totals\n");
  CHECK(err("--vary run.seed=1,2 -o sweep.dot") ==
        "ipcsim: error: -o: a sweep cannot be drawn as .dot\n"
        "  .dot shows who waits for whom in one run: ipcsim run\n");
}

}  // namespace
}  // namespace ipcsim::testing
