// Who waits for whom, and which of them form a circle. Knows nothing of mailboxes.
#pragma once

#include <cstddef>
#include <vector>

namespace ipcsim {

/// waits_for[i]: the nodes that could release node i.
using WaitGraph = std::vector<std::vector<std::size_t>>;

/// Nodes that wait for each other: a strong component that no outside node could release, or that
/// is a circle of its own. A single node counts if it waits for nobody, or for itself.
struct WaitCore {
  enum class Shape { cycle, knot, self_wait, orphan_wait };
  Shape shape = Shape::cycle;
  std::vector<std::size_t> nodes;  // a cycle in its order from the smallest; else ascending
};

struct WaitShape {
  std::vector<WaitCore> cores;         // by smallest node
  std::vector<std::size_t> behind_of;  // for each node: the first core it can reach or belongs to
};

/// REQUIRES: targets are nodes of the graph. Time: linear in nodes and edges.
WaitShape shape_of(const WaitGraph& graph);

}  // namespace ipcsim
