// `ipcsim schema`: the JSON Schemas of scenarios and of results, for editors and validators.
#pragma once

#include "app/exit_code.hpp"
#include "app/request.hpp"
#include "app/terminal.hpp"

namespace ipcsim {

ExitCode schema_command(const SchemaRequest& request, Terminal& terminal);

}  // namespace ipcsim
