// Direct communication as a whole: the entry `direct` of a scenario, and what can be wrong with the
// links that `send_to` and `receive_from` make.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/model/reader_context.hpp"

namespace ipcsim {

/// The capacity of each direct link; empty: unbounded.
std::optional<std::uint32_t> read_direct(ReaderContext& context, const JsonNode& node);

/// Numbers the direct links, and reports those with which the scenario has too many mailboxes, and
/// a `direct` (null: there is none) without a link. REQUIRES: mailboxes and programs are read.
void finish_direct_links(ReaderContext& context, const JsonMember* direct);

}  // namespace ipcsim
