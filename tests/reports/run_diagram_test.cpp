// The sequence diagram of a run says which message went where and when, and never more than Mermaid
// takes.
#include "reports/run_diagram.hpp"

#include <doctest/doctest.h>

#include "sim/experiment/record_run.hpp"
#include "sim/program/compile.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

std::string diagram_of(const std::string& text, const RecordingOptions& options = {}) {
  const auto scenario = scenario_of(text);
  const Program program = compile(*scenario);
  const Results results = run_experiment(*scenario, program, {});
  const Recording recording = record_run({scenario.get(), &program}, results, options, {});
  return run_diagram(results, &recording);
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

constexpr const char* kSevenSeconds = R"json({
  "ipcsim": 1, "title": "Two messages", "run": { "until": "1min" },
  "mailboxes": { "box": { "capacity": 1 } },
  "processes": {
    "ann": { "program": [
      { "compute": "2s" }, { "send": "box" }, { "send": "box" }, { "sleep": "1s" } ] },
    "bob": { "program": [
      { "sleep": "4s" }, { "receive": "box" }, { "compute": "3s" }, { "receive": "box" } ] } }
})json";

}  // namespace

TEST_CASE("a sequence diagram of a run has an arrow into a mailbox and one out of it") {
  CHECK(diagram_of(kSevenSeconds) ==
        "sequenceDiagram\n"
        "  title: Two messages\n"
        "  participant p0 as ann\n"
        "  participant p1 as bob\n"
        "  participant m0 as [box]\n"
        "  Note over p0,p1: Replication 1 from 0 s to 7 s, the whole run.\n"
        "  p0->>m0: 2 s, message 1\n"
        "  m0->>p1: 4 s, message 1\n"
        "  p0->>m0: 4 s, message 2\n"
        "  m0->>p1: 7 s, message 2\n");
}

TEST_CASE("a diagram of a part of a run has what came about in it alone") {
  const std::string text =
      diagram_of(kSevenSeconds, {.from = Instant{3'000'000'000}, .to = Instant{5'000'000'000}});
  CHECK_FALSE(contains(text, "2 s, message 1"));
  CHECK(contains(text, "  m0->>p1: 4 s, message 1\n  p0->>m0: 4 s, message 2\n"));
  CHECK_FALSE(contains(text, "7 s"));
  CHECK(contains(text, "Replication 1 from 3 s to 5 s"));
}

TEST_CASE("what is handed over goes from process to process, and a deadlock ends in notes") {
  const std::string text = diagram_of(R"json({
    "ipcsim": 1, "mailboxes": { "meet": { "capacity": 0 }, "a": { "capacity": 0 },
                                "b": { "capacity": 0 }, "full": { "capacity": 0 } },
    "processes": {
      "ann": { "program": [ { "compute": "1ms" }, { "send": "meet" },
                            { "send": "full", "mode": "nonblocking" },
                            { "send": "a" }, { "receive": "b" } ] },
      "bob": { "program": [ { "receive": "meet" }, { "send": "b" }, { "receive": "a" },
                            { "receive": "full" } ] } } })json");
  CHECK(contains(text, "  p0->>p1: 1 ms, message 1, meet\n"));
  CHECK(contains(text, "  p0-xm0: 1 ms, refused\n"));
  CHECK(contains(text, "  participant m0 as [full]\n"));
  CHECK(contains(text, "  Note over p0: stuck at send a (line 7)\n"));
  CHECK(
      contains(text, "  Note over p0,p1: Deadlock since 1 ms#58; ann and bob wait for each other"));
}

TEST_CASE("a diagram is never longer than Mermaid takes, and says what it left out") {
  const std::string text = diagram_of(
      R"json({
    "ipcsim": 1, "run": { "until": "1h" }, "mailboxes": { "box": { "capacity": 4 } },
    "processes": {
      "ann": { "count": 10, "program": [ { "loop": "forever", "do": [ { "sleep": "1us" },
                                                                      { "send": "box" } ] } ] },
      "bob": { "program": [ { "loop": 20000, "do": [ { "receive": "box" } ] } ] } } })json",
      {.from = Instant{0}, .to = Instant{5'000'000}});
  CHECK(text.size() < 50'000);
  CHECK(text.size() > 30'000);
  CHECK(contains(text, " more arrows up to "));
  CHECK(contains(text, " left out#58; #45;#45;from and #45;#45;to choose a shorter part."));
}

TEST_CASE("names in a diagram are text, whatever they are") {
  const std::string text = diagram_of(R"json({
    "ipcsim": 1, "title": "a; b\u0007 end", "mailboxes": { "end": { "capacity": 1 } },
    "processes": { "p: #1;": { "program": [ { "send": "end" } ] },
                   "<b>": { "program": [ { "receive": "end" } ] } } })json");
  CHECK(contains(text, "  title: a#59; b  #101;nd\n"));
  CHECK(contains(text, "  participant p0 as p#58; #35;1#59;\n"));
  CHECK(contains(text, "  participant p1 as #60;b#62;\n"));
  CHECK(contains(text, "  participant m0 as [#101;nd]\n"));
}

}  // namespace ipcsim::testing
