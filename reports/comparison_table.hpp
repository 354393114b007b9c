// A comparison as one table: a row for each variant, with how it differs from the first.
#pragma once

#include "reports/table.hpp"
#include "sim/experiment/comparison.hpp"

namespace ipcsim {

/// Columns that hold nothing above 0 in any row are left out, but for throughput, waits, latency
/// and core time.
Table comparison_table(const VariantComparison& comparison);

}  // namespace ipcsim
