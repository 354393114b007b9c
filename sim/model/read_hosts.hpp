// Reads the entry `hosts` of a scenario, and the names of hosts in the other entries.
#pragma once

#include <optional>

#include "sim/model/reader_context.hpp"

namespace ipcsim {

/// Declares the hosts in `node`. One with a mistake is declared all the same, so that naming it is
/// no second error.
void read_hosts(ReaderContext& context, const JsonNode& node);

/// The host that the node names; reports a name that no host has.
std::optional<HostId> find_host(ReaderContext& context, const JsonNode& node);

/// The value of a key `host`, which is an error in a scenario without `hosts`. REQUIRES: hosts are
/// read.
std::optional<HostId> read_host_name(ReaderContext& context, const JsonMember& member);

}  // namespace ipcsim
