// How `send_to` and `receive_from` name processes: `clerk`, `worker[2]`, `worker[self+1]`,
// `worker[any]`, and who sends: `any`.
#pragma once

#include <optional>
#include <variant>

#include "sim/model/reader_context.hpp"

namespace ipcsim {

/// The one replica that `send_to` names in a statement of `process` (null: a program of no
/// process). Reports unknown processes, and missing, malformed or impossible indices.
std::optional<ProcessRef> read_receiver(ReaderContext& context, const JsonNode& node,
                                        const ProcessEntry* process);

/// Whom `receive_from` names.
std::optional<std::variant<ProcessRef, AnySender>> read_sender(ReaderContext& context,
                                                               const JsonNode& node,
                                                               const ProcessEntry* process);

}  // namespace ipcsim
