// What one run did as a whole: over all its mailboxes and direct links together, and over all its
// processes. By these figures runs of different scenarios are compared.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/engine/measurements.hpp"
#include "sim/model/metric_path.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// Of mailboxes: sums, and times pooled over all messages. Of cores: how many were busy in the
/// mean, whether their number is limited or not.
enum class Total : std::uint8_t {
  throughput,
  received,
  wait_mean,
  wait_p99,
  latency_mean,
  latency_p99,
  refused,
  dropped,
  lost,  // under way
  polls,
  core_time,     // computing, polling or changing process
  polling_time,  // the part of core_time that is polling
};

struct TotalRow {
  Total total;
  std::string_view name;  // in CSV and JSON
  Unit unit;
};

inline constexpr std::array<TotalRow, 12> kTotals = {{
    {Total::throughput, "throughput", Unit::per_second},
    {Total::received, "received", Unit::count},
    {Total::wait_mean, "wait.mean", Unit::time},
    {Total::wait_p99, "wait.p99", Unit::time},
    {Total::latency_mean, "latency.mean", Unit::time},
    {Total::latency_p99, "latency.p99", Unit::time},
    {Total::refused, "refused", Unit::count},
    {Total::dropped, "dropped", Unit::count},
    {Total::lost, "lost", Unit::count},
    {Total::polls, "polls", Unit::count},
    {Total::core_time, "core_time", Unit::number},
    {Total::polling_time, "polling_time", Unit::number},
}};

/// By Total. None where there is nothing to tell: no message came, or no time passed.
using Totals = std::array<std::optional<double>, kTotals.size()>;

static_assert([] {
  for (std::size_t i = 0; i < kTotals.size(); ++i) {
    if (static_cast<std::size_t>(kTotals[i].total) != i) return false;
  }
  return true;
}());

Totals totals_of(const Measurements& measurements);

}  // namespace ipcsim
