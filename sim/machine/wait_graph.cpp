#include "sim/machine/wait_graph.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

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

/// Tells cores of strong components, seen as processes that wait for processes.
class CoreFinder {
 public:
  CoreFinder(const WaitGraph& graph, std::size_t processes)
      : graph_(graph), processes_(processes), component_(components_of(graph)) {}

  [[nodiscard]] const std::vector<std::size_t>& component() const { return component_; }

  /// `nodes`: the processes of one component.
  [[nodiscard]] WaitCore core_of(std::vector<std::size_t> nodes) const {
    if (nodes.size() == 1) {
      const auto shape =
          graph_[nodes.front()].empty() ? WaitCore::Shape::orphan_wait : WaitCore::Shape::self_wait;
      return {shape, std::move(nodes)};
    }
    std::vector<std::size_t> cycle = along_cycle(nodes);
    if (cycle.empty()) return {WaitCore::Shape::knot, std::move(nodes)};
    return {WaitCore::Shape::cycle, std::move(cycle)};
  }

 private:
  /// The nodes of a simple cycle in its order; empty if some process waits for two others of them.
  [[nodiscard]] std::vector<std::size_t> along_cycle(const std::vector<std::size_t>& nodes) const {
    std::vector<std::size_t> order;
    std::size_t at = nodes.front();
    do {
      order.push_back(at);
      const auto next = only_successor(at);
      if (!next) return {};
      at = *next;
    } while (at != nodes.front() && order.size() <= nodes.size());
    return order;
  }

  /// The one process of its component for which a process waits; none if there are several.
  [[nodiscard]] std::optional<std::size_t> only_successor(std::size_t process) const {
    std::optional<std::size_t> found;
    std::set<std::size_t> seen;
    std::vector<std::size_t> open = {process};
    while (!open.empty()) {
      const std::size_t node = open.back();
      open.pop_back();
      for (const std::size_t target : graph_[node]) {
        if (component_[target] != component_[process]) continue;
        if (target < processes_) {
          if (found && *found != target) return std::nullopt;
          found = target;
        } else if (seen.insert(target).second) {
          open.push_back(target);
        }
      }
    }
    return found;
  }

  const WaitGraph& graph_;
  std::size_t processes_;
  std::vector<std::size_t> component_;
};

}  // namespace

WaitShape shape_of(const WaitGraph& graph, std::size_t processes) {
  constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
  const CoreFinder finder(graph, processes);
  const std::vector<std::size_t>& component = finder.component();
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
      std::erase_if(members[c], [&](std::size_t node) { return node >= processes; });
      cores.push_back(finder.core_of(members[c]));
    }
  }

  const auto smallest = [&](std::size_t core) {
    return *std::min_element(cores[core].nodes.begin(), cores[core].nodes.end());
  };
  std::vector<std::size_t> by_smallest(cores.size());
  std::iota(by_smallest.begin(), by_smallest.end(), std::size_t{0});
  std::sort(by_smallest.begin(), by_smallest.end(),
            [&](std::size_t a, std::size_t b) { return smallest(a) < smallest(b); });
  std::vector<std::size_t> rank(cores.size());
  WaitShape result;
  for (std::size_t i = 0; i < by_smallest.size(); ++i) {
    rank[by_smallest[i]] = i;
    result.cores.push_back(cores[by_smallest[i]]);
  }
  for (std::size_t node = 0; node < processes; ++node) {
    result.behind_of.push_back(rank[core_reached[component[node]]]);
  }
  return result;
}

}  // namespace ipcsim
