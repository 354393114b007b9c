// Reads the entry `mailboxes` of a scenario.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/model/reader_context.hpp"

namespace ipcsim {

/// Declares the mailboxes in `node`. One with a mistake is declared all the same, so that naming
/// it is no second error.
void read_mailboxes(ReaderContext& context, const JsonNode& node);

/// A capacity: a number, or "unbounded", which is an empty `capacity`. Whether it is known; if not,
/// that has been reported.
bool read_capacity(ReaderContext& context, const JsonNode& node,
                   std::optional<std::uint32_t>& capacity);

}  // namespace ipcsim
