// One process that can never go on, in sentences: where it stands, what it waits for, and why that
// cannot come. Knows nothing of formats.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/reported_finding.hpp"

namespace ipcsim {

/// `A stands at "send to_B" (exchange.json:8:30) since 1 ms.`; without "since" where no time is.
/// `file`: the scenario's.
std::string where_it_stands(const std::string& file, const ReportedProcess& process);

/// What is at its mailbox, and who alone could release it: `findings` of its run say where that one
/// stands. A sentence each. Of a process that waits at several, first that it does, then a line for
/// each, the first of them if there are many. Nothing for a process that waits for nothing.
std::vector<std::string> why_it_waits(const std::vector<ReportedFinding>& findings,
                                      const ReportedProcess& process);

/// `C at "receive results" (exchange.json:20:7), where results is empty; it waits for A`
std::string how_it_waits_behind(const std::string& file, const ReportedProcess& process);

/// "scenarios/relay.json:14"
std::string line_of(const std::string& file, const ReportedProcess& process);

/// "5 of 5", or "5" where there is no bound.
std::string holding_of(std::optional<std::uint32_t> capacity, std::uint64_t depth);

}  // namespace ipcsim
