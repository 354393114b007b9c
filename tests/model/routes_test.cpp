#include "sim/model/routes.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <tuple>
#include <vector>

#include <doctest/doctest.h>

namespace ipcsim {
namespace {

LinkSpec link(std::uint32_t first, std::uint32_t second, std::int64_t latency_ns) {
  LinkSpec spec;
  spec.first = {first};
  spec.second = {second};
  spec.latency = Distribution::constant(latency_ns);
  return spec;
}

using Route = std::optional<std::vector<Hop>>;

Hop ahead(std::uint32_t link) { return {LinkId{link}, true}; }
Hop back(std::uint32_t link) { return {LinkId{link}, false}; }

TEST_CASE("a path of several links of little latency is better than one of much") {
  const std::vector<LinkSpec> links = {link(0, 2, 10), link(0, 1, 4), link(2, 1, 5)};
  CHECK(route(3, links, HostId{0}, HostId{2}) == Route({ahead(1), back(2)}));
  CHECK(route(3, links, HostId{2}, HostId{0}) == Route({ahead(2), back(1)}));
}

TEST_CASE("of paths of equal latency the one with fewer links is taken") {
  const std::vector<LinkSpec> links = {link(0, 1, 4), link(1, 2, 6), link(0, 2, 10)};
  CHECK(route(3, links, HostId{0}, HostId{2}) == Route({ahead(2)}));
}

TEST_CASE("of paths with as many links the one whose last links stand first is taken") {
  const std::vector<LinkSpec> parallel = {link(0, 1, 5), link(0, 1, 5)};
  CHECK(route(2, parallel, HostId{0}, HostId{1}) == Route({ahead(0)}));
  const std::vector<LinkSpec> square = {link(2, 3, 5), link(0, 1, 5), link(1, 3, 5), link(0, 2, 5)};
  CHECK(route(4, square, HostId{0}, HostId{3}) == Route({ahead(3), ahead(0)}));
}

TEST_CASE("no path leads to a host that no link reaches") {
  const std::vector<LinkSpec> links = {link(0, 1, 5), link(2, 3, 5)};
  CHECK_FALSE(route(4, links, HostId{0}, HostId{2}).has_value());
  CHECK_FALSE(route(2, {}, HostId{0}, HostId{1}).has_value());
  const std::vector<std::size_t> parts = connected_parts(4, links);
  CHECK(parts[0] == parts[1]);
  CHECK(parts[2] == parts[3]);
  CHECK(parts[0] != parts[2]);
}

TEST_CASE("from a host to itself there are no links on the path") {
  CHECK(route(1, {}, HostId{0}, HostId{0}) == Route(std::vector<Hop>{}));
  CHECK(route(2, {link(0, 1, 0)}, HostId{1}, HostId{1}) == Route(std::vector<Hop>{}));
}

TEST_CASE("links without latency lead in no circle") {
  const std::vector<LinkSpec> links = {link(0, 1, 0), link(1, 2, 0), link(2, 0, 0), link(2, 3, 0)};
  CHECK(route(4, links, HostId{1}, HostId{3}) == Route({ahead(1), ahead(3)}));
}

/// The length of a path: its latency, its number of links, and its links from the last to the
/// first, which decide between equals.
using Length = std::tuple<std::int64_t, std::size_t, std::vector<std::uint32_t>>;

/// Finds the best path by trying all.
class AllPaths {
 public:
  AllPaths(const std::vector<LinkSpec>& links, const std::vector<std::int64_t>& latencies,
           std::uint32_t to)
      : links_(links), latencies_(latencies), to_(to) {}

  std::optional<Length> best(std::uint32_t from) {
    go_on(from, 0);
    return best_;
  }

 private:
  void go_on(std::uint32_t at, std::int64_t latency) {
    if (at == to_) {
      std::vector<std::uint32_t> reversed(path_.rbegin(), path_.rend());
      const Length found{latency, path_.size(), reversed};
      if (!best_ || found < *best_) best_ = found;
      return;
    }
    visited_.push_back(at);
    for (std::uint32_t i = 0; i < links_.size(); ++i) {
      const LinkSpec& link = links_[i];
      if (link.first.value != at && link.second.value != at) continue;
      const std::uint32_t next = link.first.value == at ? link.second.value : link.first.value;
      if (std::find(visited_.begin(), visited_.end(), next) != visited_.end()) continue;
      path_.push_back(i);
      go_on(next, latency + latencies_[i]);
      path_.pop_back();
    }
    visited_.pop_back();
  }

  const std::vector<LinkSpec>& links_;
  const std::vector<std::int64_t>& latencies_;
  std::uint32_t to_;
  std::vector<std::uint32_t> visited_;
  std::vector<std::uint32_t> path_;
  std::optional<Length> best_;
};

TEST_CASE("the path between two hosts is the best of all paths in random networks") {
  for (std::uint32_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto below = [&](std::uint32_t end) {
      return static_cast<std::uint32_t>(random() % end);
    };
    const std::uint32_t hosts = 2 + below(5);
    std::vector<LinkSpec> links;
    std::vector<std::int64_t> latencies;
    for (std::uint32_t i = below(9); i > 0; --i) {
      const std::uint32_t first = below(hosts);
      const std::uint32_t second = (first + 1 + below(hosts - 1)) % hosts;
      latencies.push_back(below(4));  // equal sums are frequent
      links.push_back(link(first, second, latencies.back()));
    }
    const std::vector<std::size_t> parts = connected_parts(hosts, links);
    for (std::uint32_t from = 0; from < hosts; ++from) {
      for (std::uint32_t to = 0; to < hosts; ++to) {
        const std::optional<Length> best = AllPaths(links, latencies, to).best(from);
        const Route found = route(hosts, links, {from}, {to});
        REQUIRE(found.has_value() == best.has_value());
        CHECK(best.has_value() == (parts[from] == parts[to]));
        if (!best) continue;
        std::vector<std::uint32_t> reversed;
        std::uint32_t at = from;
        for (const Hop& hop : *found) {
          const LinkSpec& link = links[hop.link.index()];
          REQUIRE((hop.forward ? link.first : link.second).value == at);
          at = (hop.forward ? link.second : link.first).value;
          reversed.insert(reversed.begin(), hop.link.value);
        }
        CHECK(at == to);
        CHECK(reversed == std::get<2>(*best));
      }
    }
  }
}

}  // namespace
}  // namespace ipcsim
