// Reads the entries `processes` and `programs` of a scenario.
#pragma once

#include "sim/model/reader_context.hpp"

namespace ipcsim {

/// Declares the processes in `node`, without their programs.
void declare_processes(ReaderContext& context, const JsonNode& node);

/// Reads the program of every declared process, and checks the programs in `programs` (null: none
/// are shared) that no process runs. REQUIRES: mailboxes are declared.
void read_programs(ReaderContext& context, const JsonNode* programs);

}  // namespace ipcsim
