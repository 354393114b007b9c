// `ipcsim run --schedule`: the steps that a check has found, gone once more.
#pragma once

#include "app/exit_code.hpp"
#include "app/request.hpp"
#include "app/terminal.hpp"

namespace ipcsim {

/// The exit code is the one that the check had. Throws UsageError.
ExitCode replay_command(const ReplayRequest& request, Terminal& terminal);

}  // namespace ipcsim
