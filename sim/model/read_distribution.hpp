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

/// A constant above 0; `reason` says why.
std::optional<Duration> read_positive_duration(ReaderContext& context, const JsonNode& node,
                                               std::string_view name, std::string_view reason);

/// The core time of one look that finds nothing.
std::optional<Duration> read_poll(ReaderContext& context, const JsonNode& node);

/// A constant or a distribution, in ns or bytes.
std::optional<Distribution> read_distribution(ReaderContext& context, const JsonNode& node,
                                              QuantityKind kind);

/// The values of the file that `path` names.
std::optional<Distribution> read_trace(ReaderContext& context, const JsonNode& path,
                                       QuantityKind kind);

}  // namespace ipcsim
