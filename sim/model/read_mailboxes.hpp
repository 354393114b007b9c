// Reads the entry `mailboxes` of a scenario.
#pragma once

#include "sim/model/reader_context.hpp"

namespace ipcsim {

/// Declares the mailboxes in `node`. One with a mistake is declared all the same, so that naming
/// it is no second error.
void read_mailboxes(ReaderContext& context, const JsonNode& node);

}  // namespace ipcsim
