// What a run is drawn as, from the command line.
#include <algorithm>

#include <doctest/doctest.h>

#include "sim/base/display_width.hpp"
#include "tests/cli/working_folder.hpp"
#include "tests/support/json.hpp"

namespace ipcsim::testing {

TEST_CASE("--trace writes a run in the Trace Event format, and changes nothing else") {
  WorkingFolder folder;
  const Ran plain = folder.ipcsim("run exchange.json");
  const Ran traced = folder.ipcsim("run exchange.json --trace t.json");
  CHECK(traced.exit_code == plain.exit_code);
  CHECK(traced.out == plain.out);
  CHECK(traced.err == plain.err);
  const auto trace = json_of(folder.read("t.json"));
  CHECK(trace.at("otherData").at("scenario") == "exchange.json");
  CHECK(trace.at("traceEvents").size() > 4);

  CHECK(folder.ipcsim("run exchange.json -q --trace part.json --process bob --to 1ms").exit_code ==
        plain.exit_code);
  CHECK(folder.read("part.json").size() < folder.read("t.json").size());
}

TEST_CASE("--trace that cannot be written is told before anything runs") {
  WorkingFolder folder;
  const auto complaint = [&](const std::string& arguments) {
    const Ran ran = folder.ipcsim("run exchange.json " + arguments);
    CHECK(ran.exit_code == 2);
    CHECK(ran.out == "");
    return ran.err;
  };
  CHECK(complaint("--trace t.csv") ==
        "ipcsim: error: --trace: \"t.csv\" is no name of a trace\n"
        "  the Trace Event format is JSON: name a file that ends in .json\n");
  CHECK(
      complaint("--trace nowhere/t.json") ==
      "ipcsim: error: --trace: cannot write \"nowhere/t.json\": there is no folder \"nowhere\"\n");
  CHECK(complaint("--trace t.json -o t.json") ==
        "ipcsim: error: --trace: \"t.json\" is named twice\n");
  CHECK(complaint("--trace exchange.json") ==
        "ipcsim: error: --trace: \"exchange.json\" is the scenario itself\n"
        "  name another file\n");
  CHECK(complaint("--trace t.json --process bobb") ==
        "ipcsim: error: --process: no process is named \"bobb\"\n"
        "  did you mean \"bob\"? processes: ann, bob\n");
  CHECK_FALSE(folder.has("t.json"));
}

TEST_CASE("a trace that meets a full disk leaves nothing behind") {
  WorkingFolder folder;
  folder.shell("ln -s /dev/full full.json");
  const Ran ran = folder.ipcsim("run exchange.json -q --trace full.json");
  CHECK(ran.exit_code == 2);
  CHECK(ran.err == "ipcsim: error: --trace: cannot write \"full.json\": No space left on device\n");
}

TEST_CASE("--timeline draws the run in front of the report, and with -q alone") {
  WorkingFolder folder;
  const std::string report = folder.ipcsim("run exchange.json").out;
  const std::string timeline = folder.ipcsim("run exchange.json --timeline -q").out;
  CHECK(timeline.starts_with("Replication 1 from 0 s to "));
  CHECK(timeline.find("█ computing") != std::string::npos);
  CHECK(folder.ipcsim("run exchange.json --timeline").out == timeline + report);
  const Ran wrong = folder.ipcsim("run exchange.json --timeline --format json");
  CHECK(wrong.err ==
        "ipcsim: error: --timeline draws the run on standard output, in front of a text report "
        "only\n  leave --format out; -o FILE writes the report in other formats as well\n");
}

TEST_CASE("of several replications the one that the report leads with is drawn") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("run random.json --timeline -q");
  CHECK(ran.out.starts_with("Replication 1 from "));
}

TEST_CASE("-o FILE.svg draws one figure, the timeline unless --figure names another") {
  WorkingFolder folder;
  CHECK(folder.ipcsim("run exchange.json -q -o a.svg -o b.html").exit_code == 0);
  CHECK(folder.read("a.svg").starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
  CHECK(folder.read("a.svg").find("<title>What each process did</title>") != std::string::npos);
  CHECK(folder.read("b.html").starts_with("<!DOCTYPE html>"));
  CHECK(folder.ipcsim("run exchange.json -q -o a.svg --figure space-time").exit_code == 0);
  CHECK(folder.read("a.svg").find("<title>Where each message went</title>") != std::string::npos);
  CHECK(folder.ipcsim("run exchange.json --format html").out == folder.read("b.html"));
}

TEST_CASE("--figure refuses what there is not, and what draws nothing") {
  WorkingFolder folder;
  CHECK(folder.ipcsim("run exchange.json -o a.svg --figure timelines").err ==
        "ipcsim: error: --figure: no figure is named \"timelines\"\n"
        "  did you mean \"timeline\"? figures: wait-for, timeline, space-time, contents, waits, "
        "time, cores\n");
  CHECK(folder.ipcsim("run exchange.json --figure time").err ==
        "ipcsim: error: --figure chooses what is drawn as SVG, and nothing is\n"
        "  add -o FILE.svg\n");
  const Ran none = folder.ipcsim("run exchange.json -q -o a.svg --figure wait-for");
  CHECK(none.exit_code == 2);
  CHECK(none.err.starts_with(
      "ipcsim: error: --figure: there is no figure \"wait-for\" of this run\n"));
  CHECK_FALSE(folder.has("a.svg"));
}

TEST_CASE("a part behind the end of the run is told before anything is written") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("run exchange.json -o a.json -o a.svg --from 10s");
  CHECK(ran.exit_code == 2);
  CHECK(ran.out == "");
  CHECK(ran.err ==
        "ipcsim: error: --from: the run ended at 9 ms, before the part that is to be drawn\n"
        "  let it begin earlier\n");
  CHECK_FALSE(folder.has("a.json"));
  CHECK_FALSE(folder.has("a.svg"));
  // What is no part of the run is drawn all the same.
  CHECK(folder.ipcsim("run exchange.json -q -o a.svg --figure time --from 10s").exit_code == 0);
}

TEST_CASE("a figure that the run lacks is told before anything is written") {
  WorkingFolder folder;
  const Ran ran = folder.ipcsim("run exchange.json -o a.json -o a.svg --figure wait-for");
  CHECK(ran.exit_code == 2);
  CHECK(ran.out == "");
  CHECK_FALSE(folder.has("a.json"));
}

TEST_CASE("-o FILE.mmd writes the messages of the part that is asked for") {
  WorkingFolder folder;
  CHECK(folder.ipcsim("run exchange.json -q -o a.mmd --to 2ms").exit_code == 0);
  CHECK(folder.read("a.mmd") ==
        "sequenceDiagram\n"
        "  title: Two messages through a box\n"
        "  participant p0 as ann\n"
        "  participant p1 as bob\n"
        "  participant m0 as [box]\n"
        "  Note over p0,p1: Replication 1 from 0 s to 2 ms.\n"
        "  p0->>m0: 1 ms, message 1\n"
        "  m0->>p1: 1 ms, message 1\n"
        "  p0->>m0: 2 ms, message 2\n");
  CHECK(folder.ipcsim("run exchange.json --format mmd --to 2ms").out == folder.read("a.mmd"));
}

TEST_CASE("tables fit the columns that COLUMNS names, and 100 where nothing does") {
  WorkingFolder folder;
  const auto widest = [](const std::string& text) {
    std::size_t most = 0;
    std::size_t begin = 0;
    for (std::size_t end = 0; (end = text.find('\n', begin)) != std::string::npos;
         begin = end + 1) {
      const std::string line = text.substr(begin, end - begin);
      if (line.find("The same again") == std::string::npos) {
        most = std::max(most, display_width(line));
      }
    }
    return most;
  };
  const std::string usual = folder.ipcsim("run random.json").out;
  for (const std::string columns : {"40", "60", "80"}) {
    INFO(columns);
    const std::string text =
        folder.shell("COLUMNS=" + columns + " \"$IPCSIM\" run random.json").out;
    CHECK(widest(text) <= std::stoul(columns));
  }
  CHECK(folder.shell("COLUMNS=100 \"$IPCSIM\" run random.json").out == usual);
  CHECK(folder.shell("COLUMNS=wide \"$IPCSIM\" run random.json").out == usual);
  folder.shell("COLUMNS=40 \"$IPCSIM\" run random.json -q -o a.txt");
  CHECK(folder.read("a.txt") == usual);  // files are for every screen
  CHECK(widest(folder.shell("COLUMNS=50 \"$IPCSIM\" compare random.json").out) <= 50);
}

TEST_CASE("comparisons, sweeps and optimizations have pages, and results that were kept as well") {
  WorkingFolder folder;
  for (const std::string command :
       {"compare random.json", "sweep random.json --vary run.seed=1,2",
        "optimize random.json --smallest run.seed=1:2 --such-that \"deadlock == none\""}) {
    INFO(command);
    folder.ipcsim(command + " -q -o page.html -o kept.json");
    CHECK(folder.read("page.html").starts_with("<!DOCTYPE html>"));
    CHECK(folder.ipcsim("report kept.json --format html").out.starts_with("<!DOCTYPE html>"));
  }
  CHECK(folder
            .ipcsim("optimize random.json --smallest run.seed=1:2 --such-that \"deadlock == none\""
                    " -o a.svg")
            .err ==
        "ipcsim: error: -o: an optimization cannot be drawn as .svg\n"
        "  .svg shows a figure: of ipcsim run, compare, sweep or check\n");
  folder.ipcsim("run exchange.json -q -o kept.json");
  CHECK(folder.ipcsim("report kept.json -q -o kept.svg").exit_code == 0);
  CHECK(folder.read("kept.svg").starts_with("<svg"));
  CHECK(folder.ipcsim("report kept.json --format html").out.find("no course of the run") !=
        std::string::npos);
}

TEST_CASE("the pictures of the documentation are what their commands make") {
  const std::string root = IPCSIM_SOURCE_DIR;
  WorkingFolder folder;
  folder.shell("ln -s '" + root + "/scenarios' scenarios; mkdir -p docs/pictures");
  for (const std::string name : {"timeline", "space-time"}) {
    const std::string command =
        "run scenarios/bounded_buffer.json -q --from 5s --to 5200ms -o "
        "docs/pictures/" +
        name + ".svg --figure " + name;
    CHECK(folder.ipcsim(command).exit_code == 0);
    CHECK(folder
              .shell("cmp docs/pictures/" + name + ".svg '" + root + "/docs/pictures/" + name +
                     ".svg'")
              .exit_code == 0);
  }
}

TEST_CASE("-o FILE.svg draws one figure of a comparison, a sweep or a check") {
  WorkingFolder folder;
  const auto drawn = [&](const std::string& arguments) {
    const Ran ran = folder.ipcsim(arguments + " -q -o x.svg");
    CHECK(ran.err == "");
    const std::string svg = folder.read("x.svg");
    CHECK(svg.find("<svg") != std::string::npos);
    return svg;
  };
  const std::string compare = "compare exchange.json";
  const std::string intervals = drawn(compare);
  CHECK(intervals == drawn(compare + " --figure intervals"));
  const std::string first = drawn(compare + " --figure timeline-1");
  CHECK(first.find("ann") != std::string::npos);
  CHECK(first != intervals);
  CHECK(first != drawn(compare + " --figure timeline-2"));

  const std::string sweep = "sweep exchange.json --vary run.seed=1,2";
  CHECK(drawn(sweep + " --metric total.throughput").find("total.throughput") != std::string::npos);

  folder.write("stuck.json", R"({ "ipcsim": 1, "run": { "until": "1s" },
    "mailboxes": { "box": { "capacity": 1 } },
    "processes": { "P": { "program": [ { "send": "box" }, { "send": "box" } ] } } })");
  const std::string check = "check stuck.json";
  const std::string schedule = drawn(check);
  CHECK(schedule.find("send box") != std::string::npos);
  CHECK(schedule == drawn(check + " --figure schedule"));
  CHECK(schedule != drawn(check + " --figure wait-for"));
}

TEST_CASE("a figure that there is not is told, and nothing is written") {
  WorkingFolder folder;
  folder.write("free.json", R"({ "ipcsim": 1, "run": { "until": "1s" },
    "mailboxes": { "box": { "capacity": 1 } },
    "processes": { "P": { "program": [ { "send": "box" }, { "receive": "box" } ] } } })");
  const auto complaint = [&](const std::string& arguments) {
    const Ran ran = folder.ipcsim(arguments + " -o x.json -o x.svg");
    CHECK(ran.exit_code == 2);
    CHECK(ran.out == "");
    CHECK_FALSE(folder.has("x.json"));
    CHECK_FALSE(folder.has("x.svg"));
    return ran.err;
  };
  CHECK(complaint("compare free.json --figure timelin-1") ==
        "ipcsim: error: --figure: there is no figure \"timelin-1\" of this comparison\n"
        "  did you mean \"timeline-1\"? figures: intervals, timeline-1, timeline-2, timeline-3, "
        "timeline-4\n");
  CHECK(complaint("check free.json") ==
        "ipcsim: error: -o: there is no figure of this check\n"
        "  nobody is stuck in what was found; .html has the verdict\n");
  const Ran nothing = folder.ipcsim("check free.json --figure schedule");
  CHECK(nothing.exit_code == 2);
  CHECK(nothing.err ==
        "ipcsim: error: --figure chooses what is drawn as SVG, and nothing is\n"
        "  add -o FILE.svg\n");
}

}  // namespace ipcsim::testing
