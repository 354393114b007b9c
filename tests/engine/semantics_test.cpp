// Section by section what docs/semantics.md says of sending and receiving: the story of a small
// scenario, whole.
#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"
#include "tests/support/story.hpp"

namespace ipcsim {
namespace {

using testing::story_of;

/// `mailbox` is the inside of the mailbox m, `a` and `b` the statements of two processes.
std::string scenario(const std::string& mailbox, const std::string& a, const std::string& b,
                     const std::string& run = R"("until": "1ms")") {
  return R"({"ipcsim": 1, "run": {)" + run + R"(}, "mailboxes": {"m": {)" + mailbox +
         R"(}}, "processes": {"a": {"program": [)" + a + R"(]}, "b": {"program": [)" + b + "]}}}";
}

}  // namespace

TEST_CASE("a rendezvous: whoever comes first waits, both go on at the same instant") {
  CHECK(story_of(scenario(R"("capacity": 0)", R"({"send": "m"}, {"sleep": "9ns"}, {"send": "m"})",
                          R"({"sleep": "5ns"}, {"receive": "m"}, {"receive": "m"})")) ==
        "0 a started\n"
        "0 a waits_to_send m (0)\n"
        "0 b started\n"
        "0 b sleeps\n"
        "5 b taken_over m #1 (0) with a\n"
        "5 b waits_to_receive m (0)\n"
        "5 a sleeps\n"
        "14 a handed_over m #2 (0) with b\n"
        "14 a finished\n"
        "14 b finished\n"
        "14 completed\n");
}

TEST_CASE("a full mailbox blocks its sender until a receiver takes one message") {
  CHECK(story_of(scenario(R"("capacity": 1)", R"({"send": "m"}, {"send": "m"}, {"send": "m"})",
                          R"({"sleep": "5ns"}, {"receive": "m"}, {"sleep": "5ns"},
                             {"receive": "m"}, {"receive": "m"})")) ==
        "0 a started\n"
        "0 a sent m #1 (1)\n"
        "0 a waits_to_send m (1)\n"
        "0 b started\n"
        "0 b sleeps\n"
        "5 b received m #1 (0)\n"
        "5 a sent m #2 (1)\n"
        "5 b sleeps\n"
        "5 a waits_to_send m (1)\n"
        "10 b received m #2 (0)\n"
        "10 a sent m #3 (1)\n"
        "10 b received m #3 (0)\n"
        "10 b finished\n"
        "10 a finished\n"
        "10 completed\n");
}

TEST_CASE("a nonblocking send to a full mailbox is refused, and its else runs") {
  CHECK(story_of(scenario(R"("capacity": 1, "initial": 1)",
                          R"({"send": "m", "mode": "nonblocking", "do": [{"sleep": "9ns"}],
                              "else": [{"compute": "7ns"}]},
                             {"send": "m", "mode": "nonblocking"})",
                          R"({"sleep": "8ns"}, {"receive": "m"})")) ==
        "0 a started\n"
        "0 a refused m (1)\n"
        "0 a computes\n"
        "0 b started\n"
        "0 b sleeps\n"
        "7 a refused m (1)\n"
        "7 a finished\n"
        "8 b received m #1 (0)\n"
        "8 b finished\n"
        "8 completed\n");
}

TEST_CASE("with drop_newest the new message is lost untold, and a blocking sender waits") {
  CHECK(story_of(scenario(R"("capacity": 1, "initial": 1, "when_full": "drop_newest")",
                          R"({"send": "m", "mode": "nonblocking", "do": [{"sleep": "1ns"}]},
                             {"send": "m"})",
                          R"({"sleep": "8ns"}, {"receive": "m"}, {"receive": "m"})")) ==
        "0 a started\n"
        "0 a lost m (1)\n"
        "0 a sleeps\n"
        "0 b started\n"
        "0 b sleeps\n"
        "1 a waits_to_send m (1)\n"
        "8 b received m #1 (0)\n"
        "8 a sent m #2 (1)\n"
        "8 b received m #2 (0)\n"
        "8 b finished\n"
        "8 a finished\n"
        "8 completed\n");
}

TEST_CASE("drop_oldest makes room for blocking and nonblocking senders alike, whatever the order") {
  for (const char* order : {"fifo", "lifo", "priority"}) {
    CAPTURE(order);
    CHECK(story_of(scenario(R"("capacity": 2, "when_full": "drop_oldest", "order": ")" +
                                std::string(order) + "\"",
                            R"({"send": "m", "priority": 9}, {"send": "m"}, {"send": "m"},
                               {"send": "m", "mode": "nonblocking"})",
                            R"({"sleep": "1ns"})")) ==
          "0 a started\n"
          "0 a sent m #1 (1)\n"
          "0 a sent m #2 (2)\n"
          "0 a dropped m #1 (1)\n"
          "0 a sent m #3 (2)\n"
          "0 a dropped m #2 (1)\n"
          "0 a sent m #4 (2)\n"
          "0 a finished\n"
          "0 b started\n"
          "0 b sleeps\n"
          "1 b finished\n"
          "1 completed\n");
  }
}

TEST_CASE("on capacity 0 a nonblocking send needs a receiver that is blocked") {
  const auto lost_by = [](const char* policy) {
    return story_of(scenario(R"("capacity": 0, "when_full": ")" + std::string(policy) + "\"",
                             R"({"send": "m", "mode": "nonblocking"}, {"sleep": "5ns"},
                                {"send": "m", "mode": "nonblocking"})",
                             R"({"sleep": "2ns"}, {"receive": "m"})"));
  };
  const std::string rest =
      "0 a sleeps\n"
      "0 b started\n"
      "0 b sleeps\n"
      "2 b waits_to_receive m (0)\n"
      "5 a handed_over m #1 (0) with b\n"
      "5 a finished\n"
      "5 b finished\n"
      "5 completed\n";
  CHECK(lost_by("refuse") == "0 a started\n0 a refused m (0)\n" + rest);
  CHECK(lost_by("drop_newest") == "0 a started\n0 a lost m (0)\n" + rest);
  CHECK(lost_by("drop_oldest") == "0 a started\n0 a lost m (0)\n" + rest);
}

TEST_CASE("on capacity 0 a nonblocking receive takes from a waiting sender") {
  CHECK(story_of(scenario(R"("capacity": 0)", R"({"sleep": "1ns"}, {"send": "m"})",
                          R"({"receive": "m", "mode": "nonblocking", "else": [{"sleep": "2ns"}]},
                             {"receive": "m", "mode": "nonblocking", "else": []})")) ==
        "0 a started\n"
        "0 a sleeps\n"
        "0 b started\n"
        "0 b found_none m (0)\n"
        "0 b sleeps\n"
        "1 a waits_to_send m (0)\n"
        "2 b taken_over m #1 (0) with a\n"
        "2 b finished\n"
        "2 a finished\n"
        "2 completed\n");
}

TEST_CASE("a nonblocking receive without else polls, each look costing the poll time") {
  CHECK(story_of(scenario(R"("capacity": 1)", R"({"sleep": "25ns"}, {"send": "m"})",
                          R"({"receive": "m", "mode": "nonblocking"})",
                          R"("until": "1ms"}, "poll": "10ns", "expect": {)")) ==
        "0 a started\n"
        "0 a sleeps\n"
        "0 b started\n"
        "0 b looks m (0)\n"
        "10 b looks m (0)\n"
        "20 b looks m (0)\n"
        "25 a sent m #1 (1)\n"
        "25 a finished\n"
        "30 b received m #1 (0)\n"
        "30 b finished\n"
        "30 completed\n");
}

TEST_CASE("a message on the deadline is in time") {
  // The send is scheduled after the timeout, at the same instant.
  CHECK(
      story_of(scenario(R"("capacity": 1)", R"({"sleep": "3ns"}, {"sleep": "2ns"}, {"send": "m"})",
                        R"({"receive": "m", "timeout": "5ns", "else": ["stop"]})")) ==
      "0 a started\n"
      "0 a sleeps\n"
      "0 b started\n"
      "0 b waits_to_receive m (0)\n"
      "3 a sleeps\n"
      "5 a handed_over m #1 (0) with b\n"
      "5 a finished\n"
      "5 b finished\n"
      "5 completed\n");
}

TEST_CASE("a timeout withdraws the message that was not accepted, and else runs") {
  CHECK(story_of(scenario(R"("capacity": 1, "initial": 1)",
                          R"({"send": "m", "timeout": "5ns", "else": [{"compute": "1ns"}]})",
                          R"({"sleep": "9ns"}, {"receive": "m"},
                             {"receive": "m", "timeout": "1ns", "else": ["stop"]})")) ==
        "0 a started\n"
        "0 a waits_to_send m (1)\n"
        "0 b started\n"
        "0 b sleeps\n"
        "5 a timed_out m (1)\n"
        "5 a computes\n"
        "6 a finished\n"
        "9 b received m #1 (0)\n"
        "9 b waits_to_receive m (0)\n"
        "10 b timed_out m (0)\n"
        "10 b finished\n"
        "10 completed\n");
}

TEST_CASE("a million looks that cannot find anything are counted without a million events") {
  const RunResult run = testing::run_of(R"({"ipcsim": 1, "mailboxes": {"m": {"capacity": 1}},
"processes": {"a": {"program": [{"sleep": "1s"}, {"send": "m"}]},
              "b": {"program": [{"receive": "m", "mode": "nonblocking"}]}}})");
  CHECK(run.reason == EndReason::completed);
  CHECK(run.end == Instant{1'000'000'000});
  CHECK(run.measurements.processes[1].polls == 1'000'000);
  CHECK(run.events < 10);
}

TEST_CASE("a polling receive with a timeout looks for the last time on its deadline") {
  CHECK(story_of(scenario(R"("capacity": 1)", R"({"sleep": "25ns"}, {"send": "m"})",
                          R"({"receive": "m", "mode": "nonblocking", "timeout": "12ns",
                              "else": [{"sleep": "1ns"}]},
                             {"receive": "m", "mode": "nonblocking", "timeout": "12ns"})",
                          R"("until": "1ms"}, "poll": "10ns", "expect": {)")) ==
        "0 a started\n"
        "0 a sleeps\n"
        "0 b started\n"
        "0 b looks m (0)\n"
        "10 b looks m (0)\n"
        "12 b timed_out m (0)\n"
        "12 b sleeps\n"
        "13 b looks m (0)\n"
        "23 b looks m (0)\n"
        "25 a sent m #1 (1)\n"
        "25 a finished\n"
        "25 b received m #1 (0)\n"
        "25 b finished\n"
        "25 completed\n");
}

TEST_CASE("waiting senders are served in turn, by priority first where the mailbox asks for it") {
  const auto served = [](const char* order) {
    const std::string text = R"({"ipcsim": 1, "mailboxes": {"m": {"capacity": 0, "order": ")" +
                             std::string(order) +
                             R"("}}, "processes": {
             "low": {"program": [{"send": "m", "priority": 1}]},
             "high": {"program": [{"send": "m", "priority": 2}]},
             "low2": {"program": [{"send": "m", "priority": 1}]},
             "b": {"program": [{"sleep": "1ns"}, {"loop": 3, "do": [{"receive": "m"}]}]}}})";
    const std::string story = story_of(text);
    std::string order_served;
    for (std::size_t at = story.find(" with "); at != std::string::npos;
         at = story.find(" with ", at + 1)) {
      order_served += story.substr(at + 6, story.find('\n', at) - at - 6) + " ";
    }
    return order_served;
  };
  CHECK(served("fifo") == "low high low2 ");
  CHECK(served("lifo") == "low high low2 ");
  CHECK(served("priority") == "high low low2 ");
}

TEST_CASE("what falls on the end of the run does not happen") {
  CHECK(
      story_of(scenario(R"("capacity": 1)", R"({"sleep": "9ns"}, {"sleep": "1ns"}, {"send": "m"})",
                        R"({"receive": "m"})", R"("until": "10ns")")) ==
      "0 a started\n"
      "0 a sleeps\n"
      "0 b started\n"
      "0 b waits_to_receive m (0)\n"
      "9 a sleeps\n"
      "10 time limit\n");
}

TEST_CASE("nor does it where a process is alone, so that nothing comes between its events") {
  const RunResult result = testing::run_of(
      R"({"ipcsim": 1, "run": {"until": "10ns"}, "mailboxes": {"m": {"capacity": 1}},
          "processes": {"a": {"program": [{"sleep": "1ns"}, {"sleep": "8ns"}, {"sleep": "1ns"},
                                          {"send": "m"}]}}})");
  CHECK(result.reason == EndReason::time_limit);
  CHECK(result.end == Instant{10});
  CHECK(result.measurements.mailboxes[0].accepted == 0);
  const auto sleeping = static_cast<std::size_t>(Activity::sleeping);
  CHECK(result.measurements.processes[0].time[sleeping] == 10);
}

TEST_CASE("a message limit ends the run with the message that reaches it") {
  CHECK(story_of(scenario(R"("capacity": 5)",
                          R"({"loop": "forever", "do": [{"send": "m"}, {"sleep": "2ns"}]})",
                          R"({"loop": "forever", "do": [{"receive": "m"}, {"compute": "1ns"}]})",
                          R"("until": {"messages": 2, "mailbox": "m"})")) ==
        "0 a started\n"
        "0 a sent m #1 (1)\n"
        "0 a sleeps\n"
        "0 b started\n"
        "0 b received m #1 (0)\n"
        "0 b computes\n"
        "1 b waits_to_receive m (0)\n"
        "2 a handed_over m #2 (0) with b\n"
        "2 message limit\n");
}

TEST_CASE("a run ends when the last process that is no service finishes") {
  CHECK(story_of(R"({"ipcsim": 1, "mailboxes": {"m": {"capacity": 1}}, "processes": {
      "s": {"service": true, "program": [{"loop": "forever", "do": [{"receive": "m"}]}]},
      "c": {"start": "3ns", "program": [{"send": "m"}]}}})") ==
        "0 s started\n"
        "0 s waits_to_receive m (0)\n"
        "3 c started\n"
        "3 c handed_over m #1 (0) with s\n"
        "3 c finished\n"
        "3 completed\n");
}

TEST_CASE("a loop that takes no time ends the run as a livelock, naming the statement") {
  const std::string text =
      R"({"ipcsim": 1, "run": {"until": "1s", "zero_time_limit": 1000}, "processes": {
"a": {"program": [{"sleep": "5ns"},
{"loop": "forever", "do": []}]}}})";
  const RunResult result = testing::run_of(text);
  CHECK(result.reason == EndReason::livelock);
  CHECK(result.end == Instant{5});
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings[0].cause == FindingCause::zero_time_loop);
  CHECK(place_of(testing::program_of(text), result.findings[0].processes[0].at) == "test.json:3:1");
}

TEST_CASE("times of 0 that a process alone lets pass are a loop that takes no time") {
  const RunResult result = testing::run_of(
      R"({"ipcsim": 1, "run": {"until": "1s", "zero_time_limit": 1000}, "processes": {"a": {"program": [
          {"sleep": "5ns"}, {"loop": "forever", "do": [{"compute": "0ns"}]}]}}})");
  CHECK(result.reason == EndReason::livelock);
  CHECK(result.end == Instant{5});
}

TEST_CASE("many steps at one instant are no livelock if they end, or if the limit is lifted") {
  const auto reason = [](const std::string& limit) {
    return testing::run_of(R"({"ipcsim": 1, "run": {"zero_time_limit": )" + limit + R"(},
        "processes": {"a": {"program": [{"loop": 5000, "do": []}, {"sleep": "1ns"},
                                        {"loop": 5000, "do": []}]}}})")
        .reason;
  };
  CHECK(reason("9000") == EndReason::completed);
  CHECK(reason("\"unlimited\"") == EndReason::completed);
  CHECK(reason("4000") == EndReason::livelock);
}

TEST_CASE("pollers that can never succeed end the run as a livelock") {
  const RunResult result = testing::run_of(
      scenario(R"("capacity": 1)", R"({"sleep": "1us"}, {"receive": "m", "mode": "nonblocking"})",
               R"({"receive": "m", "mode": "nonblocking"}, {"send": "m"})", R"("until": "1h")"));
  CHECK(result.reason == EndReason::livelock);
  CHECK(result.end < Instant{10'000});
}

TEST_CASE("a poller is no livelock while somebody may still send, or may time out") {
  CHECK(testing::run_of(scenario(R"("capacity": 1)", R"({"sleep": "500us"}, {"send": "m"})",
                                 R"({"receive": "m", "mode": "nonblocking"})"))
            .reason == EndReason::completed);
  CHECK(testing::run_of(scenario(R"("capacity": 1)",
                                 R"({"receive": "m", "timeout": "500us", "else": [{"send": "m"}]})",
                                 R"({"receive": "m", "mode": "nonblocking"})"))
            .reason == EndReason::completed);
}

TEST_CASE("without a limit, a time beyond the clock is a program error, with one it is never") {
  const std::string long_sleeps = R"({"loop": 3, "do": [{"sleep": "1700000h"}]})";
  CHECK(testing::run_of(R"({"ipcsim": 1, "processes": {"a": {"program": [)" + long_sleeps + "]}}}")
            .reason == EndReason::program_error);
  CHECK(
      testing::run_of(R"({"ipcsim": 1, "run": {"until": "1s"}, "processes": {"a": {"program": [)" +
                      long_sleeps + "]}}}")
          .reason == EndReason::time_limit);
}

TEST_CASE("beyond the clock, the statement is named whose wait would end there") {
  const auto overflow_of = [](const std::string& statements) {
    const std::string text =
        R"({"ipcsim": 1, "mailboxes": {"m": {"capacity": 1, "initial": 1}},
"processes": {"a": {"program": [{"sleep": "1700000h"},
)" + statements +
        R"(,
{"receive": "m"}]}}})";
    const RunResult result = testing::run_of(text);
    CHECK(result.reason == EndReason::program_error);
    CHECK(result.end == Instant{6'120'000'000'000'000'000});
    CHECK(result.findings.at(0).since == result.end);
    return place_of(testing::program_of(text), result.findings.at(0).processes.at(0).at);
  };
  CHECK(overflow_of(R"({"sleep": "1700000h"})") == "test.json:3:1");
  CHECK(overflow_of(R"({"send": "m", "timeout": "1700000h"})") == "test.json:3:1");
}

}  // namespace ipcsim
