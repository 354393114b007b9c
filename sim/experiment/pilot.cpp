#include "sim/experiment/pilot.hpp"

#include <algorithm>
#include <utility>

#include "sim/experiment/truncation.hpp"
#include "sim/experiment/windowed_run.hpp"

namespace ipcsim {
namespace {

using Series = std::vector<double>;

/// By span over the replications that count, as long as the shortest of them.
Series average(const std::vector<PilotSeries>& pilot, Series PilotSeries::*which) {
  Series sum;
  double counted = 0;
  for (const PilotSeries& replication : pilot) {
    if (!replication.counts) continue;
    const Series& series = replication.*which;
    if (counted == 0) sum.assign(series.size(), 0);
    sum.resize(std::min(sum.size(), series.size()));
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += series[i];
    counted += 1;
  }
  for (double& value : sum) value /= counted;
  return sum;
}

}  // namespace

PilotSeries pilot_series(const Program& program, const RunOptions& options) {
  PilotSeries series;
  const RunResult result =
      simulate_in_windows(program, options, kPilotSpans, [&](const Measurements& span) {
        __int128 held = 0;
        std::uint64_t received = 0;
        for (const MailboxMeasurements& mailbox : span.mailboxes) {
          held += mailbox.depth_integral;
          received += mailbox.received;
        }
        const Duration length = span.window_end - span.window_begin;
        series.held.push_back(static_cast<double>(held) / static_cast<double>(length.ns));
        series.received.push_back(static_cast<double>(received));
      });
  const bool by_itself =
      result.reason == EndReason::completed || result.reason == EndReason::time_limit;
  series.counts = by_itself && result.findings.empty();
  return series;
}

Warmup find_warmup(const std::vector<PilotSeries>& pilot, Instant until) {
  Warmup warmup{.found = true};
  const std::vector<Instant> cuts = equal_cuts({}, until, kPilotSpans);
  for (const auto which : {&PilotSeries::held, &PilotSeries::received}) {
    const Truncation truncation = mser5(average(pilot, which));
    if (truncation.discarded == 0) continue;
    const Duration length = cuts[truncation.discarded - 1] - Instant{};
    warmup.length = std::max(warmup.length, length);
    warmup.at_limit = warmup.at_limit || truncation.at_limit;
  }
  return warmup;
}

}  // namespace ipcsim
