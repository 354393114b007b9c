// `ipcsim report`: results of an earlier run, shown again without running anything.
#pragma once

#include "app/exit_code.hpp"
#include "app/request.hpp"
#include "app/terminal.hpp"

namespace ipcsim {

/// ExitCode::fine if they could be shown, whatever they say. Throws UsageError.
ExitCode report_command(const ReportRequest& request, Terminal& terminal);

}  // namespace ipcsim
