// A second opinion: runs a scenario straight over its statements, as the contract describes them
// (DESIGN sections 2 to 4), and tells every event. Deliberately naive: a sorted multimap of events,
// a stack of blocks for each process, plain vectors for what waits and what lies in a mailbox,
// no bytecode. Shares with the engine only the random streams and the laws of distribution.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/model/scenario.hpp"

namespace ipcsim::testing {

/// One event. `kind` has the names of TraceEvent::Kind.
struct ReferenceEvent {
  std::int64_t time = 0;  // ns
  std::string_view kind;
  std::uint32_t process = 0;             // number over all replicas, in file order
  const Statement* statement = nullptr;  // null at the ends of a program
  /// Number over all elements in file order, then over the pairs of each direct link. Empty also
  /// where a process waits for, or finds nothing in, any of several.
  std::optional<std::uint32_t> mailbox;
  std::uint64_t message = 0;
  std::uint64_t depth = 0;
  std::optional<std::uint32_t> partner;
  std::int64_t until = 0;  // ns
};

enum class ReferenceEnd {
  completed,
  time_limit,
  message_limit,
  deadlock,        // nothing can ever happen again
  program_error,   // a reply without an open call
  zero_time_loop,  // a process made too many steps without time passing
  cut,             // `most_events` were told
};

struct ReferenceOptions {
  std::int64_t until = std::numeric_limits<std::int64_t>::max();  // ns
  std::uint64_t replication = 0;
  std::uint64_t zero_time_steps = 100'000;
  std::size_t most_events = 1'000'000;
};

struct ReferenceResult {
  ReferenceEnd end = ReferenceEnd::completed;
  std::int64_t end_time = 0;  // ns
  std::vector<ReferenceEvent> events;
  std::uint64_t most_steps = 0;  // of one process at one instant
  /// How many events had been told when first nobody was left but those that wait for ever and
  /// those that poll for ever in vain (at least one, and not all of them idle services).
  std::optional<std::size_t> only_polling_since;
  std::uint32_t pollers = 0;  // how many polled then
};

/// Runs one replication. Seed and message limit are the scenario's; the warm-up has no effect.
ReferenceResult interpret(const Scenario& scenario, const ReferenceOptions& options);

}  // namespace ipcsim::testing
