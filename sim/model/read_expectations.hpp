// Reads the entry `expect` of a scenario: metric paths and conditions on them.
#pragma once

#include "sim/model/reader_context.hpp"

namespace ipcsim {

/// REQUIRES: mailboxes and processes are declared.
Expectations read_expectations(ReaderContext& context, const JsonNode& node);

}  // namespace ipcsim
