#include <string>

#include <doctest/doctest.h>

#include "sim/model/read_scenario.hpp"

namespace ipcsim {
namespace {

ReadResult read(const std::string& processes, const std::string& programs) {
  return read_scenario("with.json", R"({ "ipcsim": 1,
    "mailboxes": { "box_1": { "capacity": 1 }, "box_2": { "capacity": 1 } },
    "programs": )" + programs + R"(, "processes": )" +
                                        processes + " }");
}

Block program_of(const ReadResult& result, std::size_t process) {
  INFO(result.diagnostics.render());
  REQUIRE(result.scenario.has_value());
  return result.scenario->processes.at(process).program;
}

TEST_CASE("one program reads differently for each process that runs it") {
  const ReadResult result = read(R"({ "a": { "program": "p", "with": { "n": 1, "time": "5ms" } },
                "b": { "program": "p", "with": { "n": 2, "time": 0 } } })",
                                 R"({ "p": [ { "send": "box_${n}" }, { "sleep": "${time}" },
                       { "loop": "${n}", "do": [ { "receive": "box_${n}" } ] } ] })");
  const Block a = program_of(result, 0);
  const Block b = program_of(result, 1);
  CHECK(std::get<MailboxRef>(std::get<Send>(a.at(0).what).to).group == MailboxGroupId{0});
  CHECK(std::get<MailboxRef>(std::get<Send>(b.at(0).what).to).group == MailboxGroupId{1});
  CHECK(a.at(0).text == "send box_1");
  CHECK(b.at(0).text == "send box_2");
  CHECK(std::get<Sleep>(a.at(1).what).time == Distribution::constant(5'000'000));
  CHECK(std::get<Sleep>(b.at(1).what).time == Distribution::constant(0));
  CHECK(std::get<Loop>(a.at(2).what).count == 1);
  CHECK(std::get<Loop>(b.at(2).what).count == 2);
}

TEST_CASE("a string that is one placeholder becomes the value with its kind") {
  const ReadResult result = read(
      R"({ "a": { "program": "p", "with": { "weight": 0.25, "mode": "nonblocking", "prio": -3 } } })",
      R"({ "p": [ { "choose": [ { "weight": "${weight}", "do": [
           { "send": "box_1", "mode": "${mode}", "priority": "${prio}" } ] } ] } ] })");
  const Block program = program_of(result, 0);
  const auto& branch = std::get<Choose>(program.at(0).what).branches.at(0);
  CHECK(branch.weight == 0.25);
  CHECK(std::get<Send>(branch.body.at(0).what).pinned == Mode::nonblocking);
  CHECK(std::get<Send>(branch.body.at(0).what).priority == -3);
}

TEST_CASE("numbers are spliced in as they are spelled, and several of them") {
  const ReadResult result =
      read(R"({ "a": { "program": [ { "compute": "${whole}.${part}${unit}" } ],
                       "with": { "whole": 1, "part": "50", "unit": "us" } } })",
           "{}");
  CHECK(std::get<Compute>(program_of(result, 0).at(0).what).time == Distribution::constant(1'500));
}

TEST_CASE("a value is put in as it is, without looking into it again") {
  const ReadResult result =
      read(R"({ "a": { "program": [ { "send": "${x}" } ], "with": { "x": "${x}" } } })", "{}");
  CHECK(result.diagnostics.render().find("no mailbox is named \"${x}\"") != std::string::npos);
}

TEST_CASE("a wrong value is reported where it was given, with the place it stands for") {
  const ReadResult result = read(R"({ "a": { "program": "p", "with": { "time": 5 } } })",
                                 R"({ "p": [ { "sleep": "${time}" } ] })");
  CHECK(result.diagnostics.render() ==
        "with.json:3:110: error: a duration is a string with a unit, not the bare number 5\n"
        "    3 |     \"programs\": { \"p\": [ { \"sleep\": \"${time}\" } ] }, \"processes\": { "
        "\"a\": "
        "{ \"program\": \"p\", \"with\": { \"time\": 5 } } } }\n"
        "      |                                                                                "
        "                              ^\n"
        "  write \"5ms\" or \"5s\"; units: ns, us, ms, s, min, h\n"
        "  it stands for ${time} at with.json:3:37\n");
}

}  // namespace
}  // namespace ipcsim
