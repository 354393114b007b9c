// Numbers as a reader wants them: a fitting unit and four significant digits, thousands grouped by
// commas. For exact values there are JSON and CSV. Knows nothing of what is measured.
#pragma once

#include <optional>
#include <string>

#include "sim/base/time.hpp"
#include "sim/experiment/results.hpp"

namespace ipcsim {

/// What stands where there is no value.
inline constexpr const char* kNoValue = "–";

/// "2.34 ms", "11,005", "200.1 /s", "45.2 %"; kNoValue if there is none. `value` in seconds, per
/// second, or as a fraction of 1, as the unit says.
std::string format_value(std::optional<double> value, Unit unit);

/// "10.06 ± 0.15 ms", "193.8 ± 0.4 /s": the half-width with one significant digit, two if it begins
/// with 1; the mean to the same decimal place, with at most four significant digits. The mean
/// alone if there is no half-width, or if it is 0.
std::string format_estimate(const Estimate& estimate, Unit unit);

/// A difference of two values, with its sign and so with its direction: "+3.1 ± 0.4 /s", "−2 ms".
std::string format_difference(const Estimate& difference, Unit unit);

/// Exactly, in the largest of s, ms, us, ns that is not above it: "60 s", "1.5 ms", "0 s".
std::string format_exactly(Duration time);
std::string format_exactly(Instant time);

}  // namespace ipcsim
