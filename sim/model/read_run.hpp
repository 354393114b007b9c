// Reads the entry `run` of a scenario.
#pragma once

#include <optional>

#include "sim/model/reader_context.hpp"

namespace ipcsim {

struct RunReading {
  RunSettings settings;
  SourceRange until_where;   // of the value of `until`
  bool until_given = false;  // perhaps with a mistake
};

/// REQUIRES: hosts, links, mailboxes and processes are declared.
RunReading read_run(ReaderContext& context, const JsonNode& node);

}  // namespace ipcsim
