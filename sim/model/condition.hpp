// A condition on a metric as it is written: "< 50ms", ">= 0.95", "== 0".
#pragma once

#include <optional>

#include "sim/model/reader_context.hpp"

namespace ipcsim {

struct Condition {
  Comparison comparison = Comparison::less;
  double bound = 0;  // seconds, fraction, count or per second, as the metric's unit says
};

/// The condition in `node` on a metric of this unit; empty after a report.
std::optional<Condition> read_condition(ReaderContext& context, const JsonNode& node, Unit unit);

}  // namespace ipcsim
