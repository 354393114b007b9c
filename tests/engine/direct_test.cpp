// What docs/semantics.md says of direct communication and multicast: the stories of small
// scenarios, whole.
#include <doctest/doctest.h>

#include "tests/support/story.hpp"

namespace ipcsim {

using testing::story_of;

TEST_CASE("direct communication by name, with a message taken from whichever replica") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "processes": {
        "a": {"count": 2, "program": [{"send_to": "b"}]},
        "b": {"program": [{"sleep": "3ns"}, {"receive_from": "a[1]"},
            {"receive_from": "a"}]}}})") ==
        "0 a[0] started\n"
        "0 a[0] waits_to_send a[0] -> b (0)\n"
        "0 a[1] started\n"
        "0 a[1] waits_to_send a[1] -> b (0)\n"
        "0 b started\n"
        "0 b sleeps\n"
        "3 b taken_over a[1] -> b #1 (0) with a[1]\n"
        "3 b taken_over a[0] -> b #1 (0) with a[0]\n"
        "3 b finished\n"
        "3 a[1] finished\n"
        "3 a[0] finished\n"
        "3 completed\n");
}

TEST_CASE("receive_from any takes what has waited longest, at equal times of the lower sender") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "processes": {
        "a": {"program": [{"sleep": "2ns"}, {"send_to": "c"}]},
        "b": {"program": [{"sleep": "1ns"}, {"send_to": "c"}]},
        "d": {"program": [{"sleep": "1ns"}, {"send_to": "c"}]},
        "c": {"program": [{"sleep": "3ns"},
            {"loop": 3, "do": [{"receive_from": "any"}]}]}}})") ==
        "0 a started\n"
        "0 a sleeps\n"
        "0 b started\n"
        "0 b sleeps\n"
        "0 d started\n"
        "0 d sleeps\n"
        "0 c started\n"
        "0 c sleeps\n"
        "1 b waits_to_send b -> c (0)\n"
        "1 d waits_to_send d -> c (0)\n"
        "2 a waits_to_send a -> c (0)\n"
        "3 c taken_over b -> c #1 (0) with b\n"
        "3 c taken_over d -> c #1 (0) with d\n"
        "3 c taken_over a -> c #1 (0) with a\n"
        "3 c finished\n"
        "3 b finished\n"
        "3 d finished\n"
        "3 a finished\n"
        "3 completed\n");
}

TEST_CASE("a receive from several links waits in all of them") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"}, "direct": {"capacity": 1},
      "processes": {
        "c": {"program": [{"loop": 2, "do": [{"receive_from": "any"}]}]},
        "a": {"program": [{"sleep": "2ns"}, {"send_to": "c"}]},
        "b": {"program": [{"sleep": "1ns"}, {"send_to": "c"}]}}})") ==
        "0 c started\n"
        "0 c waits_to_receive\n"
        "0 a started\n"
        "0 a sleeps\n"
        "0 b started\n"
        "0 b sleeps\n"
        "1 b handed_over b -> c #1 (0) with c\n"
        "1 b finished\n"
        "1 c waits_to_receive\n"
        "2 a handed_over a -> c #1 (0) with c\n"
        "2 a finished\n"
        "2 c finished\n"
        "2 completed\n");
}

TEST_CASE("replicas reach each other around a ring of direct links") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"}, "direct": {"capacity": 1},
      "processes": {
        "n": {"count": 3, "program": [{"send_to": "n[self+1]"},
            {"receive_from": "n[self-1]"}]}}})") ==
        "0 n[0] started\n"
        "0 n[0] sent n[0] -> n[1] #1 (1)\n"
        "0 n[0] waits_to_receive n[2] -> n[0] (0)\n"
        "0 n[1] started\n"
        "0 n[1] sent n[1] -> n[2] #1 (1)\n"
        "0 n[1] received n[0] -> n[1] #1 (0)\n"
        "0 n[1] finished\n"
        "0 n[2] started\n"
        "0 n[2] handed_over n[2] -> n[0] #1 (0) with n[0]\n"
        "0 n[2] received n[1] -> n[2] #1 (0)\n"
        "0 n[2] finished\n"
        "0 n[0] finished\n"
        "0 completed\n");
}

TEST_CASE("a multicast sends to one after the other, and waits where it must") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "mailboxes": {"x": {"capacity": 1}, "y": {"count": 2, "capacity": 0}},
      "processes": {
        "a": {"program": [{"multicast": ["x", "y[*]"]}, {"sleep": "1ns"}]},
        "b": {"program": [{"sleep": "2ns"}, {"receive": "y[1]"}, {"receive": "y[0]"}]},
        "c": {"program": [{"sleep": "4ns"}, {"receive": "y[0]", "mode": "blocking"},
            {"send": "y[0]", "mode": "blocking"}]}}})") ==
        "0 a started\n"
        "0 a sent x #1 (1)\n"
        "0 a waits_to_send y[0] (0)\n"
        "0 b started\n"
        "0 b sleeps\n"
        "0 c started\n"
        "0 c sleeps\n"
        "2 b waits_to_receive y[1] (0)\n"
        "4 c taken_over y[0] #1 (0) with a\n"
        "4 c waits_to_send y[0] (0)\n"
        "4 a handed_over y[1] #1 (0) with b\n"
        "4 a sleeps\n"
        "4 b taken_over y[0] #2 (0) with c\n"
        "4 b finished\n"
        "4 c finished\n"
        "5 a finished\n"
        "5 completed\n");
}

TEST_CASE("a multicast that may not wait goes on past those who refuse") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "mailboxes": {"x": {"count": 3, "capacity": 0}},
      "processes": {
        "b": {"program": [{"receive": "x[1]"}]},
        "a": {"program": [{"multicast": ["x[*]"], "mode": "nonblocking"},
            {"sleep": "1ns"}]}}})") ==
        "0 b started\n"
        "0 b waits_to_receive x[1] (0)\n"
        "0 a started\n"
        "0 a refused x[0] (0)\n"
        "0 a handed_over x[1] #1 (0) with b\n"
        "0 a refused x[2] (0)\n"
        "0 a sleeps\n"
        "0 b finished\n"
        "1 a finished\n"
        "1 completed\n");
}

TEST_CASE("each send of a multicast gives up after the timeout") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "mailboxes": {"x": {"capacity": 0}, "y": {"capacity": 0}},
      "processes": {
        "a": {"program": [{"multicast": ["x", "y"], "timeout": "5ns"}, {"sleep": "1ns"}]},
        "b": {"program": [{"sleep": "8ns"}, {"receive": "y"}]}}})") ==
        "0 a started\n"
        "0 a waits_to_send x (0)\n"
        "0 b started\n"
        "0 b sleeps\n"
        "5 a timed_out x (0)\n"
        "5 a waits_to_send y (0)\n"
        "8 b taken_over y #1 (0) with a\n"
        "8 b finished\n"
        "8 a sleeps\n"
        "9 a finished\n"
        "9 completed\n");
}

}  // namespace ipcsim
