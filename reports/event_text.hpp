// One event of a run as a sentence without its subject: "sends message 3 to buffer, which now holds
// 3 of 5". Knows nothing of lines or of what came before, but what it is told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sim/engine/trace.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

struct EventContext {
  std::optional<Duration> waited;  // how long the process has waited in this operation
  std::uint64_t looks = 0;         // in vain before this event
  std::optional<Duration> partner_waited;
};

std::string event_text(const Program& program, const TraceEvent& event,
                       const EventContext& context);

/// Where the event's process looks or waits: "box"; of several mailboxes by the statement,
/// "\"receive_from any\"".
std::string where_of(const Program& program, const TraceEvent& event);

/// Whether the message of a `dropped` event was there at time 0, so that nobody sent it.
bool was_there_initially(const Program& program, const TraceEvent& event);

}  // namespace ipcsim
