// Virtual time: whole nanoseconds in 64 bits (292 years). Sums saturate at kNever instead of
// wrapping; whoever reaches kNever without a limit on the run reports an error.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace ipcsim {

/// A stretch of virtual time.
struct Duration {
  std::int64_t ns = 0;
  friend constexpr auto operator<=>(Duration, Duration) = default;
};

/// A point in virtual time, counted from the start of the run.
struct Instant {
  std::int64_t ns = 0;
  friend constexpr auto operator<=>(Instant, Instant) = default;
};

/// Later than everything that happens.
inline constexpr Instant kNever{std::numeric_limits<std::int64_t>::max()};

/// REQUIRES: both are at least 0.
constexpr Instant operator+(Instant start, Duration length) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(start.ns, length.ns, &sum)) [[unlikely]] {
    return kNever;
  }
  return {sum};
}

/// REQUIRES: neither is kNever.
constexpr Duration operator-(Instant end, Instant start) { return {end.ns - start.ns}; }

/// Correctly rounded: 0.001 and not 0.0010000000000000002.
constexpr double seconds(Duration length) { return static_cast<double>(length.ns) / 1e9; }

constexpr double seconds(Instant since_start) { return seconds(since_start - Instant{}); }

}  // namespace ipcsim
