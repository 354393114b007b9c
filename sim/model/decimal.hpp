// A decimal number exactly as it was written ("12.50", "1e-3"). Scaling it by a whole unit loses
// nothing: the product is computed digit by digit and rounded once, at the end. Knows nothing of
// units.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ipcsim {

/// sign × digits × 10^exponent.
struct Decimal {
  bool negative = false;
  std::string digits;         // '0' to '9', the first and the last not '0'; empty: zero
  std::int64_t exponent = 0;  // of ten; 0 if the number is zero

  [[nodiscard]] bool is_zero() const { return digits.empty(); }
  friend bool operator==(const Decimal&, const Decimal&) = default;
};

struct DecimalPrefix {
  Decimal value;
  std::size_t length = 0;  // characters of the text that belong to it
};

/// The longest decimal number that `text` begins with: an optional sign, digits with or without a
/// point (".5" has a digit too, "5." ends before the point), an optional exponent.
std::optional<DecimalPrefix> leading_decimal(std::string_view text);

/// The number that `text` is from its first to its last character.
std::optional<Decimal> parse_decimal(std::string_view text);

/// |number| × factor to the nearest whole number, halves up; empty if it exceeds 2^64 - 1.
/// REQUIRES: 1 <= factor < 2^60.
std::optional<std::uint64_t> scale_rounded(const Decimal& number, std::uint64_t factor);

/// |number| × factor as the nearest double: 0 if it is too small for one, infinity if too large.
/// REQUIRES: 1 <= factor < 2^60.
double scale_to_double(const Decimal& number, std::uint64_t factor);

/// |number| if that is whole and at most 2^64 - 1.
std::optional<std::uint64_t> whole_magnitude(const Decimal& number);

/// Whether the number is whole, however large.
bool is_whole(const Decimal& number);

}  // namespace ipcsim
