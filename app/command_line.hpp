// From the words of the command line to a request. The options of each command are in
// *_options.hpp.
#pragma once

#include <string>
#include <vector>

#include "app/request.hpp"

namespace ipcsim {

/// What the user asks for; `arguments` are those behind the command's own name. Throws UsageError.
Request parse_command_line(const std::vector<std::string>& arguments);

}  // namespace ipcsim
