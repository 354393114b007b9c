// Runs that got stuck, in every way in which a process can be, told as a user reads them.
#include <sstream>

#include <doctest/doctest.h>

#include "reports/dot_report.hpp"
#include "reports/finding_text.hpp"
#include "reports/narration.hpp"
#include "reports/outcome_text.hpp"
#include "tests/reports/golden.hpp"
#include "tests/reports/sample_results.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

/// How the run ended, and its findings explained.
std::string told(const Results& results) {
  std::string text;
  for (const std::string& sentence : end_sentences(results)) text += sentence + "\n";
  text += "\n";
  const std::vector<ReportedFinding>& findings = results.replications[results.leading].findings;
  for (const std::string& line : explained(results, findings)) text += line + "\n";
  return text;
}

std::string told(const std::string& scenario) { return told(results_of(scenario)); }

const std::string kSelects = R"({"ipcsim": 1, "run": {"until": "10s"},
 "mailboxes": {"orders": {"capacity": 2}, "done": {"capacity": 1}, "gap": {"capacity": 0}},
 "processes": {
  "A": {"program": [{"select": [{"receive": "orders"}, {"send": "gap"}]}, {"send": "done"}]},
  "B": {"program": [{"compute": "1200ms"}, {"receive": "done"}, {"send": "orders"}]},
  "C": {"program": [{"compute": "1s"}, {"receive": "orders"}]},
  "T": {"program": [{"loop": "forever", "do": [{"compute": "10ms"}]}]}}})";

const std::string kServers = R"({"ipcsim": 1,
 "mailboxes": {"server": {"capacity": 4}, "other": {"capacity": 4}},
 "processes": {
  "client": {"count": 2, "program": [{"call": "server"}]},
  "S": {"service": true, "program": [
    {"loop": "forever", "do": [{"receive": "server"}, {"call": "other"}, "reply"]}]},
  "O": {"service": true, "program": [
    {"loop": "forever", "do": [{"receive": "other"}, {"call": "server"}, "reply"]}]}}})";

}  // namespace

TEST_CASE("each alternative of a select is told to be impossible") {
  check_golden("reports/stuck_in_select.txt", told(kSelects));
}

TEST_CASE("a call is told by who has received it, or that nobody has") {
  check_golden("reports/stuck_in_calls.txt", told(kServers));
}

TEST_CASE("a call whose receiver can never reply is told as one") {
  check_golden("reports/stuck_without_reply.txt", told(R"({"ipcsim": 1,
 "mailboxes": {"server": {"capacity": 4}},
 "processes": {
  "client": {"count": 3, "program": [{"call": "server"}]},
  "S": {"program": [{"receive": "server"}]}}})"));
}

TEST_CASE("a send until received is told by what its message waits for") {
  check_golden("reports/stuck_in_receipts.txt", told(R"({"ipcsim": 1,
 "mailboxes": {"a": {"capacity": 4}, "b": {"capacity": 4}},
 "processes": {
  "A": {"program": [{"send": "b", "until": "received"}, {"receive": "a"}]},
  "B": {"program": [{"send": "a", "until": "received"}, {"receive": "b"}]},
  "C": {"program": [{"sleep": "1s"}, {"send": "a", "until": "received"}]}}})"));
}

TEST_CASE("a receive from whoever sends is told link by link, or that nobody ever sends") {
  check_golden("reports/stuck_at_links.txt", told(R"({"ipcsim": 1, "processes": {
  "server": {"program": [{"receive_from": "any"}, {"send_to": "client[0]"}]},
  "client": {"count": 2, "program": [{"receive_from": "server"}, {"send_to": "server"}]},
  "lonely": {"program": [{"receive_from": "any"}]}}})"));
}

TEST_CASE("pollers that can never succeed while others go on are a partial livelock") {
  check_golden("reports/stuck_in_polling.txt", told(R"({"ipcsim": 1,
 "run": {"until": "1s"}, "poll": "1ms",
 "mailboxes": {"a": {"capacity": 1}, "b": {"capacity": 1}, "c": {"capacity": 1}},
 "processes": {
  "A": {"program": [{"receive": "a", "mode": "nonblocking"}, {"send": "b"}]},
  "B": {"program": [{"receive": "b", "mode": "nonblocking"}, {"send": "a"}]},
  "P": {"program": [{"receive": "c", "mode": "nonblocking"}]},
  "T": {"program": [{"loop": "forever", "do": [{"compute": "10ms"}]}]}}})"));
}

TEST_CASE("who polls among others that wait is named") {
  check_golden("reports/stuck_polling_and_waiting.txt", told(R"({"ipcsim": 1,
 "run": {"until": "1s"}, "mailboxes": {"a": {"capacity": 1}, "b": {"capacity": 1}},
 "processes": {
  "A": {"program": [{"receive": "a", "mode": "nonblocking"}, {"send": "b"}]},
  "B": {"program": [{"receive": "b"}, {"send": "a"}]}}})"));
}

TEST_CASE("a service that is stuck in a send when all the others are done is a finding") {
  check_golden("reports/stuck_service.txt", told(R"({"ipcsim": 1,
 "mailboxes": {"box": {"capacity": 1}, "log": {"capacity": 1}},
 "processes": {
  "A": {"program": [{"send": "box"}, {"compute": "2s"}]},
  "S": {"service": true,
        "program": [{"receive": "box"}, {"loop": 2, "do": [{"send": "log"}]}]}}})"));
}

TEST_CASE("a partial deadlock that others may join says so") {
  check_golden("reports/stuck_incomplete.txt", told(R"({"ipcsim": 1,
 "run": {"until": "1s"}, "mailboxes": {"x": {"capacity": 1}, "y": {"capacity": 1}},
 "processes": {
  "A": {"program": [{"receive": "x"}, {"send": "y"}]},
  "B": {"program": [{"compute": "1min"}, {"receive": "y"}, {"send": "x"}]}}})"));
}

TEST_CASE("a reply without a call says what a reply needs") {
  check_golden("reports/reply_without_call.txt", told(R"({"ipcsim": 1,
 "processes": {"A": {"program": [{"compute": "3ms"}, "reply"]}}})"));
}

TEST_CASE("replications that were stuck in part are told apart, and a stopped run says why") {
  const Results several = results_of(kSelects, {{"--replications", "run.replications", "3"}});
  CHECK(end_sentences(several) ==
        std::vector<std::string>{
            "All 3 replications ended by the time limit with a partial deadlock, at 10 s of "
            "virtual time.",
            "In replication 1, A and B can never go on, nor can 1 more behind them, while the "
            "others do; since 1.2 s."});
  CHECK(end_clause(several) ==
        "time limit with a partial deadlock in all 3 replications: A and B wait for each other");
  const auto scenario = scenario_of(kSelects);
  const Results stopped = run_experiment(*scenario, compile(*scenario), {.stop_on_deadlock = true});
  CHECK(end_sentences(stopped) ==
        std::vector<std::string>{
            "Stopped at 1.2 s of virtual time, as asked, because some processes can never go on.",
            "Partial deadlock since 1.2 s: A and B can never go on, nor can 1 more behind them, "
            "while the others could."});
  CHECK(end_clause(stopped) == "stopped on partial deadlock at 1.2 s: A and B wait for each other");
}

TEST_CASE("the graph of who waits for whom is the golden one") {
  check_golden("reports/stuck_in_select.dot", dot_report(results_of(kSelects)));
  check_golden("reports/stuck_in_calls.dot", dot_report(results_of(kServers)));
  check_golden("reports/three.dot", dot_report(sample_results_of_three()));
}

TEST_CASE("a graph without a deadlock says so") {
  check_golden("reports/one.dot", dot_report(sample_results()));
}

TEST_CASE("in a graph quotes and backslashes are escaped, and whoever is not named is counted") {
  Sample sample = sample_of(R"json({"ipcsim": 1,
    "mailboxes": {"q\"\\N": {"capacity": 1}},
    "processes": {"P\"": {"count": 30, "program": [{"receive": "q\"\\N"}]}}})json");
  StuckProcess stuck = stuck_at(sample.program, ProcessId{0}, "receive q\"\\N");
  release_by(stuck, {ProcessId{1}});
  stuck.alternatives.front().releasers = 29;
  const StuckProcess orphan = stuck_at(sample.program, ProcessId{1}, "receive q\"\\N");
  const Finding finding{.processes = {stuck}, .behind = {orphan}};
  sample.results.replications = {
      {0, EndReason::deadlock, {5}, {reported(sample.program, finding)}}};
  check_golden("reports/escaped.dot", dot_report(sample.results));
}

TEST_CASE("selects, calls, receipts, late replies and direct links are narrated") {
  const auto scenario = scenario_of(R"({"ipcsim": 1,
 "mailboxes": {"server": {"capacity": 1}, "box": {"capacity": 1}, "gap": {"capacity": 0},
               "ring": {"capacity": 1, "count": 3, "when_full": "drop_oldest"}},
 "processes": {
  "client": {"program": [
    {"call": "server"}, {"call": "server", "timeout": "1ms"},
    {"send": "box", "until": "received"}, {"send": "ring[1]", "until": "received"},
    {"send": "box", "until": "received", "timeout": "2ms"}]},
  "S": {"program": [
    {"receive": "server"}, {"compute": "2ms"}, "reply",
    {"receive": "server"}, {"compute": "2ms"}, "reply", {"sleep": "1ms"},
    {"receive": "box"}, {"sleep": "1ms"}, {"send": "ring[1]"}, {"receive": "ring[1]"},
    {"select": [{"send": "gap"}, {"receive": "ring[any]"}, {"after": "3ms"}]},
    {"select": [{"receive": "gap"}, {"else": []}]},
    {"receive_from": "Q", "mode": "nonblocking", "timeout": "2us"},
    {"receive_from": "Q", "mode": "nonblocking", "else": []},
    {"receive_from": "Q", "timeout": "1ms"}, {"receive_from": "Q"}, {"receive_from": "Q"},
    {"receive_from": "Q", "mode": "nonblocking", "timeout": "3ms"}]},
  "Q": {"count": 2, "program": [{"sleep": "20ms"}, {"send_to": "S"}]}}})");
  const Program program = compile(*scenario);
  std::ostringstream text;
  Narration narration(program, {.longest = Instant{1'000'000}}, text);
  RunOptions options = run_options(*scenario, program);
  options.trace = &narration;
  narration.finish(simulate(program, options).end);
  check_golden("reports/narration_of_calls.txt", text.str());
}

}  // namespace ipcsim::testing
