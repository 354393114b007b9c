// Words as a shell takes them.
#pragma once

#include <string>

namespace ipcsim {

/// In single quotes where it must be.
std::string shell_quoted(const std::string& argument);

}  // namespace ipcsim
