// `ipcsim compare`: variants of a scenario side by side.
#pragma once

#include "app/exit_code.hpp"
#include "app/request.hpp"
#include "app/terminal.hpp"

namespace ipcsim {

/// Exit code 0 whatever came out: a comparison asks, and expects nothing. Throws UsageError.
ExitCode compare_command(const CompareRequest& request, Terminal& terminal);

}  // namespace ipcsim
