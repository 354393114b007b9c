// Finds what a metric path means in a scenario: `mailboxes.fork[2].wait.p95`.
#pragma once

#include <optional>
#include <string_view>

#include "sim/model/metric_path.hpp"
#include "sim/model/reader_context.hpp"

namespace ipcsim {

struct ResolvedMetric {
  MetricPath path;
  Unit unit = Unit::count;
};

/// The metric that `text`, standing at `where`, names; empty after a report.
/// REQUIRES: hosts, links, mailboxes and processes are declared.
std::optional<ResolvedMetric> resolve_metric(ReaderContext& context, SourceRange where,
                                             std::string_view text);

}  // namespace ipcsim
