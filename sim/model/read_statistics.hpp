// Reads those keys of `run` that say how its figures are estimated: `warmup`, `replications`,
// `precision`, `max_replications`, `batches`.
#pragma once

#include "sim/model/read_run.hpp"

namespace ipcsim {

/// From the object `run`. REQUIRES: hosts, links, mailboxes and processes are declared, and `until`
/// is read.
void read_statistics(ReaderContext& context, const JsonNode& run, RunReading& reading);

}  // namespace ipcsim
