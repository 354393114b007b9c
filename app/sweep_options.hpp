// The options of `ipcsim sweep`.
#pragma once

#include "app/options.hpp"

namespace ipcsim {

Command add_sweep_command(CLI::App& ipcsim);

}  // namespace ipcsim
