// The links between hosts: when a message that is sent over one now arrives, or that it is lost.
// Each direction of a link sends one message at a time, in the order in which they come, and none
// overtakes another. Knows nothing of processes, mailboxes or events.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/base/ids.hpp"
#include "sim/base/random.hpp"
#include "sim/base/time.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// How long a link of so many bits per second is held by a message, rounded to the nearest
/// nanosecond, halves up; 0 bits per second: unlimited. What does not fit becomes kNever.
/// REQUIRES: bytes >= 0.
Duration transmission_time(std::int64_t bytes, std::uint64_t bits_per_second);

/// The mean time for a message of so many bytes to pass the route and for word of it to come back
/// where nothing else is sent: transmission, latency there and latency back. Saturates at kNever.
Duration mean_round_trip(const Program& program, const Route& route, std::int64_t bytes);

/// The state of all links of one run. A copy goes on in the same way.
class Links {
 public:
  /// Every direction has a random stream for what it carries, and another one for word that comes
  /// back: functions of the seed, the replication, the link's name and the direction.
  Links(const Program& program, std::uint64_t seed, std::uint64_t replication);
  /// Without links.
  Links() = default;

  struct Passage {
    Instant begins;     // to hold the link
    Instant sent;       // holds it no longer
    Instant arrival;    // at the far end; of a lost one the end of its transmission
    bool lost = false;  // nothing arrives
  };
  /// A message begins to wait for the link, or to pass it if it is free. Constant time.
  Passage send(const Program& program, Hop hop, std::int64_t bytes, Instant now);
  /// How long word takes that comes back by the route: it has no size, so it holds no link and
  /// waits for none, and it is never lost.
  Duration word_latency(const Program& program, const Route& route);

  /// How long the direction has been held up to `now` by all that it has sent, ns.
  /// REQUIRES: `now` is not before the last send.
  [[nodiscard]] std::int64_t busy(Hop hop, Instant now) const;

 private:
  struct Lane {
    Instant busy_until;
    Instant last_arrival;
    std::int64_t busy = 0;  // ns, up to busy_until
    RandomStream stream;
    RandomStream word_stream;
    std::uint32_t cursor = 0;  // of a latency that is a trace
    std::uint32_t word_cursor = 0;
  };
  Lane& at(Hop hop) { return lanes_[hop.link.index()][hop.forward ? 0 : 1]; }

  std::vector<std::array<Lane, 2>> lanes_;  // by LinkId: forward, backward
};

}  // namespace ipcsim
