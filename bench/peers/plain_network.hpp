// SimGrid's fluid network without its corrections for TCP: a message alone on its way takes the
// sum of the latencies plus its size over the smallest bandwidth. Knows nothing of ipcsim.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include <simgrid/s4u.hpp>

/// REQUIRES: an Engine exists and no host or link has been made yet.
inline void use_plain_network() {
  using simgrid::s4u::Engine;
  Engine::set_config("network/model:CM02");
  Engine::set_config("network/latency-factor:1.0");
  Engine::set_config("network/bandwidth-factor:1.0");
  Engine::set_config("network/weight-S:0");      // a far flow gets the same share as a near one
  Engine::set_config("network/TCP-gamma:0");     // no window limits the rate
  Engine::set_config("network/crosstraffic:0");  // no acknowledgements take bandwidth
  Engine::set_config("surf/precision:1e-9");     // seconds; events closer than this are one
}

/// A host that computes nothing here: only where it stands matters.
inline simgrid::s4u::Host* make_host(simgrid::s4u::NetZone* zone, const std::string& name) {
  constexpr double kFlops = 1e9;
  return zone->create_host(name, kFlops);
}

/// A link of so many bits a second; the latency is in seconds.
inline const simgrid::s4u::Link* make_link(simgrid::s4u::NetZone* zone, const std::string& name,
                                           double latency, double bits_per_second) {
  return zone->create_link(name, bits_per_second / 8)->set_latency(latency)->seal();
}

/// Lets messages go from one host to the other, and back, over the links in turn.
inline void connect(simgrid::s4u::NetZone* zone, const simgrid::s4u::Host* from,
                    const simgrid::s4u::Host* to,
                    const std::vector<const simgrid::s4u::Link*>& links) {
  std::vector<simgrid::s4u::LinkInRoute> route;
  for (const simgrid::s4u::Link* link : links) route.emplace_back(link);
  zone->add_route(from->get_netpoint(), to->get_netpoint(), nullptr, nullptr, route);
}

/// Bytes of the messages of two_hosts and three_hosts.
inline constexpr std::array<std::uint64_t, 6> kSizes{1'000'000, 0, 1, 1'500, 65'536, 10'000'000};

/// A line of output: the message was received now, in whole nanoseconds.
inline void print_reception(const std::string& message, std::uint64_t size) {
  const auto now_ns = std::llround(simgrid::s4u::Engine::get_clock() * 1e9);
  std::printf("%s %ju %jd\n", message.c_str(), static_cast<std::uintmax_t>(size),
              static_cast<std::intmax_t>(now_ns));
}
