// The options of `ipcsim run`.
#pragma once

#include "app/options.hpp"

namespace ipcsim {

Command add_run_command(CLI::App& ipcsim);

}  // namespace ipcsim
