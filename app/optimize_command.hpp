// `ipcsim optimize`: the smallest or largest value of a setting that keeps conditions.
#pragma once

#include "app/exit_code.hpp"
#include "app/request.hpp"
#include "app/terminal.hpp"

namespace ipcsim {

/// Exit code 0 if there is an answer, 1 if surely none, 3 if it cannot be decided. Throws
/// UsageError.
ExitCode optimize_command(const OptimizeRequest& request, Terminal& terminal);

}  // namespace ipcsim
