// One process that can never go on, in sentences: where it stands, what it waits for, and why that
// cannot come. Knows nothing of formats.
#pragma once

#include <string>
#include <vector>

#include "sim/machine/finding.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// `A stands at "send to_B" (exchange.json:8:30) since 1 ms.`
std::string where_it_stands(const Program& program, const StuckProcess& process);

/// What is at its mailbox, and who alone could release it: `findings` of its run say where that one
/// stands. A sentence each. Of a process that waits at several, first that it does, then a line for
/// each, the first of them if there are many. Nothing for a process that waits for nothing.
std::vector<std::string> why_it_waits(const Program& program, const std::vector<Finding>& findings,
                                      const StuckProcess& process);

/// `C at "receive results" (exchange.json:20:7), where results is empty; it waits for A`
std::string how_it_waits_behind(const Program& program, const StuckProcess& process);

/// "buffer is empty", "buffer holds 5 of 5 messages", "gap has capacity 0".
std::string mailbox_state(const Program& program, const StuckAlternative& alternative);

/// "5 of 5", or "5" where there is no bound.
std::string holding_of(const Program& program, MailboxId mailbox, std::uint64_t depth);

}  // namespace ipcsim
