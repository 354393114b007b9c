// A run told in one line an event, for tests of what happens in which order.
#pragma once

#include <string>
#include <vector>

#include "sim/model/read_scenario.hpp"

namespace ipcsim::testing {

/// "1000 producer sent buffer #3 (2)": time in ns, process, kind, mailbox, number of the message,
/// and in brackets the mailbox's content afterwards. The last line says why the run ended.
std::string story_of(const std::string& scenario, const std::vector<Override>& overrides = {});

}  // namespace ipcsim::testing
