// The options of `ipcsim optimize`.
#pragma once

#include "app/options.hpp"

namespace ipcsim {

Command add_optimize_command(CLI::App& ipcsim);

}  // namespace ipcsim
