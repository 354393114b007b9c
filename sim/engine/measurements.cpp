#include "sim/engine/measurements.hpp"

#include <cstddef>

namespace ipcsim {

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
