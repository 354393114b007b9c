#include "sim/program/route_table.hpp"

#include <utility>

#include "sim/base/check.hpp"
#include "sim/model/routes.hpp"

namespace ipcsim {

void RouteTable::add_links() {
  for (const LinkSpec& link : scenario_.links) {
    program_.links.push_back({.latency = static_cast<std::uint32_t>(program_.distributions.size()),
                              .bandwidth = link.bandwidth.value_or(0),
                              .loss = link.loss});
    program_.distributions.push_back(link.latency);
    program_.symbols.links.push_back(link.name);
  }
}

std::optional<std::uint32_t> RouteTable::route_of(ProcessGroupId sender,
                                                  const Operation& operation) {
  const HostId from = scenario_.processes[sender.index()].host;
  const HostId to = program_.mailbox_groups[group_of(program_, operation.first).index()].host;
  if (from == to) return std::nullopt;
  const auto next = static_cast<std::uint32_t>(program_.routes.size());
  const auto [known, is_new] = program_.route_between.try_emplace({from, to}, next);
  if (is_new) {
    std::optional<Route> way = route(scenario_.hosts.size(), scenario_.links, from, to);
    check(way.has_value(), "some path leads to every host that a message is sent to");
    program_.routes.push_back(*std::move(way));
  }
  return known->second;
}

}  // namespace ipcsim
