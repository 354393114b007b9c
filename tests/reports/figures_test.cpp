// Drawings are true: each stretch and arrow of a small run stands where its times say, and whatever
// somebody called a process is text.
#include <cmath>
#include <regex>

#include <doctest/doctest.h>

#include "reports/html_report.hpp"
#include "reports/run_figures.hpp"
#include "sim/experiment/record_run.hpp"
#include "sim/program/compile.hpp"
#include "tests/reports/elements.hpp"
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

TEST_CASE("the graph of a deadlock has an arrow for each wish, and the circle drawn strong") {
  const Drawn run = drawn(R"json({
    "ipcsim": 1, "run": { "until": "1s" },
    "mailboxes": { "a": { "capacity": 0 }, "b": { "capacity": 0 }, "c": { "capacity": 0 }, "d": { "capacity": 0 } },
    "processes": {
      "ann": { "program": [ { "send": "a" }, { "receive": "b" }, { "send": "d" } ] },
      "bob": { "program": [ { "send": "b" }, { "receive": "a" } ] },
      "eve": { "program": [ { "receive": "c" } ] },
      "ivy": { "program": [ { "receive": "d" }, { "send": "c" } ] } },
    "expect": { "deadlock": true } })json");
  const Figure figure = wait_for_figure(run.results);
  struct Node {
    std::string name, statement, line;
    double x, y;  // its middle
  };
  std::vector<Node> nodes;
  for (const Element& node : elements(figure, "g", "node")) {
    std::vector<Element> texts;
    collect(node, "text", "", texts);
    REQUIRE(texts.size() == 3);
    const Element& box = node.get_child("rect");
    nodes.push_back({texts[0].data(), texts[1].data(), texts[2].data(),
                     number(box, "x") + number(box, "width") / 2,
                     number(box, "y") + number(box, "height") / 2});
    CHECK(attribute(node, "class") == (nodes.size() <= 2 ? "node core" : "node"));
  }
  REQUIRE(nodes.size() == 4);
  CHECK(nodes[0].name + ": " + nodes[0].statement + ", " + nodes[0].line == "ann: send a, line 5");
  CHECK(nodes[1].name + ": " + nodes[1].statement + ", " + nodes[1].line == "bob: send b, line 6");
  CHECK(nodes[2].name + ": " + nodes[2].statement + ", " + nodes[2].line ==
        "eve: receive c, line 7");
  CHECK(nodes[3].name + ": " + nodes[3].statement + ", " + nodes[3].line ==
        "ivy: receive d, line 8");

  /// The node whose box the point lies at the border of, a few units outside.
  const auto node_at = [&](double x, double y) {
    for (const Node& it : nodes) {
      if (std::abs(x - it.x) <= 99 && std::abs(y - it.y) <= 33) return it.name;
    }
    return std::string("nobody");
  };
  std::vector<std::string> edges;
  const std::regex curve("M(\\S+) (\\S+)Q\\S+ \\S+ (\\S+) (\\S+)");
  const std::vector<Element> labels = elements(figure, "text", "wish");
  const std::vector<Element> paths = elements(figure, "path", "edge");
  REQUIRE(labels.size() == paths.size());
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const std::string d = attribute(paths[i], "d");
    std::smatch at;
    REQUIRE(std::regex_match(d, at, curve));
    edges.push_back(node_at(std::stod(at[1]), std::stod(at[2])) + " -> " +
                    node_at(std::stod(at[3]), std::stod(at[4])) + ": " + labels[i].data() +
                    (attribute(paths[i], "class") == "edge cycle" ? ", strong" : ""));
    // A label stands beside the middle of its own arrow.
    const double dx = number(labels[i], "x") - (std::stod(at[1]) + std::stod(at[3])) / 2;
    const double dy = number(labels[i], "y") - (std::stod(at[2]) + std::stod(at[4])) / 2;
    CHECK(std::hypot(dx, dy) < 60);
  }
  CHECK(edges == std::vector<std::string>{"ann -> bob: send a, strong",
                                          "bob -> ann: send b, strong", "eve -> ivy: receive c",
                                          "ivy -> ann: receive d"});
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
