// What docs/semantics.md says of messages, replies and word between hosts: the stories of small
// scenarios, whole.
#include <doctest/doctest.h>

#include "tests/support/story.hpp"

namespace ipcsim {

using testing::story_of;

TEST_CASE("a blocking send goes on when word of its acceptance has come back over the links") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "hosts": {"h": {}, "k": {}}, "links": [{"between": ["h", "k"], "latency": "10ns", "bandwidth": "8Gbps"}],
      "mailboxes": {"m": {"capacity": 1}},
      "processes": {
        "a": {"host": "h", "program": [{"send": "m", "size": "5B"}, {"sleep": "1ns"}]},
        "b": {"host": "k", "program": [{"sleep": "100ns"}, {"receive": "m"}]}}})") ==
        "0 a started\n"
        "0 a sets_out m (0)\n"
        "0 a waits_for_word m (0)\n"
        "0 b started\n"
        "0 b sleeps\n"
        "15 a sent m #1 (1)\n"
        "25 a word_came m (1)\n"
        "25 a sleeps\n"
        "26 a finished\n"
        "100 b received m #1 (0)\n"
        "100 b finished\n"
        "100 completed\n");
}

TEST_CASE(
    "a message waits at a full mailbox in turn with the senders of its host, and its own is told") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "hosts": {"h": {}, "k": {}}, "links": [{"between": ["h", "k"], "latency": "10ns"}],
      "mailboxes": {"m": {"capacity": 1}},
      "processes": {
        "a": {"host": "h", "program": [{"send": "m"}]},
        "b": {"host": "k", "program": [{"send": "m"}, {"sleep": "15ns"}, {"send": "m"}]},
        "c": {"host": "k", "program": [{"sleep": "50ns"}, {"loop": 3, "do": [{"receive": "m"}, {"sleep": "1ns"}]}]}}})") ==
        "0 a started\n"
        "0 a sets_out m (0)\n"
        "0 a waits_for_word m (0)\n"
        "0 b started\n"
        "0 b sent m #1 (1)\n"
        "0 b sleeps\n"
        "0 c started\n"
        "0 c sleeps\n"
        "10 a waits_to_send m (1)\n"
        "15 b waits_to_send m (1)\n"
        "50 c received m #1 (0)\n"
        "50 a sent m #2 (1)\n"
        "50 c sleeps\n"
        "51 c received m #2 (0)\n"
        "51 b sent m #3 (1)\n"
        "51 c sleeps\n"
        "51 b finished\n"
        "52 c received m #3 (0)\n"
        "52 c sleeps\n"
        "53 c finished\n"
        "60 a word_came m (0)\n"
        "60 a finished\n"
        "60 completed\n");
}

TEST_CASE("over a rendezvous the message goes from the mailbox's door into the receiver's hands") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "hosts": {"h": {}, "k": {}}, "links": [{"between": ["h", "k"], "latency": "10ns"}],
      "mailboxes": {"m": {"capacity": 0}},
      "processes": {
        "a": {"host": "h", "program": [{"send": "m"}]},
        "b": {"host": "k", "program": [{"sleep": "50ns"}, {"receive": "m", "mode": "nonblocking", "else": ["stop"]}, {"sleep": "1ns"}]}}})") ==
        "0 a started\n"
        "0 a sets_out m (0)\n"
        "0 a waits_for_word m (0)\n"
        "0 b started\n"
        "0 b sleeps\n"
        "10 a waits_to_send m (0)\n"
        "50 b taken_over m #1 (0) with a\n"
        "50 b sleeps\n"
        "51 b finished\n"
        "60 a word_came m (0)\n"
        "60 a finished\n"
        "60 completed\n");
}

TEST_CASE(
    "who gives up withdraws a message that waits; one that was accepted stays, and its word is too "
    "late") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "hosts": {"h": {}, "k": {}}, "links": [{"between": ["h", "k"], "latency": "10ns"}],
      "mailboxes": {"m": {"capacity": 1}},
      "processes": {
        "a": {"host": "h", "program": [{"send": "m", "timeout": "15ns"}, {"send": "m", "timeout": "40ns", "else": [{"sleep": "1ns"}]}]},
        "b": {"host": "k", "program": [{"sleep": "100ns"}, {"receive": "m"}]}}})") ==
        "0 a started\n"
        "0 a sets_out m (0)\n"
        "0 a waits_for_word m (0)\n"
        "0 b started\n"
        "0 b sleeps\n"
        "10 a sent m #1 (1)\n"
        "15 a timed_out m (1)\n"
        "15 a sets_out m (1)\n"
        "15 a waits_for_word m (1)\n"
        "25 a waits_to_send m (1)\n"
        "55 a timed_out m (1)\n"
        "55 a sleeps\n"
        "56 a finished\n"
        "100 b received m #1 (0)\n"
        "100 b finished\n"
        "100 completed\n");
}

TEST_CASE("word that comes at the very instant of the timeout is in time") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "hosts": {"h": {}, "k": {}}, "links": [{"between": ["h", "k"], "latency": "10ns"}],
      "mailboxes": {"m": {"capacity": 1}},
      "processes": {
        "a": {"host": "h", "program": [{"send": "m", "timeout": "20ns", "do": [{"sleep": "2ns"}], "else": [{"sleep": "1ns"}]}]},
        "b": {"host": "k", "program": [{"receive": "m"}]}}})") ==
        "0 a started\n"
        "0 a sets_out m (0)\n"
        "0 a waits_for_word m (0)\n"
        "0 b started\n"
        "0 b waits_to_receive m (0)\n"
        "10 a handed_over m #1 (0) with b\n"
        "10 b finished\n"
        "20 a word_came m (0)\n"
        "20 a sleeps\n"
        "22 a finished\n"
        "22 completed\n");
}

TEST_CASE("a message under way whose sender has given up is decided by when_full on arrival") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "hosts": {"h": {}, "k": {}}, "links": [{"between": ["h", "k"], "latency": "10ns"}],
      "mailboxes": {"m": {"capacity": 1, "initial": 1}},
      "processes": {
        "a": {"host": "h", "program": [{"send": "m", "timeout": "5ns"}]},
        "b": {"host": "k", "program": [{"sleep": "100ns"}, {"receive": "m"}]}}})") ==
        "0 a started\n"
        "0 a sets_out m (1)\n"
        "0 a waits_for_word m (1)\n"
        "0 b started\n"
        "0 b sleeps\n"
        "5 a timed_out m (1)\n"
        "5 a finished\n"
        "10 a refused m (1)\n"
        "100 b received m #1 (0)\n"
        "100 b finished\n"
        "100 completed\n");
}

TEST_CASE("word of the receipt travels, and so does word that the message was dropped") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "hosts": {"h": {}, "k": {}}, "links": [{"between": ["h", "k"], "latency": "10ns"}],
      "mailboxes": {"m": {"capacity": 1, "when_full": "drop_oldest"}},
      "processes": {
        "a": {"host": "h", "program": [{"send": "m", "until": "received", "else": [{"sleep": "1ns"}]}, {"send": "m", "until": "received"}]},
        "b": {"host": "k", "program": [{"sleep": "15ns"}, {"send": "m"}, {"receive": "m"}, {"sleep": "50ns"}, {"receive": "m"}]}}})") ==
        "0 a started\n"
        "0 a sets_out m (0)\n"
        "0 a waits_for_receipt m (0)\n"
        "0 b started\n"
        "0 b sleeps\n"
        "10 a sent m #1 (1)\n"
        "15 a dropped m #1 (0)\n"
        "15 b sent m #2 (1)\n"
        "15 b received m #2 (0)\n"
        "15 b sleeps\n"
        "25 a message_dropped m (0)\n"
        "25 a sleeps\n"
        "26 a sets_out m (0)\n"
        "26 a waits_for_receipt m (0)\n"
        "36 a sent m #3 (1)\n"
        "65 b received m #3 (0)\n"
        "65 b finished\n"
        "75 a receipt_came m (0)\n"
        "75 a finished\n"
        "75 completed\n");
}

TEST_CASE("a reply travels back over the links, holding them for its size") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "hosts": {"h": {}, "k": {}}, "links": [{"between": ["h", "k"], "latency": "10ns", "bandwidth": "8Gbps"}],
      "mailboxes": {"m": {"capacity": 1}},
      "processes": {
        "a": {"host": "h", "program": [{"call": "m", "size": "2B"}]},
        "b": {"host": "k", "program": [{"receive": "m"}, {"reply": true, "size": "7B"}, {"sleep": "1ns"}]}}})") ==
        "0 a started\n"
        "0 a sets_out m (0)\n"
        "0 a waits_for_reply m (0)\n"
        "0 b started\n"
        "0 b waits_to_receive m (0)\n"
        "12 a handed_over m #1 (0) with b\n"
        "12 b reply_sets_out m (0) with a\n"
        "12 b sleeps\n"
        "13 b finished\n"
        "29 a reply_came m (0)\n"
        "29 a finished\n"
        "29 completed\n");
}

TEST_CASE("a reply that comes after its caller has given up is late") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "hosts": {"h": {}, "k": {}}, "links": [{"between": ["h", "k"], "latency": "10ns"}],
      "mailboxes": {"m": {"capacity": 1}},
      "processes": {
        "a": {"host": "h", "program": [{"call": "m", "timeout": "15ns"}, {"sleep": "1us"}]},
        "b": {"host": "k", "program": [{"receive": "m"}, "reply"]}}})") ==
        "0 a started\n"
        "0 a sets_out m (0)\n"
        "0 a waits_for_reply m (0)\n"
        "0 b started\n"
        "0 b waits_to_receive m (0)\n"
        "10 a handed_over m #1 (0) with b\n"
        "10 b reply_sets_out m (0) with a\n"
        "10 b finished\n"
        "15 a timed_out m (0)\n"
        "15 a sleeps\n"
        "20 b replied_late m (0) with a\n"
        "1015 a finished\n"
        "1015 completed\n");
}

TEST_CASE("a multicast goes to one host after the other, each with its own word") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "hosts": {"h": {}, "k": {}, "l": {}}, "links": [{"between": ["h", "k"], "latency": "10ns"},
          {"between": ["k", "l"], "latency": "3ns"}],
      "mailboxes": {"m": {"capacity": 1}, "n": {"capacity": 1}},
      "processes": {
        "a": {"host": "h", "program": [{"multicast": ["m", "n"]}]},
        "b": {"host": "k", "program": [{"receive": "m"}]},
        "c": {"host": "l", "program": [{"receive": "n"}]}}})") ==
        "0 a started\n"
        "0 a sets_out m (0)\n"
        "0 a waits_for_word m (0)\n"
        "0 b started\n"
        "0 b waits_to_receive m (0)\n"
        "0 c started\n"
        "0 c waits_to_receive n (0)\n"
        "10 a handed_over m #1 (0) with b\n"
        "10 b finished\n"
        "20 a word_came m (0)\n"
        "20 a sets_out n (0)\n"
        "20 a waits_for_word n (0)\n"
        "33 a handed_over n #1 (0) with c\n"
        "33 c finished\n"
        "46 a word_came n (0)\n"
        "46 a finished\n"
        "46 completed\n");
}

TEST_CASE("direct communication between hosts goes over links too") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "hosts": {"h": {}, "k": {}}, "links": [{"between": ["h", "k"], "latency": "10ns"}],
      "mailboxes": {},
      "processes": {
        "a": {"host": "h", "program": [{"send_to": "b"}]},
        "b": {"host": "k", "program": [{"receive_from": "any"}, {"sleep": "1ns"}]}}})") ==
        "0 a started\n"
        "0 a sets_out a -> b (0)\n"
        "0 a waits_for_word a -> b (0)\n"
        "0 b started\n"
        "0 b waits_to_receive a -> b (0)\n"
        "10 a handed_over a -> b #1 (0) with b\n"
        "10 b sleeps\n"
        "11 b finished\n"
        "20 a word_came a -> b (0)\n"
        "20 a finished\n"
        "20 completed\n");
}

TEST_CASE("a message that a landing brings to its receiver may be the last that the run asks for") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": {"messages": 1, "mailbox": "m"}},
      "hosts": {"h": {}, "k": {}}, "links": [{"between": ["h", "k"], "latency": "10ns"}],
      "mailboxes": {"m": {"capacity": 1}},
      "processes": {
        "a": {"host": "h", "program": [{"send": "m", "mode": "nonblocking"}, {"sleep": "1us"}]},
        "b": {"host": "k", "program": [{"receive": "m"}, {"sleep": "1us"}]}}})") ==
        "0 a started\n"
        "0 a sets_out m (0)\n"
        "0 a sleeps\n"
        "0 b started\n"
        "0 b waits_to_receive m (0)\n"
        "10 a handed_over m #1 (0) with b\n"
        "10 message limit\n");
}

TEST_CASE(
    "what a send costs on its core comes before its message sets out, and counts in its latency") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "hosts": {"h": {"cores": 1, "costs": {"send": "4ns", "per_byte": "1ns"}},
          "k": {"cores": 1, "costs": {"receive": "5ns", "per_byte": "2ns"}}},
      "links": [{"between": ["h", "k"], "latency": "10ns"}],
      "mailboxes": {"m": {"capacity": 1}},
      "processes": {
        "a": {"host": "h", "program": [{"send": "m", "size": "3B"}]},
        "b": {"host": "k", "program": [{"receive": "m"}]}}})") ==
        "0 a started\n"
        "0 a pays\n"
        "0 b started\n"
        "0 b waits_to_receive m (0)\n"
        "7 a sets_out m (0)\n"
        "7 a waits_for_word m (0)\n"
        "17 a handed_over m #1 (0) with b\n"
        "17 b pays\n"
        "27 a word_came m (0)\n"
        "27 a finished\n"
        "28 b finished\n"
        "28 completed\n");
}

TEST_CASE(
    "two that both send first to the other's host, without room, wait for each other for ever") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "hosts": {"h": {}, "k": {}}, "links": [{"between": ["h", "k"], "latency": "10ns"}],
      "mailboxes": {"m": {"capacity": 0}, "n": {"capacity": 0}},
      "processes": {
        "a": {"host": "h", "program": [{"send": "m"}, {"receive": "n"}]},
        "b": {"host": "k", "program": [{"send": "n"}, {"receive": "m"}]}}})") ==
        "0 a started\n"
        "0 a sets_out m (0)\n"
        "0 a waits_for_word m (0)\n"
        "0 b started\n"
        "0 b sets_out n (0)\n"
        "0 b waits_for_word n (0)\n"
        "10 a waits_to_send m (0)\n"
        "10 b waits_to_send n (0)\n"
        "10 deadlock\n");
}

}  // namespace ipcsim
