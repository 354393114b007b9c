// Findings of every shape and cause, explained.
#include "reports/finding_text.hpp"

#include <iterator>
#include <sstream>

#include <doctest/doctest.h>

#include "reports/outcome_text.hpp"
#include "sim/base/display_width.hpp"
#include "tests/reports/sample_results.hpp"

namespace ipcsim::testing {
namespace {

using Lines = std::vector<std::string>;

constexpr const char* kScenario = R"json({
  "ipcsim": 1,
  "run": { "until": "1s" },
  "mailboxes": {
    "box": { "capacity": 2 }, "gap": { "capacity": 0 }, "heap": { "capacity": "unbounded" } },
  "processes": {
    "A": { "program": [ { "send": "box" }, { "receive": "gap" } ] },
    "B": { "program": [ { "send": "gap" }, { "receive": "box" } ] },
    "C": { "count": 20, "program": [ { "receive": "heap" }, { "send": "heap" } ] },
    "D": { "service": true, "program": [ { "receive": "heap" } ] } }
})json";

Sample sample() { return sample_of(kScenario); }

Lines explained_of(const Sample& of, const std::vector<Finding>& findings) {
  return explained(of.results, reported(of.program, findings));
}

std::string headline_of(const Sample& of, const Finding& finding) {
  return finding_headline(of.results, reported(of.program, finding));
}

StuckProcess stuck(const Program& program, std::uint32_t process, const std::string& statement,
                   std::vector<ProcessId> waits_for) {
  StuckProcess it = stuck_at(program, ProcessId{process}, statement);
  it.since = {1'000'000};
  release_by(it, std::move(waits_for));
  return it;
}

constexpr ProcessId kA{0};
constexpr ProcessId kB{1};

}  // namespace

TEST_CASE("a cycle of two is explained with each one's statement, mailbox and partner") {
  const Sample of = sample();
  StuckProcess a = stuck(of.program, 0, "send box", {kB});
  a.alternatives.front().depth = 2;
  const StuckProcess b = stuck(of.program, 1, "send gap", {kA});
  const Finding finding{.shape = FindingShape::cycle,
                        .since = {1'000'000},
                        .doomed_since = {1'000'000},
                        .processes = {a, b}};
  CHECK(explained_of(of, {finding}) ==
        Lines{
            "A and B wait for each other.",
            "  A stands at \"send box\" (sample/sample.json:7:25) since 1 ms.",
            "      box holds 2 of 2 messages: a send waits there until one is received.",
            "      Only B could receive from box, and B itself is stuck at \"send gap\".",
            "  B stands at \"send gap\" (sample/sample.json:8:25) since 1 ms.",
            "      gap has capacity 0: a send waits there until somebody receives.",
            "      Only A could receive from gap, and A itself is stuck at \"send box\".",
        });
}

TEST_CASE("an explanation keeps to the width it is given, and is broken once") {
  const Sample of = sample();
  StuckProcess a = stuck(of.program, 0, "send box", {kB});
  a.alternatives.front().depth = 2;
  const StuckProcess b = stuck(of.program, 1, "send gap", {kA});
  const std::vector<Finding> found = {{.shape = FindingShape::cycle,
                                       .since = {1'000'000},
                                       .doomed_since = {1'000'000},
                                       .processes = {a, b}}};
  const std::vector<ReportedFinding> findings = reported(of.program, found);
  std::string wide;
  for (const std::string& line : explained(of.results, findings)) wide += line + " ";
  std::string narrow;
  for (const std::string& line : explained(of.results, findings, 50)) {
    CHECK_LE(display_width(line), 50);
    const std::size_t indent = line.find_first_not_of(' ');
    CHECK((indent == 0 || indent == 2 || indent == 6));
    narrow += line + " ";
  }
  const auto words = [](const std::string& text) {
    std::istringstream stream(text);
    return Lines(std::istream_iterator<std::string>(stream), {});
  };
  CHECK(words(narrow) == words(wide));
}

TEST_CASE("a long circle is drawn, and cut where it is too long to read") {
  const Sample of = sample();
  std::vector<StuckProcess> circle;
  for (std::uint32_t i = 0; i < 20; ++i) {
    circle.push_back(stuck(of.program, 2 + i, "receive heap", {ProcessId{2 + (i + 1) % 20}}));
  }
  const Finding finding{.shape = FindingShape::cycle, .processes = circle};
  const Lines lines = explained_of(of, {finding});
  REQUIRE(lines.size() == 2 + 3 * 12 + 1);
  CHECK(lines[0] == "20 processes wait for each other in a circle:");
  CHECK(lines[1] == "  C[0] → C[1] → C[2] → C[3] → C[4] → C[5] → C[6] → C[7] → … (12 more) → C[0]");
  CHECK(lines[2] == "  C[0] stands at \"receive heap\" (sample/sample.json:9:38) since 1 ms.");
  CHECK(lines.back() == "  … and 8 more");
}

TEST_CASE("a knot names who could release whom, and says that they are stuck as well") {
  const Sample of = sample();
  const StuckProcess a = stuck(of.program, 0, "receive gap", {kB, ProcessId{2}});
  const StuckProcess b = stuck(of.program, 1, "receive box", {kA, ProcessId{2}});
  const Finding finding{.shape = FindingShape::knot, .processes = {a, b}};
  const Lines lines = explained_of(of, {finding});
  CHECK(lines[0] == "A and B wait for each other, in more than one circle.");
  CHECK(lines[2] == "      gap has capacity 0: a receive waits there until somebody sends.");
  CHECK(lines[3] == "      Only B and C[0] could send to gap, and they are stuck as well.");
  CHECK(lines[5] == "      box is empty: a receive waits there until somebody sends.");
}

TEST_CASE("a process that only it itself could release waits for itself") {
  const Sample of = sample();
  const StuckProcess c = stuck(of.program, 2, "receive heap", {ProcessId{2}});
  const Finding finding{.shape = FindingShape::self_wait, .processes = {c}};
  CHECK(explained_of(of, {finding}) ==
        Lines{
            "C[0] waits for what only it itself could do.",
            "  C[0] stands at \"receive heap\" (sample/sample.json:9:38) since 1 ms.",
            "      heap is empty: a receive waits there until somebody sends.",
            "      Only it itself could send to heap, later in its program, and it never comes "
            "that far.",
        });
}

TEST_CASE("an orphan wait says that nobody is left, in both directions") {
  const Sample of = sample();
  StuckProcess a = stuck(of.program, 0, "send box", {});
  a.alternatives.front().depth = 2;
  const Finding sends{.shape = FindingShape::orphan_wait, .processes = {a}};
  CHECK(headline_of(of, sends) == "A waits to send to box, where nobody is left to receive");
  CHECK(explained_of(of, {sends}).back() ==
        "      Nobody is left who could ever receive from box.");
  const StuckProcess b = stuck(of.program, 1, "receive box", {});
  const Finding receives{.shape = FindingShape::orphan_wait, .processes = {b}};
  CHECK(headline_of(of, receives) == "B waits to receive from box, where nobody is left to send");
  CHECK(explained_of(of, {receives}).back() == "      Nobody is left who could ever send to box.");
}

TEST_CASE("orphans at one statement and mailbox are told together") {
  const Sample of = sample();
  std::vector<Finding> findings;
  for (std::uint32_t i = 0; i < 20; ++i) {
    findings.push_back({.shape = FindingShape::orphan_wait,
                        .processes = {stuck(of.program, 2 + i, "receive heap", {})}});
  }
  CHECK(explained_of(of, findings).front() ==
        "C[0], C[1], C[2] … and 17 more wait to receive from heap, where nobody is left to send.");
}

TEST_CASE("of many findings the first few are explained") {
  const Sample of = sample();
  std::vector<Finding> findings;
  for (std::uint32_t i = 0; i < 20; ++i) {
    findings.push_back({.shape = FindingShape::self_wait,
                        .processes = {stuck(of.program, 2 + i, "receive heap", {})}});
  }
  const Lines lines = explained_of(of, findings);
  CHECK(lines.front() == "C[0] waits for what only it itself could do.");
  CHECK(lines.back() == "… and 16 more such findings");
}

TEST_CASE("a poller is said to look again and again") {
  const Sample of = sample();
  StuckProcess b = stuck(of.program, 1, "receive box", {});
  b.polling = true;
  const Finding finding{
      .kind = FindingKind::livelock, .shape = FindingShape::orphan_wait, .processes = {b}};
  CHECK(explained_of(of, {finding}) ==
        Lines{
            "B looks for ever for a message from box, where nobody is left to send.",
            "  B stands at \"receive box\" (sample/sample.json:8:44) since 1 ms.",
            "      box is empty: it looks again and again, every 1 us, for a message.",
            "      Nobody is left who could ever send to box.",
        });
}

TEST_CASE("a zero-time loop names the limit and how to lift it") {
  const Sample of = sample();
  StuckProcess a = stuck(of.program, 0, "send box", {});
  a.in = StuckIn::nothing;
  a.alternatives.clear();
  const Finding finding{
      .kind = FindingKind::livelock, .cause = FindingCause::zero_time_loop, .processes = {a}};
  CHECK(
      explained_of(of, {finding}) ==
      Lines{
          "A carried out more than 1,000,000 instructions while no time passed.",
          "  A stands at \"send box\" (sample/sample.json:7:25) since 1 ms.",
          "  A loop in which nothing computes, sleeps or waits runs for ever in no time. If yours "
          "does end,",
          "  raise the limit: \"zero_time_limit\" in \"run\" (now 1,000,000), or \"unlimited\".",
      });
}

TEST_CASE("a clock that overflows is a program error that says what to do") {
  const Sample of = sample();
  StuckProcess a = stuck(of.program, 0, "send box", {});
  a.in = StuckIn::nothing;
  a.alternatives.clear();
  const Finding finding{
      .kind = FindingKind::program_error, .cause = FindingCause::clock_overflow, .processes = {a}};
  CHECK(explained_of(of, {finding}) ==
        Lines{
            "A would go on only beyond the 292 years that the clock can count.",
            "  A stands at \"send box\" (sample/sample.json:7:25) since 1 ms.",
            "  Give \"run\" an \"until\" before that, or shorten the time that it is to wait.",
        });
}

TEST_CASE("those who merely wait behind are listed apart, and a long list is cut") {
  const Sample of = sample();
  std::vector<StuckProcess> behind;
  for (std::uint32_t i = 0; i < 20; ++i) {
    behind.push_back(stuck(of.program, 2 + i, "receive heap", {kA, kB}));
  }
  behind.front() = stuck(of.program, 22, "receive heap", {kA});
  behind.front().service = true;
  const Finding finding{.shape = FindingShape::orphan_wait,
                        .processes = {stuck(of.program, 0, "receive gap", {})},
                        .behind = behind};
  const Lines lines = explained_of(of, {finding});
  CHECK(lines[4].empty());
  CHECK(lines[5] == "20 more processes merely wait behind that:");
  CHECK(lines[6] ==
        "  D (a service) at \"receive heap\" (sample/sample.json:10:42), where heap is empty; it "
        "waits for A");
  CHECK(lines[7] ==
        "  C[1] at \"receive heap\" (sample/sample.json:9:38), where heap is empty; it waits for A "
        "and B");
  CHECK(lines.back() == "  … and 8 more");
}

TEST_CASE("why a run ended is said in plain words") {
  Sample of = sample();
  const auto sentence = [&](EndReason reason, std::vector<ReportedFinding> findings = {}) {
    of.results.replications = {{0, reason, {2'000'000'000}, std::move(findings)}};
    return end_sentences(of.results).front();
  };
  ReportedFinding finding{.shape = FindingShape::cycle, .since = {1'000'000}};
  CHECK(sentence(EndReason::completed) ==
        "Completed at 2 s of virtual time: every process that is no service has finished.");
  CHECK(sentence(EndReason::time_limit) == "Ended by the time limit at 2 s of virtual time.");
  CHECK(sentence(EndReason::interrupted) ==
        "Interrupted at 2 s of virtual time; this is what was measured until then.");
  CHECK(sentence(EndReason::deadlock, {finding}) ==
        "Deadlock: nothing can ever happen again since 2 s.");
  CHECK(sentence(EndReason::livelock, {finding}) ==
        "Livelock: since 1 ms nothing happens any more but looks that find nothing.");
  finding.cause = FindingCause::zero_time_loop;
  CHECK(sentence(EndReason::livelock, {finding}) ==
        "Livelock: steps are made for ever at 2 s, and no time passes.");
  finding.cause = FindingCause::clock_overflow;
  CHECK(sentence(EndReason::program_error, {finding}) ==
        "Program error: the simulation cannot go on at 2 s of virtual time.");
}

TEST_CASE("the message limit says how many messages from where") {
  Results of = sample_of(R"json({
    "ipcsim": 1,
    "run": { "until": { "messages": 1, "mailbox": "box[2]" } },
    "mailboxes": { "box": { "capacity": 1, "count": 3 } },
    "processes": { "P": { "program": [ { "send": "box[2]" }, { "receive": "box[2]" } ] } } })json")
                   .results;
  of.replications = {{0, EndReason::message_limit, {5}, {}}};
  CHECK(end_sentences(of).front() ==
        "Ended by the message limit at 5 ns of virtual time: 1 message received from box[2].");
}

}  // namespace ipcsim::testing
