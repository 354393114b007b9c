// Finds the end of the warm-up from the first replications, run ahead for that alone: in equal
// spans of virtual time, what all mailboxes together hold and what is received from them, averaged
// over the replications; from these two series MSER-5 tells where the steady state begins. Knows
// nothing of reports.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/engine/simulate.hpp"
#include "sim/experiment/results.hpp"

namespace ipcsim {

/// How many replications, whatever the number of those that are measured afterwards: so the warm-up
/// does not depend on it.
inline constexpr std::uint32_t kPilotReplications = 5;
inline constexpr std::uint32_t kPilotSpans = 500;

/// Of one replication, by span; only of spans that passed whole.
struct PilotSeries {
  bool counts = false;           // it ended by itself or by a limit, with nobody stuck
  std::vector<double> held;      // mean number of messages in all mailboxes together
  std::vector<double> received;  // messages, from all mailboxes together
};

/// Runs the replication up to its end. REQUIRES: `until` is a time, `warmup` is 0.
PilotSeries pilot_series(const Program& program, const RunOptions& options);

/// The longer of the two warm-ups that the averaged series ask for. Of 0 if no replication counts.
Warmup find_warmup(const std::vector<PilotSeries>& pilot, Instant until);

}  // namespace ipcsim
