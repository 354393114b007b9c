#include "reports/format_value.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr int kSignificantDigits = 4;

std::string in_format(double value, std::chars_format format, int decimals) {
  char buffer[400];
  const auto [end, error] = std::to_chars(buffer, std::end(buffer), value, format, decimals);
  return error == std::errc{} ? std::string(buffer, end) : kNoValue;
}

/// The power of ten of the first digit once the value is rounded to that many digits; 0 for 0.
int exponent_of(double value, int significant_digits) {
  if (value == 0) return 0;
  const std::string text = in_format(value, std::chars_format::scientific, significant_digits - 1);
  const char* at = text.data() + text.find('e') + 1;
  if (*at == '+') ++at;  // from_chars takes no plus
  int exponent = 0;
  std::from_chars(at, text.data() + text.size(), exponent);
  return exponent;
}

/// "12345.67" as "12,345.67".
std::string with_grouped_thousands(const std::string& number) {
  const std::size_t sign = number.starts_with('-') ? 1 : 0;
  std::string result = number;
  const std::size_t point = std::min(number.find('.'), number.size());
  for (std::size_t at = point; at > sign + 3;) {
    at -= 3;
    result.insert(at, ",");
  }
  return result;
}

std::string fixed(double value, int decimals) {
  return with_grouped_thousands(in_format(value, std::chars_format::fixed, decimals));
}

std::string without_trailing_zeros(std::string number) {
  if (number.find('.') == std::string::npos) return number;
  number.erase(number.find_last_not_of('0') + 1);
  if (number.ends_with('.')) number.pop_back();
  return number;
}

std::string rounded(double value) {
  const int exponent = exponent_of(value, kSignificantDigits);
  if (exponent < -6) return in_format(value, std::chars_format::scientific, 2);
  const int decimals = std::max(0, kSignificantDigits - 1 - exponent);
  return without_trailing_zeros(fixed(value, decimals));
}

/// How a value is shown: multiplied by `factor`, with `suffix` behind it.
struct Scale {
  double factor = 1;
  const char* suffix = "";
};

Scale time_scale(double seconds) {
  if (seconds == 0) return {1, " s"};
  const int exponent = exponent_of(seconds, kSignificantDigits);
  if (exponent >= 0) return {1, " s"};
  if (exponent >= -3) return {1e3, " ms"};
  if (exponent >= -6) return {1e6, " us"};
  return {1e9, " ns"};
}

Scale scale_of(double value, Unit unit) {
  switch (unit) {
    case Unit::time:
      return time_scale(value);
    case Unit::per_second:
      return {1, " /s"};
    case Unit::fraction:
      return {100, " %"};
    case Unit::count:
    case Unit::number:
      break;
  }
  return {};
}

std::string percentage(double percent) {
  if (percent > 0 && percent < 0.01) return "<0.01";
  return without_trailing_zeros(fixed(percent, percent < 1 ? 2 : 1));
}

}  // namespace

std::string format_value(std::optional<double> value, Unit unit) {
  if (!value || !std::isfinite(*value)) return kNoValue;
  const Scale scale = scale_of(*value, unit);
  const double shown = *value * scale.factor;
  if (unit == Unit::fraction) return percentage(shown) + scale.suffix;
  const bool is_whole_count = unit == Unit::count && shown == std::floor(shown);
  return (is_whole_count ? fixed(shown, 0) : rounded(shown)) + scale.suffix;
}

std::string format_estimate(const Estimate& estimate, Unit unit) {
  const bool is_sure = estimate.half_width.value_or(0) == 0;
  if (!estimate.mean || is_sure || !std::isfinite(*estimate.half_width)) {
    return format_value(estimate.mean, unit);
  }
  const Scale scale = scale_of(*estimate.mean == 0 ? *estimate.half_width : *estimate.mean, unit);
  const double mean = *estimate.mean * scale.factor;
  const double half_width = *estimate.half_width * scale.factor;
  const int exponent = exponent_of(half_width, 2);
  const bool begins_with_1 = half_width < 2 * std::pow(10.0, exponent);
  const int most = std::max(0, kSignificantDigits - 1 - exponent_of(mean, kSignificantDigits));
  const int decimals = std::clamp((begins_with_1 ? 1 : 0) - exponent, 0, most);
  std::string width_shown = fixed(half_width, decimals);
  const double smallest = std::pow(10.0, -decimals);
  if (half_width < smallest / 2) width_shown = "<" + fixed(smallest, decimals);
  return fixed(mean, decimals) + " ± " + width_shown + scale.suffix;
}

std::string format_difference(const Estimate& difference, Unit unit) {
  if (!difference.mean) return kNoValue;
  const double mean = *difference.mean;
  const Estimate magnitude{std::abs(mean), difference.half_width, difference.n};
  const std::string sign = mean > 0 ? "+" : mean < 0 ? "−" : "";
  return sign + format_estimate(magnitude, unit);
}

std::string format_exactly(Duration time) {
  struct Scaled {
    std::int64_t ns;
    int decimals;
    const char* suffix;
  };
  constexpr Scaled kUnits[] = {
      {1'000'000'000, 9, " s"}, {1'000'000, 6, " ms"}, {1'000, 3, " us"}, {1, 0, " ns"}};
  if (time.ns == 0) return "0 s";
  const auto* unit = std::find_if(std::begin(kUnits), std::end(kUnits) - 1,
                                  [&](const Scaled& it) { return time.ns >= it.ns; });
  std::string text = grouped(static_cast<std::uint64_t>(time.ns / unit->ns));
  if (const std::int64_t rest = time.ns % unit->ns; rest != 0) {
    const std::string digits = std::to_string(rest);
    text += "." + std::string(static_cast<std::size_t>(unit->decimals) - digits.size(), '0');
    text += digits;
    text.erase(text.find_last_not_of('0') + 1);
  }
  return text + unit->suffix;
}

std::string format_exactly(Instant time) { return format_exactly(Duration{time.ns}); }

}  // namespace ipcsim
