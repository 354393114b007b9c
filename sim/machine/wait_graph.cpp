#include "sim/machine/wait_graph.hpp"

#include <algorithm>
#include <limits>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>

namespace ipcsim {
namespace {

/// The strong component of each node, components numbered from those that wait for no other
/// (Tarjan's order: a component comes after all those that it waits for).
std::vector<std::size_t> components_of(const WaitGraph& graph) {
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
  Graph boost_graph(graph.size());
  for (std::size_t node = 0; node < graph.size(); ++node) {
    for (const std::size_t target : graph[node]) boost::add_edge(node, target, boost_graph);
  }
  std::vector<std::size_t> component(graph.size());
  if (!graph.empty()) {
    boost::strong_components(boost_graph,
                             boost::make_iterator_property_map(
                                 component.begin(), boost::get(boost::vertex_index, boost_graph)));
  }
  return component;
}

/// The nodes of a simple cycle in its order; empty if some node waits for two others of them.
std::vector<std::size_t> along_cycle(const WaitGraph& graph, const std::vector<std::size_t>& nodes,
                                     const std::vector<std::size_t>& component) {
  std::vector<std::size_t> order;
  std::size_t at = nodes.front();
  do {
    order.push_back(at);
    std::vector<std::size_t> inside;
    for (const std::size_t target : graph[at]) {
      if (component[target] == component[at]) inside.push_back(target);
    }
    std::sort(inside.begin(), inside.end());
    inside.erase(std::unique(inside.begin(), inside.end()), inside.end());
    if (inside.size() != 1) return {};
    at = inside.front();
  } while (at != nodes.front() && order.size() <= nodes.size());
  return order;
}

WaitCore core_of(const WaitGraph& graph, std::vector<std::size_t> nodes,
                 const std::vector<std::size_t>& component) {
  if (nodes.size() == 1) {
    const auto shape =
        graph[nodes.front()].empty() ? WaitCore::Shape::orphan_wait : WaitCore::Shape::self_wait;
    return {shape, std::move(nodes)};
  }
  std::vector<std::size_t> cycle = along_cycle(graph, nodes, component);
  if (cycle.empty()) return {WaitCore::Shape::knot, std::move(nodes)};
  return {WaitCore::Shape::cycle, std::move(cycle)};
}

}  // namespace

WaitShape shape_of(const WaitGraph& graph) {
  constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
  const std::vector<std::size_t> component = components_of(graph);
  const std::size_t components =
      component.empty() ? 0 : *std::max_element(component.begin(), component.end()) + 1;
  std::vector<std::vector<std::size_t>> members(components);
  for (std::size_t node = 0; node < graph.size(); ++node) members[component[node]].push_back(node);

  std::vector<std::size_t> core_reached(components, kNone);  // by component: some core behind it
  std::vector<WaitCore> cores;
  for (std::size_t c = 0; c < components; ++c) {
    bool waits_for_itself = members[c].size() > 1;
    for (const std::size_t node : members[c]) {
      for (const std::size_t target : graph[node]) {
        if (target == node) waits_for_itself = true;
        if (component[target] != c) core_reached[c] = core_reached[component[target]];
      }
    }
    if (waits_for_itself || core_reached[c] == kNone) {
      core_reached[c] = cores.size();
      cores.push_back(core_of(graph, members[c], component));
    }
  }

  std::vector<std::size_t> by_node(cores.size());
  for (std::size_t i = 0; i < by_node.size(); ++i) by_node[i] = i;
  const auto smallest = [&](std::size_t core) {
    return *std::min_element(cores[core].nodes.begin(), cores[core].nodes.end());
  };
  std::sort(by_node.begin(), by_node.end(),
            [&](std::size_t a, std::size_t b) { return smallest(a) < smallest(b); });
  std::vector<std::size_t> rank(cores.size());
  WaitShape result;
  for (std::size_t i = 0; i < by_node.size(); ++i) {
    rank[by_node[i]] = i;
    result.cores.push_back(cores[by_node[i]]);
  }
  for (std::size_t node = 0; node < graph.size(); ++node) {
    result.behind_of.push_back(rank[core_reached[component[node]]]);
  }
  return result;
}

}  // namespace ipcsim
