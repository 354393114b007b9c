// One run whose measured time is cut into windows of equal length: for batch means, for the series
// that a warm-up is found from, and to see whether mailboxes grow. Knows nothing of statistics.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "sim/engine/simulate.hpp"

namespace ipcsim {

/// The instants that cut [begin, end) into `windows` parts of equal length, to the nanosecond.
/// Fewer where that is no whole nanosecond.
std::vector<Instant> equal_cuts(Instant begin, Instant end, std::uint32_t windows);

/// Runs with [warmup, until) cut into `windows` equal parts, and shows `observe` each of them that
/// passed whole: all, unless the run ended before `until`. The result is that of the run without
/// cuts, byte for byte. REQUIRES: `until` is a time, or `windows` is 1.
RunResult simulate_in_windows(const Program& program, RunOptions options, std::uint32_t windows,
                              const std::function<void(const Measurements&)>& observe);

}  // namespace ipcsim
