// Graphs of a scenario for Graphviz: every node and edge is there, once, and names are text.
#include "reports/program_graphs.hpp"

#include <doctest/doctest.h>

#include "sim/program/compile.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

std::string topology(const std::string& text) {
  const auto scenario = scenario_of(text);
  return topology_dot(*scenario, compile(*scenario));
}

std::string flow(const std::string& text) {
  const auto scenario = scenario_of(text);
  return flow_dot(*scenario, compile(*scenario));
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; ++at) ++found;
  return found;
}

bool contains(const std::string& text, const std::string& part) { return count(text, part) > 0; }

}  // namespace

TEST_CASE(
    "a topology has hosts around what is on them, links between, and who talks through what") {
  const std::string text = topology(R"json({
    "ipcsim": 1, "title": "Two hosts", "run": { "until": "1s" },
    "hosts": { "here": { "cores": 2 }, "there": {} },
    "links": [ { "name": "wire", "between": ["here", "there"], "latency": "12ms",
                 "bandwidth": "50Mbps", "loss": 0.01 } ],
    "mailboxes": { "box": { "host": "there", "capacity": 5 },
                   "back": { "host": "here", "count": 3, "capacity": "unbounded" } },
    "processes": {
      "ann": { "host": "here", "count": 3, "program": [
        { "send": "box" }, { "send": "box" }, { "receive": "back[self]" } ] },
      "bob": { "host": "there", "service": true, "program": [ { "loop": "forever", "do": [
        { "receive": "box", "do": [ { "multicast": [ "back[*]" ] } ] } ] } ] } } })json");
  CHECK(contains(text,
                 "    h0 [shape=plaintext, label=\"here\\n2 cores\"];\n"
                 "    p0 [shape=box, label=\"ann × 3\"];\n"
                 "    m1 [shape=cylinder, label=\"back[3]\\nunbounded\"];\n  }\n"));
  CHECK(contains(text,
                 "    h1 [shape=plaintext, label=\"there\\ncores unlimited\"];\n"
                 "    p1 [shape=box, label=\"bob\", style=dashed];\n"
                 "    m0 [shape=cylinder, label=\"box\\ncapacity 5\"];\n  }\n"));
  CHECK(contains(text,
                 "  h0 -> h1 [dir=none, penwidth=2, color=gray50, label=\"wire\\nlatency 12 ms"
                 "\\n50 Mbps\\nloss 1 %\"];\n"));
  for (const char* edge : {"  p0 -> m0;\n", "  m1 -> p0;\n", "  m0 -> p1;\n", "  p1 -> m1;\n"}) {
    INFO(edge);
    CHECK(count(text, edge) == 1);
  }
  CHECK(count(text, " -> ") == 5);
}

TEST_CASE("a topology without hosts has no cluster, and direct links go from process to process") {
  const std::string text = topology(R"json({
    "ipcsim": 1, "run": { "until": "1s" }, "mailboxes": { "calls": { "capacity": 1 } },
    "processes": {
      "ann": { "program": [ { "send_to": "bob" }, { "call": "calls" } ] },
      "bob": { "program": [ { "receive_from": "ann" },
        { "select": [ { "receive": "calls", "do": [ "reply" ] }, { "after": "1s" } ] } ] } } })json");
  CHECK_FALSE(contains(text, "cluster"));
  CHECK(count(text, "  p0 -> p1 [label=direct];\n") == 1);
  CHECK(count(text, "  p0 -> m0 [label=call];\n") == 1);
  CHECK(count(text, "  m0 -> p1;\n") == 1);
  CHECK(count(text, " -> ") == 3);
}

TEST_CASE("a flow has a node for each statement, and an edge for each way on") {
  CHECK(flow(R"json({
    "ipcsim": 1, "title": "Retries", "run": { "until": "1s" },
    "mailboxes": { "box": { "capacity": 1 } },
    "processes": { "ann": { "count": 2, "program": [
      { "loop": 3, "do": [
        { "send": "box", "timeout": "5ms", "else": [ "stop" ] },
        { "choose": [ { "weight": 1, "do": [ { "compute": "1ms" } ] },
                      { "weight": 3, "do": [] } ] } ] } ] } } })json") ==
        "// What each program does next: dot -Tsvg FILE.dot > FILE.svg\n"
        "digraph flow {\n"
        "  graph [labelloc=t, fontname=\"sans-serif\", label=\"Retries\"];\n"
        "  node [shape=box, fontname=\"sans-serif\"];\n"
        "  edge [fontname=\"sans-serif\", fontsize=10];\n"
        "  subgraph cluster_0 {\n"
        "    label=\"ann × 2\";\n"
        "    begin0 [shape=point];\n"
        "    i2 [label=\"send box\\nline 6\", shape=box];\n"
        "    i4 [label=\"stop\\nline 6\", shape=oval];\n"
        "    i5 [label=\"choose\\nline 7\", shape=diamond];\n"
        "    i6 [label=\"compute\\nline 7\", shape=box];\n"
        "    i9 [label=\"loop, again?\\nline 5\", shape=diamond];\n"
        "    i10 [label=\"the end\", shape=oval];\n"
        "  }\n"
        "  begin0 -> i2;\n"
        "  i2 -> i5 [label=\"sent\"];\n"
        "  i2 -> i4 [label=\"timeout\"];\n"
        "  i5 -> i6 [label=\"25 %\"];\n"
        "  i5 -> i9 [label=\"75 %\"];\n"
        "  i9 -> i10 [label=\"done\"];\n"
        "  i9 -> i2 [label=\"next round\"];\n"
        "  i6 -> i9;\n"
        "}\n");
}

TEST_CASE("a latency that is drawn is told by its law and its mean") {
  const auto label = [](const std::string& latency) {
    return topology(R"json({
    "ipcsim": 1, "title": "Far", "run": { "until": "1s" },
    "hosts": { "here": {}, "there": {} },
    "links": [ { "between": ["here", "there"], "latency": )json" +
                    latency + R"json( } ],
    "mailboxes": { "far": { "host": "there", "capacity": 1 } },
    "processes": {
      "ann": { "host": "here", "program": [ { "send": "far" } ] },
      "bob": { "host": "there", "program": [ { "receive": "far" } ] } } })json");
  };
  CHECK(contains(label(R"({ "exponential": "30ms" })"), "latency exponential\\nmean 30 ms"));
  CHECK(contains(label(R"({ "pareto": [2, "1ms"] })"), "latency pareto\\nmean 2 ms"));
}

TEST_CASE("what leads to one place alone is one edge, and what is waited for has its name") {
  const std::string graph = flow(R"json({
    "ipcsim": 1, "title": "Far", "run": { "until": "1s" },
    "hosts": { "here": {}, "there": {} },
    "links": [ { "between": ["here", "there"], "latency": "1ms" } ],
    "mailboxes": { "far": { "host": "there", "capacity": 1 },
                   "near": { "host": "here", "capacity": 1 } },
    "processes": {
      "ann": { "host": "here", "program": [
        { "send": "far", "mode": "nonblocking" }, { "call": "near" } ] },
      "bob": { "host": "there", "program": [ { "receive": "far" } ] },
      "eve": { "host": "here", "program": [ { "receive": "near" }, "reply" ] } } })json");
  CHECK(contains(graph, "send far\\nline 9\", shape=box];\n"));
  CHECK_FALSE(contains(graph, "\"sent\""));
  CHECK(contains(graph, "call near, waits until replied\\nline 9"));
}

TEST_CASE("names in graphs are text") {
  const std::string hostile = R"json({
    "ipcsim": 1, "title": "a\"]; b\\", "run": { "until": "1s" },
    "mailboxes": { "\"m\\": { "capacity": 1 } },
    "processes": { "p\"": { "program": [ { "send": "\"m\\" }, { "receive": "\"m\\" } ] } } })json";
  CHECK(contains(topology(hostile), "label=\"a\\\"]; b\\\\\"];\n"));
  CHECK(contains(topology(hostile), "label=\"\\\"m\\\\\\ncapacity 1\"];\n"));
  CHECK(contains(flow(hostile), "label=\"p\\\"\";\n"));
}

}  // namespace ipcsim::testing
