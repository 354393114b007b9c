// Ctrl-C and SIGTERM: the first asks the run to end and report what it has, a second one kills.
#pragma once

#include <atomic>

namespace ipcsim {

/// Set by the signals once they are caught. There is one for the process: signals have no owner.
std::atomic<bool>& interrupt_flag();

/// From now on, the first SIGINT or SIGTERM sets the flag; writing to a closed pipe is an error and
/// no signal.
void catch_signals();

}  // namespace ipcsim
