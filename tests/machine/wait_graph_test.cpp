#include "sim/machine/wait_graph.hpp"

#include <doctest/doctest.h>

namespace ipcsim {
namespace {

using Nodes = std::vector<std::size_t>;

/// All nodes are processes.
WaitShape shape_of(const WaitGraph& graph) { return ipcsim::shape_of(graph, graph.size()); }

}  // namespace

TEST_CASE("a circle in which each waits for one other is a cycle, told in its order") {
  const WaitShape shape = shape_of({{2}, {0}, {1}});
  REQUIRE(shape.cores.size() == 1);
  CHECK(shape.cores[0].shape == WaitCore::Shape::cycle);
  CHECK(shape.cores[0].nodes == Nodes{0, 2, 1});
  CHECK(shape.behind_of == Nodes{0, 0, 0});
}

TEST_CASE("several circles through the same nodes are a knot") {
  const WaitShape shape = shape_of({{1, 2}, {0}, {0, 1}});
  REQUIRE(shape.cores.size() == 1);
  CHECK(shape.cores[0].shape == WaitCore::Shape::knot);
  CHECK(shape.cores[0].nodes == Nodes{0, 1, 2});
}

TEST_CASE("who waits for nobody is an orphan, who waits for itself a self-wait") {
  const WaitShape shape = shape_of({{}, {1}});
  REQUIRE(shape.cores.size() == 2);
  CHECK(shape.cores[0].shape == WaitCore::Shape::orphan_wait);
  CHECK(shape.cores[1].shape == WaitCore::Shape::self_wait);
}

TEST_CASE("a node that leads into a core is behind it and no part of it") {
  // 3 -> 2 -> {0 <-> 1}, 4 -> 5 (orphan)
  const WaitShape shape = shape_of({{1}, {0}, {0}, {2}, {5}, {}});
  REQUIRE(shape.cores.size() == 2);
  CHECK(shape.cores[0].nodes == Nodes{0, 1});
  CHECK(shape.cores[1].nodes == Nodes{5});
  CHECK(shape.behind_of == Nodes{0, 0, 0, 0, 1, 1});
}

TEST_CASE("a circle with a way out is a core of its own") {
  const WaitShape shape = shape_of({{1, 2}, {0}, {}});
  REQUIRE(shape.cores.size() == 2);
  CHECK(shape.cores[0].nodes == Nodes{0, 1});
  CHECK(shape.cores[0].shape == WaitCore::Shape::cycle);
  CHECK(shape.cores[1].shape == WaitCore::Shape::orphan_wait);
}

TEST_CASE("an edge that stands twice changes no shape") {
  const WaitShape shape = shape_of({{1, 1}, {0, 0}});
  REQUIRE(shape.cores.size() == 1);
  CHECK(shape.cores[0].shape == WaitCore::Shape::cycle);
}

TEST_CASE("junctions carry waiting and are not told") {
  // 0 and 1 wait through junction 3 for 1 and 2, 2 waits for 0.
  const WaitShape knot = ipcsim::shape_of({{3}, {3}, {0}, {1, 2}}, 3);
  REQUIRE(knot.cores.size() == 1);
  CHECK(knot.cores[0].shape == WaitCore::Shape::knot);
  CHECK(knot.cores[0].nodes == Nodes{0, 1, 2});
  // 0 waits through 2 and 3 for 1, and 1 for 0.
  const WaitShape cycle = ipcsim::shape_of({{2}, {0}, {3}, {1}}, 2);
  REQUIRE(cycle.cores.size() == 1);
  CHECK(cycle.cores[0].shape == WaitCore::Shape::cycle);
  CHECK(cycle.cores[0].nodes == Nodes{0, 1});
}

TEST_CASE("the empty graph has no core") { CHECK(shape_of({}).cores.empty()); }

}  // namespace ipcsim
