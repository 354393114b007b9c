#include "sim/experiment/totals.hpp"

#include "sim/experiment/pool.hpp"

namespace ipcsim {
namespace {

struct CoreTimes {  // ns
  __int128 polling = 0;
  __int128 all = 0;
};

CoreTimes core_times(const Measurements& measurements) {
  CoreTimes times;
  for (const ProcessMeasurements& process : measurements.processes) {
    times.polling += process.time[static_cast<std::size_t>(Activity::polling)];
    times.all += process.time[static_cast<std::size_t>(Activity::computing)];
  }
  times.all += times.polling;
  for (const HostMeasurements& host : measurements.hosts) times.all += host.switching;
  return times;
}

}  // namespace

Totals totals_of(const Measurements& measurements) {
  const MailboxMeasurements messages = pool(measurements.mailboxes);
  const CoreTimes cores = core_times(measurements);
  double polls = 0;
  for (const ProcessMeasurements& process : measurements.processes) {
    polls += static_cast<double>(process.polls);
  }
  const std::int64_t window_ns = (measurements.window_end - measurements.window_begin).ns;

  Totals totals;
  const auto set = [&](Total total, std::optional<double> value) {
    totals[static_cast<std::size_t>(total)] = value;
  };
  const auto per_window = [&](auto amount) -> std::optional<double> {
    if (window_ns == 0) return std::nullopt;
    return static_cast<double>(amount) / static_cast<double>(window_ns);
  };
  set(Total::throughput, per_window(static_cast<double>(messages.received) * 1e9));
  set(Total::received, static_cast<double>(messages.received));
  set(Total::wait_mean, statistic_of(messages.wait, Statistic::mean));
  set(Total::wait_p99, statistic_of(messages.wait, Statistic::p99));
  set(Total::latency_mean, statistic_of(messages.latency, Statistic::mean));
  set(Total::latency_p99, statistic_of(messages.latency, Statistic::p99));
  set(Total::refused, static_cast<double>(messages.refused));
  set(Total::dropped, static_cast<double>(messages.dropped));
  set(Total::lost, static_cast<double>(messages.lost));
  set(Total::polls, polls);
  set(Total::core_time, per_window(cores.all));
  set(Total::polling_time, per_window(cores.polling));
  return totals;
}

}  // namespace ipcsim
