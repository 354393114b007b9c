#include "sim/model/decimal.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <system_error>

#include "sim/base/check.hpp"

namespace ipcsim {
namespace {

// Written exponents beyond this are taken as this: either way the value is far outside of what 64
// bits or a double hold, whatever the digits in a text of at most 4 GB.
constexpr std::int64_t kLargestExponent = 10'000'000'000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_at(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - begin;
}

/// The exponent part of `text` at `begin`: its length, and its value through `exponent`.
std::size_t read_exponent(std::string_view text, std::size_t begin, std::int64_t& exponent) {
  std::size_t at = begin;
  if (at >= text.size() || (text[at] != 'e' && text[at] != 'E')) return 0;
  ++at;
  const bool negative = at < text.size() && text[at] == '-';
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
  const std::size_t length = digits_at(text, at);
  if (length == 0) return 0;
  std::int64_t value = 0;
  for (const char digit : text.substr(at, length)) {
    value = std::min(kLargestExponent, value * 10 + (digit - '0'));
  }
  exponent = negative ? -value : value;
  return at + length - begin;
}

/// Leaves no zero at either end of the digits.
void normalise(Decimal& number) {
  const std::size_t first = number.digits.find_first_not_of('0');
  if (first == std::string::npos) {
    number.digits.clear();
    number.exponent = 0;
    return;
  }
  number.digits.erase(0, first);
  const std::size_t last = number.digits.find_last_not_of('0');
  number.exponent += static_cast<std::int64_t>(number.digits.size() - 1 - last);
  number.digits.resize(last + 1);
}

/// The decimal digits of digits × factor.
std::string product(const std::string& digits, std::uint64_t factor) {
  constexpr std::uint64_t kLargestFactor = std::numeric_limits<std::uint64_t>::max() >> 4U;
  check(factor >= 1 && factor <= kLargestFactor, "a unit is 1 to 2^60");
  std::string reversed;
  std::uint64_t carry = 0;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    carry += static_cast<std::uint64_t>(*digit - '0') * factor;
    reversed += static_cast<char>('0' + carry % 10);
    carry /= 10;
  }
  for (; carry > 0; carry /= 10) reversed += static_cast<char>('0' + carry % 10);
  return {reversed.rbegin(), reversed.rend()};
}

}  // namespace

std::optional<DecimalPrefix> leading_decimal(std::string_view text) {
  DecimalPrefix result;
  std::size_t at = 0;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) {
    result.value.negative = text[at] == '-';
    ++at;
  }
  const std::size_t before_point = digits_at(text, at);
  result.value.digits = text.substr(at, before_point);
  at += before_point;
  if (at < text.size() && text[at] == '.') {
    if (const std::size_t behind_point = digits_at(text, at + 1); behind_point > 0) {
      result.value.digits += text.substr(at + 1, behind_point);
      result.value.exponent = -static_cast<std::int64_t>(behind_point);
      at += 1 + behind_point;
    }
  }
  if (result.value.digits.empty()) return std::nullopt;
  std::int64_t exponent = 0;
  at += read_exponent(text, at, exponent);
  result.value.exponent += exponent;
  normalise(result.value);
  result.length = at;
  return result;
}

std::optional<Decimal> parse_decimal(std::string_view text) {
  std::optional<DecimalPrefix> prefix = leading_decimal(text);
  if (!prefix || prefix->length != text.size()) return std::nullopt;
  return prefix->value;
}

std::optional<std::uint64_t> scale_rounded(const Decimal& number, std::uint64_t factor) {
  constexpr std::int64_t kMostDigits = 20;  // of 2^64 - 1
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  if (number.is_zero()) return 0;
  const std::string digits = product(number.digits, factor);
  const auto size = static_cast<std::int64_t>(digits.size());
  const std::int64_t whole_digits = size + number.exponent;  // before the point
  if (whole_digits > kMostDigits) return std::nullopt;
  if (whole_digits < 0) return 0;  // below 0.1
  std::uint64_t whole = 0;
  for (std::int64_t i = 0; i < whole_digits; ++i) {
    const auto digit =
        static_cast<std::uint64_t>(i < size ? digits[static_cast<std::size_t>(i)] - '0' : 0);
    if (whole > (kMost - digit) / 10) return std::nullopt;
    whole = whole * 10 + digit;
  }
  const bool up = whole_digits < size && digits[static_cast<std::size_t>(whole_digits)] >= '5';
  if (up && whole == kMost) return std::nullopt;
  return up ? whole + 1 : whole;
}

double scale_to_double(const Decimal& number, std::uint64_t factor) {
  if (number.is_zero()) return 0.0;
  const std::string digits = product(number.digits, factor);
  const std::int64_t magnitude = static_cast<std::int64_t>(digits.size()) + number.exponent;
  constexpr std::int64_t kBeyondDouble = 400;
  if (magnitude > kBeyondDouble) return std::numeric_limits<double>::infinity();
  if (magnitude < -kBeyondDouble) return 0.0;
  const std::string spelled = digits + "e" + std::to_string(number.exponent);
  double value = 0.0;
  const auto read = std::from_chars(spelled.data(), spelled.data() + spelled.size(), value);
  if (read.ec != std::errc::result_out_of_range) return value;
  return magnitude > 0 ? std::numeric_limits<double>::infinity() : 0.0;
}

std::optional<std::uint64_t> whole_magnitude(const Decimal& number) {
  if (!is_whole(number)) return std::nullopt;
  return scale_rounded(number, 1);
}

bool is_whole(const Decimal& number) { return number.exponent >= 0; }

}  // namespace ipcsim
