// Selects that may meet each other at more than one mailbox of capacity 0: then the list of who
// comes second decides, and a handshake of SPIN knows no list.
#pragma once

#include <vector>

#include "sim/promela/promela.hpp"

namespace ipcsim::promela {

/// The first such pair of each statement.
std::vector<PromelaProblem> ambiguous_selects(const Program& program);

}  // namespace ipcsim::promela
