// Which mailboxes without a limit take in more than they give out for as long as the run lasts: of
// such a run every mean depends on its length. Knows nothing of reports.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/ids.hpp"
#include "sim/engine/measurements.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// Messages by which a mailbox group grew in each of the equal windows of one run.
using NetFlows = std::vector<std::int64_t>;

/// Into how many windows a run is cut to see whether mailboxes grow.
inline constexpr std::uint32_t kGrowthWindows = 40;

/// How often a queue on the border of stability may be said to grow.
inline constexpr double kGrowthLevel = 0.001;

/// The groups of mailboxes and direct links whose capacity is unbounded.
std::vector<MailboxGroupId> unbounded_groups(const Program& program);

/// By how much the group grew in the window.
std::int64_t net_flow(const Program& program, const Measurements& window, MailboxGroupId group);

/// Whether the mean growth in the second half of each run is above 0 by a one-sided t-test at
/// `level`, over the windows of all runs, and the last quarter grew as well.
///
/// Net flows and not depths, because these depend on each other the more, the higher the load:
/// docs/decisions/growth-by-net-flow.md. The first half is left out: a queue that begins empty
/// fills.
bool keeps_growing(const std::vector<NetFlows>& runs, double level);

}  // namespace ipcsim
