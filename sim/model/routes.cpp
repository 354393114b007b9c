#include "sim/model/routes.hpp"

#include <algorithm>
#include <limits>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

namespace ipcsim {
namespace {

/// How far a host is: mean latency in ns, then the number of links. Ordered by both in turn.
struct Distance {
  double latency = 0;
  std::uint64_t links = 0;

  friend auto operator<=>(const Distance&, const Distance&) = default;
  friend Distance operator+(const Distance& a, const Distance& b) {
    return {a.latency + b.latency, a.links + b.links};
  }
};
constexpr Distance kUnreached{std::numeric_limits<double>::infinity(),
                              std::numeric_limits<std::uint64_t>::max()};

using Graph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                          boost::property<boost::edge_weight_t, Distance>>;

Distance length_of(const LinkSpec& link) { return {link.latency.mean(), 1}; }

std::vector<Distance> distances_from(HostId from, std::size_t hosts,
                                     const std::vector<LinkSpec>& links) {
  Graph graph(hosts);
  for (const LinkSpec& link : links) {
    boost::add_edge(link.first.index(), link.second.index(), length_of(link), graph);
  }
  std::vector<Distance> distances(hosts, kUnreached);
  boost::dijkstra_shortest_paths(graph, from.index(),
                                 boost::distance_map(distances.data())
                                     .distance_inf(kUnreached)
                                     .distance_zero(Distance{})
                                     .distance_compare(std::less<>())
                                     .distance_combine(std::plus<>()));
  return distances;
}

/// The last hop of the path to a host, by the distances that Dijkstra's algorithm found. Each has
/// one link less behind it, so there is no way round in a circle.
std::optional<Hop> last_hop(HostId to, const std::vector<LinkSpec>& links,
                            const std::vector<Distance>& distances) {
  for (std::uint32_t i = 0; i < links.size(); ++i) {
    const LinkSpec& link = links[i];
    if (link.first != to && link.second != to) continue;
    const bool forward = link.second == to;
    const Distance before = distances[(forward ? link.first : link.second).index()];
    if (before < kUnreached && before + length_of(link) == distances[to.index()]) {
      return Hop{LinkId{i}, forward};
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::vector<Hop>> route(std::size_t hosts, const std::vector<LinkSpec>& links,
                                      HostId from, HostId to) {
  const std::vector<Distance> distances = distances_from(from, hosts, links);
  std::vector<Hop> hops;
  while (to != from) {
    const std::optional<Hop> hop = last_hop(to, links, distances);
    if (!hop) return std::nullopt;
    hops.push_back(*hop);
    const LinkSpec& link = links[hop->link.index()];
    to = hop->forward ? link.first : link.second;
  }
  std::reverse(hops.begin(), hops.end());
  return hops;
}

std::vector<std::size_t> connected_parts(std::size_t hosts, const std::vector<LinkSpec>& links) {
  Graph graph(hosts);
  for (const LinkSpec& link : links) {
    boost::add_edge(link.first.index(), link.second.index(), length_of(link), graph);
  }
  std::vector<std::size_t> parts(hosts);
  if (hosts > 0) boost::connected_components(graph, parts.data());
  return parts;
}

}  // namespace ipcsim
