// What a comparison comes to, in sentences: which variant is fastest, which loses messages, which
// deadlocked, and what each costs in core time.
#pragma once

#include <string>
#include <vector>

#include "sim/experiment/comparison.hpp"

namespace ipcsim {

/// Of variants that apply. Empty if nothing was run.
std::vector<std::string> conclusions(const VariantComparison& comparison);

}  // namespace ipcsim
