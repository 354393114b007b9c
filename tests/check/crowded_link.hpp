// Random scenarios in which all that is sent goes over one link, and in which it matters what
// arrives first: some receivers reply to what they get, be it a call or not.
#pragma once

#include <cstdint>
#include <string>

namespace ipcsim::testing {

/// Two to three senders on one host, one or two receivers on the other.
std::string crowded_link(std::uint64_t seed);

}  // namespace ipcsim::testing
