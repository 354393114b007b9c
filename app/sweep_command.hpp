// `ipcsim sweep`: a scenario at every combination of the values of some of its settings.
#pragma once

#include "app/exit_code.hpp"
#include "app/request.hpp"
#include "app/terminal.hpp"

namespace ipcsim {

/// Exit code 0 whatever came out: a sweep asks, and expects nothing. Throws UsageError.
ExitCode sweep_command(const SweepRequest& request, Terminal& terminal);

}  // namespace ipcsim
