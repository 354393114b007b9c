// Whether a program comes to an end by itself, as far as its text tells: every loop without count
// must have a `break` of its own or a `stop` in it. Knows nothing of JSON.
#pragma once

#include "sim/model/scenario.hpp"

namespace ipcsim {

/// The first loop of the program that nothing in it ends; null if the program is finite.
const Statement* endless_loop(const Block& program);

}  // namespace ipcsim
