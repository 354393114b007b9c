// Direct communication as a whole: the entry `direct` of a scenario, and what can be wrong with the
// links that `send_to` and `receive_from` make.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/model/reader_context.hpp"

namespace ipcsim {

/// The capacity of each direct link; empty: unbounded.
std::optional<std::uint32_t> read_direct(ReaderContext& context, const JsonNode& node);

/// Reports direct links with which the scenario has too many mailboxes. REQUIRES: mailboxes and
/// programs are read.
void check_number_of_direct_links(ReaderContext& context);

}  // namespace ipcsim
