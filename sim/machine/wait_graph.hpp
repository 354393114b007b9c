// Who waits for whom, and which of them form a circle. Knows nothing of mailboxes.
#pragma once

#include <cstddef>
#include <vector>

namespace ipcsim {

/// graph[i]: the nodes that could release node i. The first nodes are processes; the rest are
/// junctions, through which many processes wait for the same many others without an edge for each
/// pair. A junction waits for somebody.
using WaitGraph = std::vector<std::vector<std::size_t>>;

/// Nodes that wait for each other: a strong component that no outside node could release, or that
/// is a circle of its own. A single node counts if it waits for nobody, or for itself.
struct WaitCore {
  enum class Shape { cycle, knot, self_wait, orphan_wait };
  Shape shape = Shape::cycle;
  std::vector<std::size_t> nodes;  // a cycle in its order from the smallest; else ascending
};

/// In terms of processes alone.
struct WaitShape {
  std::vector<WaitCore> cores;         // by smallest node
  std::vector<std::size_t> behind_of;  // by process: the first core it can reach or belongs to
};

/// The first `processes` nodes are processes. REQUIRES: targets are nodes of the graph.
/// Time: linear in nodes and edges, but for the search of a cycle through junctions, which may
/// look at all of a junction's targets for each process.
WaitShape shape_of(const WaitGraph& graph, std::size_t processes);

}  // namespace ipcsim
