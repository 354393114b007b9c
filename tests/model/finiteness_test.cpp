#include "sim/model/finiteness.hpp"

#include <string>

#include <doctest/doctest.h>

#include "sim/model/read_scenario.hpp"

namespace ipcsim {
namespace {

/// Whether a program of these statements is finite, and which loop is said to make it endless.
std::string endless(const std::string& statements) {
  const ReadResult result = read_scenario("loops.json", R"({ "ipcsim": 1, "run": { "until": "1s" },
        "mailboxes": { "m": { "capacity": 1 } },
        "processes": { "p": { "program": [)" + statements + "] } } }");
  INFO(result.diagnostics.render());
  REQUIRE(result.scenario.has_value());
  const Statement* loop = endless_loop(result.scenario->processes.at(0).program);
  if (loop == nullptr) return "finite";
  return std::string(
      loop->where.text->text().substr(loop->where.begin, loop->where.end - loop->where.begin));
}

TEST_CASE("a program without endless loops is finite") {
  CHECK(endless(R"({ "compute": "1ms" })") == "finite");
  CHECK(endless(R"({ "loop": 4294967295, "do": [ { "compute": "1ms" } ] })") == "finite");
}

TEST_CASE("a loop for ever is endless, wherever it stands") {
  const std::string loop = R"({ "loop": "forever", "do": [ { "compute": "1ms" } ] })";
  CHECK(endless(loop) == loop);
  CHECK(endless(R"({ "loop": 3, "do": [)" + loop + "] }") == loop);
  CHECK(endless(R"({ "receive": "m", "do": [)" + loop + "] }") == loop);
  CHECK(endless(R"({ "send": "m", "else": [)" + loop + "] }") == loop);
  CHECK(endless(R"({ "choose": [ { "weight": 1, "do": [)" + loop + "] } ] }") == loop);
  CHECK(endless(R"({ "call": "m", "do": [)" + loop + "] }") == loop);
  CHECK(endless(R"({ "send_to": "p", "else": [)" + loop + "] }") == loop);
  CHECK(endless(R"({ "select": [ { "receive": "m" }, { "after": "1s", "do": [)" + loop +
                "] } ] }") == loop);
  CHECK(endless(R"({ "select": [ { "receive": "m" }, { "else": [)" + loop + "] } ] }") == loop);
}

TEST_CASE("a break of its own, in any block, ends a loop") {
  for (const std::string way_out :
       {R"("break")", R"({ "receive": "m", "do": [ "break" ] })",
        R"({ "receive": "m", "else": [ "break" ] })", R"({ "send": "m", "else": [ "break" ] })",
        R"({ "choose": [ { "weight": 1, "do": [ "break" ] } ] })",
        R"({ "receive_from": "any", "timeout": "1ms", "else": [ "break" ] })",
        R"({ "call": "m", "timeout": "1ms", "do": [ "break" ] })",
        R"({ "call": "m", "timeout": "1ms", "else": [ "break" ] })",
        R"({ "select": [ { "receive": "m" }, { "send": "m", "do": [ "break" ] } ] })",
        R"({ "select": [ { "receive": "m" }, { "else": [ "break" ] } ] })"}) {
    CAPTURE(way_out);
    CHECK(endless(R"({ "loop": "forever", "do": [ { "compute": "1ms" }, )" + way_out + "] }") ==
          "finite");
  }
}

TEST_CASE("a break of an inner loop does not end the outer one") {
  const std::string outer =
      R"({ "loop": "forever", "do": [ { "loop": "forever", "do": [ "break" ] } ] })";
  CHECK(endless(outer) == outer);
}

TEST_CASE("a break of the outer loop does not end the inner one") {
  const std::string inner = R"({ "loop": "forever", "do": [ "continue" ] })";
  CHECK(endless(R"({ "loop": "forever", "do": [ "break", )" + inner + "] }") == inner);
}

TEST_CASE("a stop ends every loop around it") {
  CHECK(endless(R"({ "loop": "forever", "do": [ { "loop": "forever", "do": [ "stop" ] } ] })") ==
        "finite");
}

}  // namespace
}  // namespace ipcsim
