// `ipcsim export`: a scenario in another form.
#pragma once

#include "app/exit_code.hpp"
#include "app/request.hpp"
#include "app/terminal.hpp"

namespace ipcsim {

ExitCode export_command(const ExportRequest& request, Terminal& terminal);

}  // namespace ipcsim
