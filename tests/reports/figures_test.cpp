// Drawings are true: each stretch and arrow of a small run stands where its times say, and whatever
// somebody called a process is text.
#include <cmath>
#include <regex>
#include <sstream>

#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <doctest/doctest.h>

#include "reports/html_report.hpp"
#include "reports/run_figures.hpp"
#include "sim/experiment/record_run.hpp"
#include "sim/program/compile.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

struct Drawn {
  Results results;
  Recording recording;
};

Drawn drawn(const std::string& text) {
  const auto scenario = scenario_of(text);
  const Program program = compile(*scenario);
  Drawn of{run_experiment(*scenario, program, {}), {}};
  of.recording = record_run({scenario.get(), &program}, of.results, {}, {});
  return of;
}

using Element = boost::property_tree::ptree;

Element parsed(const std::string& xml) {
  std::istringstream in(xml);
  Element root;
  boost::property_tree::read_xml(in, root);
  return root;
}

std::string attribute(const Element& element, const std::string& name) {
  return element.get<std::string>("<xmlattr>." + name, "");
}

/// Every element of that tag whose class begins with `css_class`, in the order of the document.
void collect(const Element& in, const std::string& tag, const std::string& css_class,
             std::vector<Element>& found) {
  for (const auto& [name, child] : in) {
    if (name == tag && attribute(child, "class").starts_with(css_class)) found.push_back(child);
    collect(child, tag, css_class, found);
  }
}

std::vector<Element> elements(const Figure& figure, const std::string& tag,
                              const std::string& css_class) {
  std::vector<Element> found;
  collect(parsed(figure.svg), tag, css_class, found);
  return found;
}

double number(const Element& element, const std::string& name) {
  return std::stod(attribute(element, name));
}

constexpr double kLeft = 150;
constexpr double kWidth = 794;

/// What stands at so many seconds of a drawing of [0 s, 7 s].
double place(double seconds) { return kLeft + seconds / 7 * kWidth; }

void check_near(double a, double b) { CHECK(std::abs(a - b) <= 0.0051); }

constexpr const char* kSevenSeconds = R"json({
  "ipcsim": 1, "run": { "until": "1min" },
  "mailboxes": { "box": { "capacity": 1 } },
  "processes": {
    "ann": { "program": [
      { "compute": "2s" }, { "send": "box" }, { "send": "box" }, { "sleep": "1s" } ] },
    "bob": { "program": [
      { "sleep": "4s" }, { "receive": "box" }, { "compute": "3s" }, { "receive": "box" } ] } }
})json";

}  // namespace

TEST_CASE("every stretch of a timeline stands where its times say, in its colour") {
  const Drawn run = drawn(kSevenSeconds);
  REQUIRE(run.recording.windows.size() == 1);
  REQUIRE(run.recording.end == Instant{7'000'000'000});
  struct Expected {
    const char* css_class;
    double from, to, y;
  };
  const std::vector<Expected> expected = {{"s computing", 0, 2, 31},
                                          {"s blocked_send", 2, 4, 31},
                                          {"s sleeping", 4, 5, 31},
                                          {"s sleeping", 0, 4, 53},
                                          {"s computing", 4, 7, 53}};
  const Figure figure = timeline_figure({run.recording, run.recording.windows[0]});
  const std::vector<Element> bars = elements(figure, "rect", "s ");
  REQUIRE(bars.size() == expected.size());
  for (std::size_t i = 0; i < bars.size(); ++i) {
    CHECK(attribute(bars[i], "class") == expected[i].css_class);
    check_near(number(bars[i], "x"), place(expected[i].from));
    check_near(number(bars[i], "width"), place(expected[i].to) - place(expected[i].from));
    check_near(number(bars[i], "y"), expected[i].y);
  }
  CHECK(attribute(bars[1], "data-tip") ==
        "ann: blocked in send from 2 s to 4 s, for 2 s, at \"send box\", line 6");
  REQUIRE(figure.table.rows.size() == expected.size());
  CHECK(figure.table.rows[4].name == "bob");
  CHECK(figure.table.rows[4].cells ==
        std::vector<std::string>{"computing", "4 s", "7 s", "3 s", "\"compute\", line 8"});
}

TEST_CASE("every arrow goes from where its message was sent to where it was received") {
  const Drawn run = drawn(kSevenSeconds);
  const Figure figure = space_time_figure({run.recording, run.recording.windows[0]});
  const std::vector<Element> arrows = elements(figure, "line", "m");
  REQUIRE(arrows.size() == 2);
  const double sent[] = {2, 4};
  const double received[] = {4, 7};
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(attribute(arrows[i], "class") == "m received");
    check_near(number(arrows[i], "x1"), place(sent[i]));
    check_near(number(arrows[i], "x2"), place(received[i]));
    check_near(number(arrows[i], "y1"), 45);
    check_near(number(arrows[i], "y2"), 79);
  }
  CHECK(attribute(arrows[1], "data-tip") ==
        "message 2 to box, sent by ann at 4 s, received by bob at 7 s");
}

TEST_CASE("messages that come to nobody end in a cross, and one that stays in a ring") {
  const Drawn run = drawn(R"json({
    "ipcsim": 1, "run": { "until": "7s" },
    "mailboxes": { "box": { "capacity": 1 } },
    "processes": { "ann": { "program": [
      { "sleep": "1s" }, { "send": "box", "mode": "nonblocking" }, { "sleep": "1s" },
      { "send": "box", "mode": "nonblocking" }, { "sleep": "10s" } ] } } })json");
  const Figure figure = space_time_figure({run.recording, run.recording.windows[0]});
  const std::vector<Element> lines = elements(figure, "line", "m");
  REQUIRE(lines.size() == 2);
  CHECK(attribute(lines[0], "class") == "m lost");
  CHECK(attribute(lines[0], "data-tip") == "message to box, sent by ann at 2 s, refused at 2 s");
  check_near(number(lines[0], "x1"), place(2));
  CHECK(attribute(lines[1], "class") == "m inside");
  check_near(number(lines[1], "x1"), place(1));
}

TEST_CASE("the curve of a mailbox steps when its content changes, below its capacity") {
  const Drawn run = drawn(kSevenSeconds);
  const Figure figure = contents_figure({run.recording, run.recording.windows[0]});
  const std::vector<Element> curves = elements(figure, "path", "curve");
  REQUIRE(curves.size() == 1);
  CHECK(attribute(curves[0], "d") == "M150 72V72H376.86V28H944V72H944V72");
  const std::vector<Element> capacity = elements(figure, "line", "capacity");
  REQUIRE(capacity.size() == 1);
  check_near(number(capacity[0], "y1"), 28);
}

TEST_CASE("waits are drawn with their percentiles, and cumulate to all of them") {
  const Drawn run = drawn(kSevenSeconds);  // message 1 waits 2 s, message 2 waits 3 s
  REQUIRE(run.recording.waits.size() == 1);
  CHECK(run.recording.waits[0].count == 2);
  CHECK(run.recording.waits[0].p50 == Duration{2'000'000'000});
  CHECK(run.recording.waits[0].max == Duration{3'000'000'000});
  const Figure figure = waits_figure(run.recording.waits);
  CHECK(elements(figure, "rect", "bar").size() == 2);
  CHECK(elements(figure, "line", "percentile").size() == 4);
  CHECK(figure.table.rows[0].cells ==
        std::vector<std::string>{"2", "2.5 s", "2 s", "3 s", "3 s", "3 s", "3 s"});
}

TEST_CASE("the graph of a deadlock has a node for each process, and the circle drawn strong") {
  const Drawn run = drawn(R"json({
    "ipcsim": 1, "run": { "until": "1s" },
    "mailboxes": { "a": { "capacity": 0 }, "b": { "capacity": 0 }, "c": { "capacity": 0 } },
    "processes": {
      "ann": { "program": [ { "send": "a" }, { "receive": "b" } ] },
      "bob": { "program": [ { "send": "b" }, { "receive": "a" } ] },
      "eve": { "program": [ { "receive": "c" } ] },
      "ivy": { "program": [ { "receive": "a" }, { "send": "c" } ] } },
    "expect": { "deadlock": true } })json");
  const Figure figure = wait_for_figure(run.results);
  CHECK(elements(figure, "g", "node").size() == figure.table.rows.size());
  for (const Element& edge : elements(figure, "path", "edge")) {
    CHECK(attribute(edge, "d").starts_with("M"));
  }
}

TEST_CASE("hostile names are text in every figure and in the page") {
  const std::string hostile = "<script>alert(1)</script>\\\"'&--> \u202egnp \U0001F642";
  const std::string longest(10'000, 'x');
  const Drawn run = drawn(R"json({
    "ipcsim": 1, "title": ")json" +
                          hostile + R"json(", "run": { "until": "5s" },
    "mailboxes": { ")json" +
                          hostile + R"json(": { "capacity": 1 },
                   ")json" +
                          longest + R"json(": { "capacity": 1 } },
    "processes": {
      ")json" + hostile + R"json(": { "program": [ { "send": ")json" +
                          hostile + R"json(" },
        { "receive": ")json" +
                          longest + R"json(" } ] },
      ")json" + longest + R"json(": { "program": [ { "compute": "1s" },
        { "receive": ")json" +
                          hostile + R"json(" }, { "receive": ")json" + longest +
                          R"json(" } ] } } })json");
  REQUIRE(run.recording.windows.size() == 1);
  const std::vector<Figure> figures = run_figures(run.results, &run.recording);
  CHECK(figures.size() == 6);
  for (const Figure& figure : figures) {
    INFO(figure.name);
    const Element document = parsed(svg_document(figure));  // throws if it is not well-formed
    std::vector<Element> scripts;
    collect(document, "script", "", scripts);
    CHECK(scripts.empty());
  }
  const std::string page = html_report(run.results, {}, &run.recording);
  const std::regex begins_script("<script");
  CHECK(std::distance(std::sregex_iterator(page.begin(), page.end(), begins_script), {}) == 1);
  CHECK(page.find("&lt;script&gt;alert(1)&lt;/script&gt;") != std::string::npos);
  CHECK(page.size() < 400'000);
}

}  // namespace ipcsim::testing
