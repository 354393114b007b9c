// What one run measured, in whole nanoseconds and messages: of the window [warm-up, end), as
// docs/semantics.md defines it, or of a part of it, by the same rules. Sums are exact. Knows
// nothing of reports or statistics.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/base/ids.hpp"
#include "sim/base/time.hpp"
#include "sim/engine/histogram.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// What a process does. The first six are measured; at the others no time counts.
enum class Activity : std::uint8_t {
  computing,
  ready,  // wants a core that another process has
  sleeping,
  blocked_send,
  blocked_receive,
  polling,      // core time spent on looks that found nothing
  not_started,  // before `start` has passed
  stepping,     // between statements: takes no time
  finished,
};
inline constexpr std::size_t kMeasuredActivities = 6;

struct MailboxMeasurements {
  std::uint64_t accepted = 0;
  std::uint64_t received = 0;
  std::uint64_t refused = 0;
  std::uint64_t dropped = 0;       // on arrival or after acceptance
  std::uint64_t lost = 0;          // under way to it, and not sent again
  std::uint64_t late_replies = 0;  // replies to calls whose caller had given up
  Histogram wait;                  // accepted -> received
  Histogram latency;               // send begun -> received
  Histogram send_wait;             // begin -> accepted or given up
  Histogram receive_wait;          // begin -> received or given up
  __int128 depth_integral = 0;     // messages x ns
  std::uint64_t depth_max = 0;
};

/// In one line of the cache.
struct alignas(64) ProcessMeasurements {
  std::array<std::int64_t, kMeasuredActivities> time{};  // ns, by Activity
  std::uint64_t polls = 0;                               // looks that found nothing
};

/// Of a host with a limited number of cores; of others nothing is counted. Where its processes'
/// core time went is in their measurements: computing + polling + switching + idle is
/// cores x (window_end - window_begin).
struct HostMeasurements {
  __int128 idle = 0;                   // ns, over all cores
  __int128 switching = 0;              // ns that cores spent on changing process
  std::uint64_t context_switches = 0;  // begun
};

struct LinkMeasurements {
  std::array<std::int64_t, 2> busy{};  // ns that it sent: from its first host, from its second
  std::uint64_t lost = 0;              // messages, in both directions, repeated ones too
};

struct Measurements {
  Instant window_begin;  // the warm-up's end, or the run's if that came first; or a cut
  Instant window_end;    // the run's, or a cut
  std::vector<MailboxMeasurements> mailboxes;  // by MailboxId
  std::vector<ProcessMeasurements> processes;  // by ProcessId
  std::vector<HostMeasurements> hosts;         // by HostId
  std::vector<LinkMeasurements> links;         // by LinkId
};

/// As if both were of one mailbox: sums, pooled times, the larger of the largest depths.
void add(MailboxMeasurements& sum, const MailboxMeasurements& other);

/// Makes `window` one with that which follows it: what was measured is as if it had been one from
/// the beginning, exactly. REQUIRES: `next` begins where `window` ends, in the same run.
void join(Measurements& window, const Measurements& next);

/// The time, in ns, that all processes of the host together spent so. O(processes).
__int128 time_on_host(const Program& program, const Measurements& measurements, HostId host,
                      Activity activity);

}  // namespace ipcsim
