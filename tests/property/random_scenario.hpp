// Random scenarios over the whole language, as JSON text: short times of few nanoseconds, so that
// much happens at one instant, and small capacities. One seed gives one text on every machine.
#pragma once

#include <cstdint>
#include <string>

namespace ipcsim::testing {

/// The text of a valid scenario with 2 to 6 process groups and 1 to 4 mailbox groups.
std::string random_scenario(std::uint64_t seed);

}  // namespace ipcsim::testing
