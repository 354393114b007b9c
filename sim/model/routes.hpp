// Over which links a message goes from one host to another. Knows nothing of messages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/base/ids.hpp"
#include "sim/model/scenario.hpp"

namespace ipcsim {

/// The links on the path of least mean latency, in the order in which a message meets them; of
/// several such paths one with the fewest links, and of these the one whose last links stand
/// first in the file. Empty: no path leads there. From a host to itself: no links.
/// O((hosts + links) log hosts).
std::optional<std::vector<Hop>> route(std::size_t hosts, const std::vector<LinkSpec>& links,
                                      HostId from, HostId to);

/// The part of the network that each host is in, by HostId: equal for two hosts exactly where a
/// path joins them. O(hosts + links).
std::vector<std::size_t> connected_parts(std::size_t hosts, const std::vector<LinkSpec>& links);

}  // namespace ipcsim
