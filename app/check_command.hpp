// `ipcsim check`: searches every interleaving of scenarios for deadlocks.
#pragma once

#include "app/exit_code.hpp"
#include "app/request.hpp"
#include "app/terminal.hpp"

namespace ipcsim {

/// Throws UsageError.
ExitCode check_command(const CheckRequest& request, Terminal& terminal);

}  // namespace ipcsim
