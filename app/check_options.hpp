// The options of `ipcsim check`.
#pragma once

#include "app/options.hpp"

namespace ipcsim {

Command add_check_command(CLI::App& ipcsim);

}  // namespace ipcsim
