// `ipcsim check` of several variants of one scenario: its strategies, or values among which the
// smallest is sought that is free of deadlock.
#pragma once

#include <string>

#include "app/exit_code.hpp"
#include "app/request.hpp"
#include "app/terminal.hpp"

namespace ipcsim {

/// Exit code 1 if one of them has a deadlock, 3 if that is not known, whatever the scenario
/// expects.
ExitCode check_strategies(const CheckRequest& request, const std::string& path, Terminal& terminal);

/// Exit code 0 with an answer, 1 if no value will do, 3 if that is not known. REQUIRES:
/// request.smallest. Throws UsageError if no value makes a scenario.
ExitCode check_values(const CheckRequest& request, const std::string& path, Terminal& terminal);

}  // namespace ipcsim
