// What docs/semantics.md says of select: the stories of small scenarios, whole.
#include <doctest/doctest.h>

#include "tests/support/story.hpp"

namespace ipcsim {

using testing::story_of;

TEST_CASE("a select takes the first alternative in its list that can go") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "mailboxes": {"x": {"capacity": 1, "initial": 1}, "y": {"capacity": 1, "initial": 1}},
      "processes": {
        "a": {"program": [
            {"select": [{"receive": "y", "do": [{"sleep": "1ns"}]}, {"receive": "x",
              "do": [{"sleep": "2ns"}]}]},
            {"select": [{"receive": "y"}, {"receive": "x", "do": [{"sleep": "2ns"}]}]}]}}})") ==
        "0 a started\n"
        "0 a received y #1 (0)\n"
        "0 a sleeps\n"
        "1 a received x #1 (0)\n"
        "1 a sleeps\n"
        "3 a finished\n"
        "3 completed\n");
}

TEST_CASE(
    "a select waits in all its mailboxes, and whoever comes first ends the wait in all of them") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "mailboxes": {"x": {"capacity": 0}, "y": {"capacity": 1}},
      "processes": {
        "a": {"program": [
            {"select": [{"receive": "x"}, {"receive": "y", "do": [{"sleep": "1ns"}]}]},
            {"select": [{"receive": "y"}, {"receive": "x"}]}]},
        "b": {"program": [{"sleep": "5ns"}, {"send": "y"}, {"send": "x"}]}}})") ==
        "0 a started\n"
        "0 a waits_in_select\n"
        "0 b started\n"
        "0 b sleeps\n"
        "5 b handed_over y #1 (0) with a\n"
        "5 b waits_to_send x (0)\n"
        "5 a sleeps\n"
        "6 a taken_over x #1 (0) with b\n"
        "6 a finished\n"
        "6 b finished\n"
        "6 completed\n");
}

TEST_CASE("a waiting select is served through its send as well as through its receive") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "mailboxes": {"x": {"capacity": 0}, "y": {"capacity": 0}},
      "processes": {
        "a": {"program": [
            {"loop": 2, "do": [{"select": [{"send": "x"}, {"receive": "y"}]}]}]},
        "b": {"program": [{"sleep": "3ns"}, {"receive": "x"}, {"sleep": "3ns"},
            {"send": "y"}]}}})") ==
        "0 a started\n"
        "0 a waits_in_select\n"
        "0 b started\n"
        "0 b sleeps\n"
        "3 b taken_over x #1 (0) with a\n"
        "3 b sleeps\n"
        "3 a waits_in_select\n"
        "6 b handed_over y #1 (0) with a\n"
        "6 b finished\n"
        "6 a finished\n"
        "6 completed\n");
}

TEST_CASE("two selects meet, and the one that comes second decides by its own list") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "mailboxes": {"x": {"capacity": 0}, "y": {"capacity": 0}},
      "processes": {
        "a": {"program": [{"select": [{"send": "x"}, {"receive": "y"}]}]},
        "b": {"program": [{"sleep": "3ns"},
            {"select": [{"send": "y", "do": [{"sleep": "1ns"}]}, {"receive": "x",
              "do": [{"sleep": "2ns"}]}]}]}}})") ==
        "0 a started\n"
        "0 a waits_in_select\n"
        "0 b started\n"
        "0 b sleeps\n"
        "3 b handed_over y #1 (0) with a\n"
        "3 b sleeps\n"
        "3 a finished\n"
        "4 b finished\n"
        "4 completed\n");
}

TEST_CASE("a select never meets itself") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "mailboxes": {"x": {"capacity": 0}},
      "processes": {
        "a": {"program": [
            {"select": [{"send": "x"}, {"receive": "x"}, {"after": "5ns"}]}]}}})") ==
        "0 a started\n"
        "0 a waits_in_select\n"
        "5 a after_passed\n"
        "5 a finished\n"
        "5 completed\n");
}

TEST_CASE(
    "the earliest after fires, at equal times the first in the list, when nothing else is left") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "mailboxes": {"x": {"capacity": 1}},
      "processes": {
        "a": {"program": [
            {"select": [{"receive": "x"}, {"after": "9ns"}, {"after": "5ns",
              "do": [{"sleep": "1ns"}]}, {"after": "5ns", "do": [{"sleep": "2ns"}]}]},
            {"select": [{"receive": "x", "do": [{"sleep": "4ns"}]}, {"after": "2ns"}]}]},
        "b": {"program": [{"sleep": "8ns"}, {"send": "x"}]}}})") ==
        "0 a started\n"
        "0 a waits_in_select\n"
        "0 b started\n"
        "0 b sleeps\n"
        "5 a after_passed\n"
        "5 a sleeps\n"
        "6 a waits_in_select\n"
        "8 b handed_over x #1 (0) with a\n"
        "8 b finished\n"
        "8 a sleeps\n"
        "12 a finished\n"
        "12 completed\n");
}

TEST_CASE("the else of a select runs at once if no alternative can go") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "mailboxes": {"x": {"capacity": 1}},
      "processes": {
        "a": {"program": [{"select": [{"receive": "x"}, {"else": [{"sleep": "3ns"}]}]},
            {"select": [{"else": []}, {"receive": "x"}]}]},
        "b": {"program": [{"sleep": "1ns"}, {"send": "x"}]}}})") ==
        "0 a started\n"
        "0 a took_else\n"
        "0 a sleeps\n"
        "0 b started\n"
        "0 b sleeps\n"
        "1 b sent x #1 (1)\n"
        "1 b finished\n"
        "3 a received x #1 (0)\n"
        "3 a finished\n"
        "3 completed\n");
}

TEST_CASE("a nonblocking send at capacity 0 is accepted by a waiting select") {
  CHECK(story_of(R"({"ipcsim": 1, "run": {"until": "1ms"},
      "mailboxes": {"x": {"capacity": 0}, "y": {"capacity": 0}},
      "processes": {
        "a": {"program": [{"select": [{"receive": "x"}, {"receive": "y"}]}]},
        "b": {"program": [{"sleep": "1ns"}, {"send": "y", "mode": "nonblocking"},
            {"send": "x", "mode": "nonblocking"}]}}})") ==
        "0 a started\n"
        "0 a waits_in_select\n"
        "0 b started\n"
        "0 b sleeps\n"
        "1 b handed_over y #1 (0) with a\n"
        "1 b refused x (0)\n"
        "1 b finished\n"
        "1 a finished\n"
        "1 completed\n");
}

}  // namespace ipcsim
