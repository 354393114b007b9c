// The drawing of a schedule is true: each step's arrow, contents and place stand where they should,
// and the page around it says what `check` says.
#include "reports/schedule_figure.hpp"

#include <regex>

#include <doctest/doctest.h>

#include "reports/check_report.hpp"
#include "reports/check_series_report.hpp"
#include "sim/check/check_program.hpp"
#include "tests/reports/elements.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

CheckOutcome checked(const std::string& text) {
  const auto scenario = scenario_of(text);
  const auto program = std::make_shared<const Program>(compile(*scenario));
  return {scenario, program, check_program(*program, {})};
}

Figure figure_of(const CheckOutcome& outcome) {
  REQUIRE(outcome.result.told() != nullptr);
  return schedule_figure(*outcome.scenario, *outcome.program, *outcome.result.told());
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Each takes a fork, computes, and waits for the other's.
constexpr const char* kTwoForks = R"json({
  "ipcsim": 1, "title": "Two forks",
  "mailboxes": { "f": { "capacity": 1, "initial": 1 }, "g": { "capacity": 1, "initial": 1 } },
  "processes": {
    "ann": { "program": [
      { "receive": "f" }, { "compute": "1ms" }, { "receive": "g" },
      { "send": "f" }, { "send": "g" } ] },
    "bob": { "program": [
      { "receive": "g" }, { "compute": "1ms" }, { "receive": "f" },
      { "send": "f" }, { "send": "g" } ] } }
})json";

}  // namespace

TEST_CASE("a schedule has a row for each step, between the beginning and the end") {
  const Figure figure = figure_of(checked(kTwoForks));
  const std::vector<Element> rows = elements(figure, "g", "step");
  REQUIRE(rows.size() == 6);
  CHECK(attribute(rows[0], "data-title") == "The beginning");
  CHECK(attribute(rows[1], "data-title") == "Step 1 of 4");
  CHECK(attribute(rows[1], "data-what") == "ann takes a message from f, which is now empty.");
  CHECK(attribute(rows[1], "data-where") == "\"receive f\", test.json:6");
  CHECK(attribute(rows[5], "data-title") == "The end: deadlock");
  CHECK(attribute(rows[5], "data-what") == "ann and bob wait for each other.");
  REQUIRE(figure.table.rows.size() == 4);
  CHECK(figure.table.rows[0].cells ==
        std::vector<std::string>{"ann", "takes a message from f, which is now empty",
                                 "\"receive f\", test.json:6", "f 0 of 1, g 1 of 1", "yes"});
}

TEST_CASE("an arrow of a schedule goes from a mailbox's column to the lane of who takes from it") {
  const Figure figure = figure_of(checked(kTwoForks));
  const std::vector<Element> arrows = elements(figure, "line", "m ");
  REQUIRE(arrows.size() == 2);
  CHECK(number(arrows[0], "x1") == doctest::Approx(370));  // the edge of f's cell
  CHECK(number(arrows[0], "x2") == doctest::Approx(128));  // the middle of ann's lane
  CHECK(number(arrows[0], "y1") == number(arrows[0], "y2"));
  CHECK(number(arrows[1], "x1") == doctest::Approx(474));
  CHECK(number(arrows[1], "x2") == doctest::Approx(268));
  CHECK(number(arrows[0], "y1") < number(arrows[1], "y1"));
}

TEST_CASE("each row says what the mailboxes hold after its step, and which it has changed") {
  const Figure figure = figure_of(checked(kTwoForks));
  const std::vector<Element> cells = elements(figure, "g", "cell");
  REQUIRE(cells.size() == 12);
  const char* const holds[] = {"1 of 1", "1 of 1", "0 of 1", "1 of 1", "0 of 1", "1 of 1",
                               "0 of 1", "0 of 1", "0 of 1", "0 of 1", "0 of 1", "0 of 1"};
  for (std::size_t i = 0; i < cells.size(); ++i) {
    CAPTURE(i);
    CHECK(attribute(cells[i], "data-holds") == holds[i]);
    const bool is_changed = i == 2 || i == 7;
    CHECK(attribute(cells[i], "class") == (is_changed ? "cell changed" : "cell"));
  }
}

TEST_CASE("the point of no return lies behind the last step from which there was another way") {
  const CheckOutcome outcome = checked(kTwoForks);
  REQUIRE(outcome.result.schedule->steps_to_no_return == 3);
  const Figure figure = figure_of(outcome);
  const std::vector<Element> lines = elements(figure, "g", "no-return");
  REQUIRE(lines.size() == 1);
  const std::vector<Element> bands = elements(figure, "rect", "band");
  const double at = number(lines[0].get_child("line"), "y1");
  CHECK(number(bands[3], "y") < at);
  CHECK(at < number(bands[4], "y"));
  const std::vector<Element> rows = elements(figure, "g", "step");
  CHECK(attribute(rows[2], "data-escape") == "There is still a way out.");
  CHECK(attribute(rows[2], "data-doomed").empty());
  CHECK(attribute(rows[3], "data-escape") == "No escape any more: every way on ends so.");
  CHECK(attribute(rows[3], "data-doomed") == "yes");
}

TEST_CASE("what is handed over goes from lane to lane, and a refused message ends in a cross") {
  const Figure figure = figure_of(checked(R"json({
    "ipcsim": 1, "mailboxes": { "meet": { "capacity": 0 }, "full": { "capacity": 1, "initial": 1 },
                                "never": { "capacity": 0 } },
    "processes": {
      "ann": { "program": [ { "send": "full", "mode": "nonblocking" }, { "send": "meet" },
                            { "receive": "never" } ] },
      "bob": { "program": [ { "receive": "meet" }, { "send": "never" }, { "send": "meet" } ] },
      "eve": { "program": [ { "receive": "never" }, { "receive": "full" },
                            { "receive": "meet" }, { "receive": "never" } ] } } })json"));
  bool is_refused = false;
  bool is_handed_over = false;
  for (const Element& arrow : elements(figure, "line", "m ")) {
    is_refused = is_refused || attribute(arrow, "class") == "m lost";
    is_handed_over = is_handed_over || (number(arrow, "x1") == doctest::Approx(128) &&
                                        number(arrow, "x2") == doctest::Approx(268));
  }
  CHECK(is_refused);
  CHECK(is_handed_over);
  CHECK(elements(figure, "g", "head column").size() == 1);  // `meet` holds nothing
}

TEST_CASE("of a long schedule the middle is left out, and the contents go on as if it were there") {
  const Figure figure = figure_of(checked(R"json({
    "ipcsim": 1, "mailboxes": { "heap": { "capacity": 1000 }, "never": { "capacity": 1 } },
    "processes": {
      "ann": { "program": [ { "loop": 500, "do": [ { "send": "heap" } ] },
                            { "receive": "never" } ] },
      "bob": { "program": [ { "receive": "never" } ] } } })json"));
  CHECK(elements(figure, "g", "step").size() == 402);
  REQUIRE(figure.left_out.size() == 1);
  CHECK(contains(figure.left_out[0], " the first 100 and the last 300 are shown"));
  CHECK(figure.table.rows.back().cells[3] == "heap 500 of 1,000, never 0 of 1");
}

TEST_CASE("the page of a check has its verdict, the way there and why, and the command again") {
  const CheckOutcome outcome = checked(kTwoForks);
  const std::string page = check_html(outcome, {.repeat_command = "ipcsim check x.json"});
  for (const char* part :
       {"<h1><bdi>Two forks</bdi></h1>", "Deadlock under some timing: 4 steps lead into it",
        "<section id=\"schedule\"", "data-go=\"next\"", "<section id=\"deadlock\"",
        "ann and bob wait for each other", "<figure id=\"figure-wait-for\">",
        "The same again: ipcsim check x.json", "no escape from here on"}) {
    INFO(part);
    CHECK(contains(page, part));
  }
}

TEST_CASE("the page of a proof has facts and no schedule") {
  const CheckOutcome outcome = checked(R"json({
    "ipcsim": 1, "mailboxes": { "box": { "capacity": 3 } },
    "processes": { "ann": { "program": [ { "send": "box" } ] },
                   "bob": { "program": [ { "receive": "box" } ] } } })json");
  const std::string page = check_html(outcome, {});
  CHECK(contains(page, "Free of deadlock, whatever the timing: proved, "));
  CHECK(contains(page, "Free of partial deadlock"));
  CHECK(contains(page, "most in it"));
  CHECK_FALSE(contains(page, "<section id=\"schedule\""));
  CHECK_FALSE(contains(page, "class=\"verdict bad\""));
}

TEST_CASE("a page of checks of several variants has a row for each, and the answer in front") {
  CheckSeries series{.scenario = {}, .varied = "mailboxes.box.capacity", .variants = {}};
  series.variants.push_back({.name = "0", .summary = {}, .why_not = "<b>"});
  series.variants.push_back({.name = "1", .summary = CheckSummary{}, .why_not = {}});
  series.variants.back().summary->verdict = CheckVerdict::free;
  series.smallest = SmallestSafe{.answer = 1};
  const std::string page = check_series_html(series, {.repeat_command = "again"});
  CHECK(contains(page, "The smallest mailboxes.box.capacity free of deadlock is 1."));
  CHECK(contains(page, "<bdi>0 is not valid: &lt;b&gt;.</bdi>"));
  CHECK(contains(page, "<td><bdi>free of deadlock</bdi></td>"));
}

TEST_CASE("hostile names are text in the page of a check") {
  const std::string hostile = "<script>alert(1)</script>\\\"'&--> \u202egnp";
  const std::string longest(10'000, 'x');
  const std::string text = R"json({ "ipcsim": 1, "title": "<i>",
    "mailboxes": { ")json" +
                           hostile + R"json(": { "capacity": 1 }, ")json" + longest +
                           R"json(": { "capacity": 1 } },
    "processes": { ")json" +
                           hostile + R"json(": { "program": [ { "send": ")json" + hostile +
                           R"json(" }, { "receive": ")json" + longest + R"json(" } ] },
      ")json" + longest + R"json(": { "program": [ { "receive": ")json" +
                           longest + R"json(" } ] } } })json";
  const CheckOutcome outcome = checked(text);
  const Element document = parsed(svg_document(figure_of(outcome)));  // throws if not well-formed
  std::vector<Element> scripts;
  collect(document, "script", "", scripts);
  CHECK(scripts.empty());
  const std::string page = check_html(outcome, {});
  const std::regex begins_script("<script");
  CHECK(std::distance(std::sregex_iterator(page.begin(), page.end(), begins_script), {}) == 1);
  CHECK(contains(page, "&lt;script&gt;alert(1)&lt;/script&gt;"));
  CHECK(page.size() < 400'000);
}

}  // namespace ipcsim::testing
