#include "sim/engine/measurements.hpp"

#include <algorithm>
#include <cstddef>

#include "sim/base/check.hpp"

namespace ipcsim {

void add(MailboxMeasurements& sum, const MailboxMeasurements& other) {
  sum.accepted += other.accepted;
  sum.received += other.received;
  sum.refused += other.refused;
  sum.dropped += other.dropped;
  sum.lost += other.lost;
  sum.late_replies += other.late_replies;
  sum.wait.add_all(other.wait);
  sum.latency.add_all(other.latency);
  sum.send_wait.add_all(other.send_wait);
  sum.receive_wait.add_all(other.receive_wait);
  sum.depth_integral += other.depth_integral;
  sum.depth_max = std::max(sum.depth_max, other.depth_max);
}

namespace {

void add(ProcessMeasurements& sum, const ProcessMeasurements& other) {
  for (std::size_t i = 0; i < kMeasuredActivities; ++i) sum.time[i] += other.time[i];
  sum.polls += other.polls;
}

void add(HostMeasurements& sum, const HostMeasurements& other) {
  sum.idle += other.idle;
  sum.switching += other.switching;
  sum.context_switches += other.context_switches;
}

void add(LinkMeasurements& sum, const LinkMeasurements& other) {
  for (std::size_t i = 0; i < sum.busy.size(); ++i) sum.busy[i] += other.busy[i];
  sum.lost += other.lost;
}

template <class Measured>
void add_all(std::vector<Measured>& sum, const std::vector<Measured>& others) {
  check(sum.size() == others.size(), "all windows of a run measure the same");
  for (std::size_t i = 0; i < sum.size(); ++i) add(sum[i], others[i]);
}

}  // namespace

void join(Measurements& window, const Measurements& next) {
  check(window.window_end == next.window_begin, "a window begins where the one before it ends");
  window.window_end = next.window_end;
  add_all(window.mailboxes, next.mailboxes);
  add_all(window.processes, next.processes);
  add_all(window.hosts, next.hosts);
  add_all(window.links, next.links);
}

__int128 time_on_host(const Program& program, const Measurements& measurements, HostId host,
                      Activity activity) {
  __int128 time = 0;
  for (const ProcessGroup& group : program.process_groups) {
    if (group.host != host) continue;
    for (std::uint32_t i = 0; i < group.count; ++i) {
      const ProcessMeasurements& process = measurements.processes[group.first.index() + i];
      time += process.time[static_cast<std::size_t>(activity)];
    }
  }
  return time;
}

}  // namespace ipcsim
