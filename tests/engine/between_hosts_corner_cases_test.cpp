// More stories of messages between hosts: what two of their rules do together.
#include <doctest/doctest.h>

#include "tests/support/story.hpp"

namespace ipcsim {

using testing::story_of;

TEST_CASE("a message that was accepted and then dropped is none that its sender still waits for") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "hosts": {"h": {}, "k": {}}, "links": [{"between": ["h", "k"], "latency": "10ns"}],
      "mailboxes": {"m": {"capacity": 1, "when_full": "drop_oldest", "host": "k"}},
      "processes": {
        "a": {"host": "h", "program": [{"send": "m"}, {"sleep": "1ns"}]},
        "b": {"host": "k", "program": [{"sleep": "15ns"}, {"send": "m"}]}}})") ==
        "0 a started\n"
        "0 a sets_out m (0)\n"
        "0 a waits_for_word m (0)\n"
        "0 b started\n"
        "0 b sleeps\n"
        "10 a sent m #1 (1)\n"
        "15 a dropped m #1 (0)\n"
        "15 b sent m #2 (1)\n"
        "15 b finished\n"
        "20 a word_came m (1)\n"
        "20 a sleeps\n"
        "21 a finished\n"
        "21 completed\n");
}

TEST_CASE(
    "a receive from any takes first what has waited longest at its host, whenever it was sent") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "hosts": {"h": {}, "k": {}, "l": {}},
      "links": [{"between": ["h", "l"], "latency": "40ns"}, {"between": ["k", "l"], "latency": "10ns"}],
      "mailboxes": {},
      "processes": {
        "far": {"host": "h", "program": [{"send_to": "b"}]},
        "near": {"host": "k", "program": [{"sleep": "5ns"}, {"send_to": "b"}]},
        "b": {"host": "l", "program": [{"sleep": "50ns"}, {"receive_from": "any"}, {"receive_from": "any"}]}}})") ==
        "0 far started\n"
        "0 far sets_out far -> b (0)\n"
        "0 far waits_for_word far -> b (0)\n"
        "0 near started\n"
        "0 near sleeps\n"
        "0 b started\n"
        "0 b sleeps\n"
        "5 near sets_out near -> b (0)\n"
        "5 near waits_for_word near -> b (0)\n"
        "15 near waits_to_send near -> b (0)\n"
        "40 far waits_to_send far -> b (0)\n"
        "50 b taken_over near -> b #1 (0) with near\n"
        "50 b taken_over far -> b #1 (0) with far\n"
        "50 b finished\n"
        "60 near word_came near -> b (0)\n"
        "60 near finished\n"
        "90 far word_came far -> b (0)\n"
        "90 far finished\n"
        "90 completed\n");
}

TEST_CASE("a copy of a message from another host is paid for by its size where it is received") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "hosts": {"h": {}, "k": {"cores": 1, "costs": {"per_byte": "2ns"}}},
      "links": [{"between": ["h", "k"], "latency": "10ns"}],
      "mailboxes": {"m": {"capacity": 2}},
      "processes": {
        "a": {"host": "h", "program": [{"send": "m", "size": "3B", "mode": "nonblocking"}]},
        "b": {"host": "k", "program": [{"sleep": "50ns"}, {"receive": "m"}]}}})") ==
        "0 a started\n"
        "0 a sets_out m (0)\n"
        "0 a finished\n"
        "0 b started\n"
        "0 b sleeps\n"
        "10 a sent m #1 (1)\n"
        "50 b received m #1 (0)\n"
        "50 b pays\n"
        "56 b finished\n"
        "56 completed\n");
}

TEST_CASE("a caller pays for the copy of its reply by the reply's size") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "hosts": {"h": {"cores": 1, "costs": {"per_byte": "1ns"}}, "k": {}},
      "links": [{"between": ["h", "k"], "latency": "10ns"}],
      "mailboxes": {"m": {"capacity": 2}},
      "processes": {
        "a": {"host": "h", "program": [{"call": "m", "size": "3B"}]},
        "b": {"host": "k", "program": [{"receive": "m"}, {"reply": true, "size": "7B"}]}}})") ==
        "0 a started\n"
        "0 a pays\n"
        "0 b started\n"
        "0 b waits_to_receive m (0)\n"
        "3 a sets_out m (0)\n"
        "3 a waits_for_reply m (0)\n"
        "13 a handed_over m #1 (0) with b\n"
        "13 b reply_sets_out m (0) with a\n"
        "13 b finished\n"
        "23 a reply_came m (0)\n"
        "23 a pays\n"
        "30 a finished\n"
        "30 completed\n");
}

TEST_CASE("a reply takes the links of its call in the opposite order") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "hosts": {"h": {}, "k": {}, "l": {}},
      "links": [{"between": ["h", "k"], "latency": "10ns", "bandwidth": "8Gbps"},
          {"between": ["k", "l"], "latency": "3ns"}],
      "mailboxes": {"m": {"capacity": 2}, "n": {"capacity": 1}},
      "processes": {
        "a": {"host": "h", "program": [{"call": "m"}]},
        "b": {"host": "l", "program": [{"receive": "m"}, {"reply": true, "size": "4B"}]},
        "c": {"host": "k", "program": [{"sleep": "14ns"}, {"send": "n", "size": "9B", "mode": "nonblocking"}]},
        "d": {"host": "h", "program": [{"receive": "n"}]}}})") ==
        "0 a started\n"
        "0 a sets_out m (0)\n"
        "0 a waits_for_reply m (0)\n"
        "0 b started\n"
        "0 b waits_to_receive m (0)\n"
        "0 c started\n"
        "0 c sleeps\n"
        "0 d started\n"
        "0 d waits_to_receive n (0)\n"
        "13 a handed_over m #1 (0) with b\n"
        "13 b reply_sets_out m (0) with a\n"
        "13 b finished\n"
        "14 c sets_out n (0)\n"
        "14 c finished\n"
        "33 c handed_over n #1 (0) with d\n"
        "33 d finished\n"
        "37 a reply_came m (0)\n"
        "37 a finished\n"
        "37 completed\n");
}

}  // namespace ipcsim
