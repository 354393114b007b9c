// Durations ("10ms"), sizes ("1.5KB") and rates ("10Mbps") as they are written: one number and one
// unit, scaled exactly to whole numbers. Knows nothing of JSON or of where a value stands.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ipcsim {

enum class QuantityKind {
  duration,       // nanoseconds
  size,           // bytes
  rate,           // bits per second
  time_per_byte,  // nanoseconds per 10^9 bytes, written as the duration that one byte takes
};

struct Quantity {
  std::int64_t whole = 0;  // in the unit of its kind, to the nearest, halves up; at least 0
  double exact = 0;        // the same before rounding, for parameters of distributions
};

/// Why a text is no quantity: what is wrong, and what to do.
struct QuantityProblem {
  std::string message;
  std::vector<std::string> hints;
};

/// Reads `text`: a decimal number (also with an exponent, "1e-3s"), at most one blank, a unit.
/// "0" needs no unit. Errors: no number, no unit, an unknown unit, a negative value, one of 2^63
/// or more, one above 0 that would round to 0.
std::variant<Quantity, QuantityProblem> parse_quantity(QuantityKind kind, std::string_view text);

/// What to write: `for example "10ms"; units: ns, us, ms, s, min, h`.
std::string quantity_form(QuantityKind kind);

/// "a duration", "a size", "a rate" or "a time per byte".
std::string_view quantity_noun(QuantityKind kind);

/// A plausible one, `number` in a common unit, without quotes: "5ms", "5KB".
std::string quantity_example(QuantityKind kind, int number);

/// The problem of `spelling`, a number that stands without quotes and unit.
QuantityProblem bare_number_problem(QuantityKind kind, std::string_view spelling);

}  // namespace ipcsim
