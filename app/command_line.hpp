// From the words of the command line to a request. The only place that knows CLI11.
#pragma once

#include <string>
#include <vector>

#include "app/request.hpp"

namespace ipcsim {

/// What the user asks for; `arguments` are those behind the command's own name. Throws UsageError.
Request parse_command_line(const std::vector<std::string>& arguments);

/// As a shell takes it: in single quotes where it must be.
std::string shell_quoted(const std::string& argument);

}  // namespace ipcsim
