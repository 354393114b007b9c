// What docs/semantics.md says of calls, replies and receipts: the stories of small scenarios,
// whole.
#include <doctest/doctest.h>

#include "tests/support/story.hpp"

namespace ipcsim {

using testing::story_of;

TEST_CASE(
    "a call keeps its sender blocked until the reply, and several calls are answered oldest "
    "first") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "mailboxes": {"m": {"capacity": 2}},
      "processes": {
        "a": {"program": [{"call": "m", "do": [{"sleep": "1ns"}]}]},
        "b": {"program": [{"call": "m"}]},
        "s": {"program": [{"sleep": "5ns"}, {"receive": "m"}, {"receive": "m"},
            {"sleep": "5ns"}, "reply", {"sleep": "2ns"}, "reply"]}}})") ==
        "0 a started\n"
        "0 a sent m #1 (1)\n"
        "0 a waits_for_reply m (1)\n"
        "0 b started\n"
        "0 b sent m #2 (2)\n"
        "0 b waits_for_reply m (2)\n"
        "0 s started\n"
        "0 s sleeps\n"
        "5 s received m #1 (1)\n"
        "5 s received m #2 (0)\n"
        "5 s sleeps\n"
        "10 s replied m (0) with a\n"
        "10 s sleeps\n"
        "10 a reply_came m (0)\n"
        "10 a sleeps\n"
        "11 a finished\n"
        "12 s replied m (0) with b\n"
        "12 s finished\n"
        "12 b reply_came m (0)\n"
        "12 b finished\n"
        "12 completed\n");
}

TEST_CASE("a call over a rendezvous may be answered before its caller has looked") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "mailboxes": {"m": {"capacity": 0}},
      "processes": {
        "a": {"program": [{"call": "m"}]},
        "s": {"program": [{"sleep": "5ns"}, {"receive": "m"}, "reply",
            {"sleep": "1ns"}]}}})") ==
        "0 a started\n"
        "0 a waits_to_send m (0)\n"
        "0 s started\n"
        "0 s sleeps\n"
        "5 s taken_over m #1 (0) with a\n"
        "5 s replied m (0) with a\n"
        "5 s sleeps\n"
        "5 a reply_came m (0)\n"
        "5 a finished\n"
        "6 s finished\n"
        "6 completed\n");
}

TEST_CASE("a call that times out runs its else, and the late reply is discarded") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "mailboxes": {"m": {"capacity": 1}},
      "processes": {
        "a": {"program": [
            {"call": "m", "timeout": "5ns", "do": [{"sleep": "7ns"}],
              "else": [{"sleep": "3ns"}]},
            {"call": "m", "timeout": "9ns", "do": [{"sleep": "7ns"}]}]},
        "s": {"program": [{"receive": "m"}, {"sleep": "6ns"}, "reply", {"receive": "m"},
            {"sleep": "2ns"}, "reply"]}}})") ==
        "0 a started\n"
        "0 a sent m #1 (1)\n"
        "0 a waits_for_reply m (1)\n"
        "0 s started\n"
        "0 s received m #1 (0)\n"
        "0 s sleeps\n"
        "5 a timed_out m (0)\n"
        "5 a sleeps\n"
        "6 s replied_late m (0) with a\n"
        "6 s waits_to_receive m (0)\n"
        "8 a handed_over m #2 (0) with s\n"
        "8 a waits_for_reply m (0)\n"
        "8 s sleeps\n"
        "10 s replied m (0) with a\n"
        "10 s finished\n"
        "10 a reply_came m (0)\n"
        "10 a sleeps\n"
        "17 a finished\n"
        "17 completed\n");
}

TEST_CASE("a call not yet accepted is withdrawn on timeout") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "mailboxes": {"m": {"capacity": 0}},
      "processes": {
        "a": {"program": [{"call": "m", "timeout": "5ns", "else": []}]},
        "s": {"program": [{"sleep": "6ns"},
            {"receive": "m", "timeout": "1ns", "else": []}]}}})") ==
        "0 a started\n"
        "0 a waits_to_send m (0)\n"
        "0 s started\n"
        "0 s sleeps\n"
        "5 a timed_out m (0)\n"
        "5 a finished\n"
        "6 s waits_to_receive m (0)\n"
        "7 s timed_out m (0)\n"
        "7 s finished\n"
        "7 completed\n");
}

TEST_CASE("a reply without an open call ends the run as a program error") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "mailboxes": {"m": {"capacity": 1}},
      "processes": {
        "a": {"program": [{"sleep": "3ns"}, "reply"]},
        "b": {"program": [{"send": "m"}, {"receive": "m"}, {"sleep": "9ns"}]}}})") ==
        "0 a started\n"
        "0 a sleeps\n"
        "0 b started\n"
        "0 b sent m #1 (1)\n"
        "0 b received m #1 (0)\n"
        "0 b sleeps\n"
        "3 program error\n");
}

TEST_CASE("with until received the sender waits until its message is taken out of the mailbox") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "mailboxes": {"m": {"capacity": 2}},
      "processes": {
        "a": {"program": [{"send": "m"},
            {"send": "m", "until": "received", "do": [{"sleep": "1ns"}]}]},
        "b": {"program": [{"sleep": "5ns"}, {"receive": "m"}, {"sleep": "5ns"},
            {"receive": "m"}]}}})") ==
        "0 a started\n"
        "0 a sent m #1 (1)\n"
        "0 a sent m #2 (2)\n"
        "0 a waits_for_receipt m (2)\n"
        "0 b started\n"
        "0 b sleeps\n"
        "5 b received m #1 (1)\n"
        "5 b sleeps\n"
        "10 b received m #2 (0)\n"
        "10 b finished\n"
        "10 a receipt_came m (0)\n"
        "10 a sleeps\n"
        "11 a finished\n"
        "11 completed\n");
}

TEST_CASE("a message that is received at once keeps nobody waiting for its receipt") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "mailboxes": {"m": {"capacity": 1}},
      "processes": {
        "a": {"program": [{"receive": "m"}, {"sleep": "2ns"}]},
        "b": {"program": [{"send": "m", "until": "received"}, {"sleep": "1ns"}]}}})") ==
        "0 a started\n"
        "0 a waits_to_receive m (0)\n"
        "0 b started\n"
        "0 b handed_over m #1 (0) with a\n"
        "0 b receipt_came m (0)\n"
        "0 b sleeps\n"
        "0 a sleeps\n"
        "1 b finished\n"
        "2 a finished\n"
        "2 completed\n");
}

TEST_CASE("a sender awaiting the receipt of a dropped message goes on with its else") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "mailboxes": {"m": {"capacity": 1, "when_full": "drop_oldest"}},
      "processes": {
        "a": {"program": [
            {"send": "m", "until": "received", "do": [{"sleep": "1ns"}],
              "else": [{"sleep": "2ns"}]}]},
        "b": {"program": [{"sleep": "4ns"}, {"send": "m"}, {"receive": "m"}]}}})") ==
        "0 a started\n"
        "0 a sent m #1 (1)\n"
        "0 a waits_for_receipt m (1)\n"
        "0 b started\n"
        "0 b sleeps\n"
        "4 a dropped m #1 (0)\n"
        "4 b sent m #2 (1)\n"
        "4 b received m #2 (0)\n"
        "4 b finished\n"
        "4 a message_dropped m (0)\n"
        "4 a sleeps\n"
        "6 a finished\n"
        "6 completed\n");
}

TEST_CASE(
    "a timeout counts from the beginning of the send, whether it waits for room or for receipt") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "mailboxes": {"m": {"capacity": 1, "initial": 1}},
      "processes": {
        "a": {"program": [
            {"send": "m", "until": "received", "timeout": "8ns", "else": [{"sleep": "1ns"}]}]},
        "b": {"program": [{"sleep": "5ns"}, {"receive": "m"}, {"sleep": "5ns"},
            {"receive": "m"}]}}})") ==
        "0 a started\n"
        "0 a waits_to_send m (1)\n"
        "0 b started\n"
        "0 b sleeps\n"
        "5 b received m #1 (0)\n"
        "5 a sent m #2 (1)\n"
        "5 b sleeps\n"
        "5 a waits_for_receipt m (1)\n"
        "8 a timed_out m (1)\n"
        "8 a sleeps\n"
        "9 a finished\n"
        "10 b received m #2 (0)\n"
        "10 b finished\n"
        "10 completed\n");
}

TEST_CASE("a receipt that comes exactly on the deadline is in time") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "mailboxes": {"m": {"capacity": 1}},
      "processes": {
        "a": {"program": [
            {"send": "m", "until": "received", "timeout": "5ns", "do": [{"sleep": "1ns"}]}]},
        "b": {"program": [{"sleep": "5ns"}, {"receive": "m"}]}}})") ==
        "0 a started\n"
        "0 a sent m #1 (1)\n"
        "0 a waits_for_receipt m (1)\n"
        "0 b started\n"
        "0 b sleeps\n"
        "5 b received m #1 (0)\n"
        "5 b finished\n"
        "5 a receipt_came m (0)\n"
        "5 a sleeps\n"
        "6 a finished\n"
        "6 completed\n");
}

TEST_CASE(
    "a nonblocking strategy leaves calls and selects blocking, and until received without effect") {
  CHECK(
      story_of(
          R"({"ipcsim": 1, "run": {"until": "1ms"}, "send": "nonblocking", "receive": "nonblocking",
      "mailboxes": {"m": {"capacity": 1}, "n": {"capacity": 1}},
      "processes": {
        "a": {"program": [{"send": "n", "until": "received"}, {"call": "m"}]},
        "s": {"program": [{"select": [{"receive": "m"}]}, {"sleep": "2ns"}, "reply"]}}})") ==
      "0 a started\n"
      "0 a sent n #1 (1)\n"
      "0 a sent m #1 (1)\n"
      "0 a waits_for_reply m (1)\n"
      "0 s started\n"
      "0 s received m #1 (0)\n"
      "0 s sleeps\n"
      "2 s replied m (0) with a\n"
      "2 s finished\n"
      "2 a reply_came m (0)\n"
      "2 a finished\n"
      "2 completed\n");
}

}  // namespace ipcsim
