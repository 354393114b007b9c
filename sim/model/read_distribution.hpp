// Reads durations and sizes of a scenario: constants, and distributions to draw from. Knows
// nothing of statements.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/model/reader_context.hpp"

namespace ipcsim {

/// One number with a unit, in ns or bytes, where no distribution may stand; `name` is its key.
std::optional<std::int64_t> read_constant(ReaderContext& context, const JsonNode& node,
                                          QuantityKind kind, std::string_view name);

/// A constant or a distribution, in ns or bytes.
std::optional<Distribution> read_distribution(ReaderContext& context, const JsonNode& node,
                                              QuantityKind kind);

/// The values of the file that `path` names.
std::optional<Distribution> read_trace(ReaderContext& context, const JsonNode& path,
                                       QuantityKind kind);

}  // namespace ipcsim
