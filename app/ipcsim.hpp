// The command as a function: arguments in, exit code out, every failure told in its form.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/exit_code.hpp"
#include "app/terminal.hpp"

namespace ipcsim {

/// `arguments` are those behind the command's own name.
ExitCode ipcsim_command(const std::vector<std::string>& arguments, Terminal& terminal);

/// Runs `command`; what it throws is told on `terminal.err` and becomes an exit code. `arguments`
/// are what a report of our own bug should name.
ExitCode guarded(const std::function<ExitCode()>& command,
                 const std::vector<std::string>& arguments, Terminal& terminal);

}  // namespace ipcsim
