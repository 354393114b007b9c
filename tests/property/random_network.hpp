// Random networks under random scenarios.
#pragma once

#include <cstdint>
#include <string>

namespace ipcsim::testing {

/// The scenario with its processes on random hosts, joined by random links: as far apart as the
/// rules of placement allow.
std::string over_network(const std::string& scenario, std::uint64_t seed);

}  // namespace ipcsim::testing
