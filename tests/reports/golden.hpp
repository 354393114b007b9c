// Texts compared with files under tests/golden/. IPCSIM_UPDATE_GOLDEN=1 writes them anew: look at
// the difference before you keep it.
#pragma once

#include <string>

namespace ipcsim::testing {

/// Fails, showing both, unless `actual` is what tests/golden/NAME holds.
void check_golden(const std::string& name, const std::string& actual);

}  // namespace ipcsim::testing
