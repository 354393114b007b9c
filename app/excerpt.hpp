// The part of a run that is told or drawn: --from, --to and --process, with the names looked up.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// As it was asked for.
struct ExcerptRequest {
  std::optional<Instant> from;
  std::optional<Instant> to;
  std::vector<std::string> processes;  // names of groups or replicas; empty: everybody
};

/// The processes that the request names, each once, in the order of the file; empty: everybody.
/// Throws UsageError for a name that there is not.
std::vector<ProcessId> processes_of(const ExcerptRequest& request, const Program& program);

}  // namespace ipcsim
