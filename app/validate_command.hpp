// `ipcsim validate`: reads scenarios and says whether they could run.
#pragma once

#include "app/exit_code.hpp"
#include "app/request.hpp"
#include "app/terminal.hpp"

namespace ipcsim {

/// Throws UsageError.
ExitCode validate_command(const ValidateRequest& request, Terminal& terminal);

}  // namespace ipcsim
