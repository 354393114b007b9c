// The alternatives of `select` as sets of words: what each one is, and which keys it takes. Knows
// nothing of what the words mean.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/model/reader_context.hpp"

namespace ipcsim {

enum class AlternativeKind : std::uint8_t { receive, send, after, otherwise };

struct AlternativeWord {
  AlternativeKind kind = AlternativeKind::receive;
  const JsonMember* member = nullptr;  // the key that says so, and its value
};

/// What the object `alternative` is, after a look at its other keys; empty after a report that it
/// is nothing, or several things at once.
std::optional<AlternativeWord> find_alternative(ReaderContext& context,
                                                const JsonNode& alternative);

}  // namespace ipcsim
