// `ipcsim run`: one scenario with its report, or several with a line each.
#pragma once

#include "app/exit_code.hpp"
#include "app/request.hpp"
#include "app/terminal.hpp"

namespace ipcsim {

/// Throws UsageError.
ExitCode run_command(const RunRequest& request, Terminal& terminal);

}  // namespace ipcsim
