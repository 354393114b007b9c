// `ipcsim init`: a scenario to start from, which says what may be changed in it.
#pragma once

#include "app/exit_code.hpp"
#include "app/request.hpp"
#include "app/terminal.hpp"

namespace ipcsim {

/// A file that exists is left as it is. Throws UsageError.
ExitCode init_command(const InitRequest& request, Terminal& terminal);

}  // namespace ipcsim
