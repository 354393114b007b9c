// Makes a Recording of one replication of an experiment, which runs again for it. The work is
// bounded: at most twice that of the run; what is kept is at most what pictures can show.
#pragma once

#include <optional>
#include <vector>

#include "sim/experiment/recording.hpp"
#include "sim/experiment/watched_run.hpp"

namespace ipcsim {

struct RecordingOptions {
  /// The window; where both are left out, one is chosen that begins at the end of the warm-up, and
  /// another one before a deadlock that is not in the first.
  std::optional<Instant> from;
  std::optional<Instant> to;
  std::vector<ProcessId> processes;  // to draw; empty: some are chosen, those that are stuck first
};

/// No more rows than a picture can show.
inline constexpr std::size_t kMostDrawnProcesses = 40;
inline constexpr std::size_t kMostDrawnMailboxes = 12;

/// REQUIRES: see watch_again.
Recording record_run(const Variant& variant, const Results& results,
                     const RecordingOptions& options, const WatchedRunOptions& run);

}  // namespace ipcsim
