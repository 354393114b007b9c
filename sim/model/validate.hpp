// What can be wrong with a scenario whose parts are all right: runs without end, limits that are
// never reached, mailboxes out of reach, rings with too many users, mailboxes that nobody uses.
#pragma once

#include "sim/model/read_run.hpp"
#include "sim/model/reader_context.hpp"

namespace ipcsim {

/// Reports it, and gives the mailboxes without `host` theirs. REQUIRES: programs and `run` are
/// read.
void validate(ReaderContext& context, const RunReading& run);

}  // namespace ipcsim
