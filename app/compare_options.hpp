// The options of `ipcsim compare`.
#pragma once

#include "app/options.hpp"

namespace ipcsim {

Command add_compare_command(CLI::App& ipcsim);

}  // namespace ipcsim
