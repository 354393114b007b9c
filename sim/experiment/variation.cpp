#include "sim/experiment/variation.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <unordered_set>
#include <utility>

#include "sim/model/decimal.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr const char* kRangeForm =
    "a range is FIRST:LAST:STEP or FIRST:LAST:*FACTOR, as in 1:64:*2";

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

/// A number and the unit behind it: "1.5" and "ms".
struct Measure {
  double number = 0;
  bool is_whole = false;
  std::string_view unit;
};

std::optional<Measure> read_measure(std::string_view text) {
  const std::optional<DecimalPrefix> prefix = leading_decimal(text);
  if (!prefix) return std::nullopt;
  const double magnitude = scale_to_double(prefix->value, 1);
  if (!std::isfinite(magnitude)) return std::nullopt;
  return Measure{prefix->value.negative ? -magnitude : magnitude, is_whole(prefix->value),
                 text.substr(prefix->length)};
}

std::string number_text(double number) {
  constexpr int kDigits = 12;
  char buffer[64];
  const auto [end, error] =
      std::to_chars(buffer, std::end(buffer), number, std::chars_format::general, kDigits);
  return {buffer, end};
}

struct Range {
  Measure first;
  Measure last;
  double step = 1;
  bool is_factor = false;
};

class VariationReader {
 public:
  explicit VariationReader(std::string_view text) : text_(text) {}

  std::variant<Variation, VariationProblem> read() && {
    const std::size_t equals = text_.find('=');
    if (equals == std::string_view::npos || equals == 0) {
      return VariationProblem{quote(text_) + " is not PATH=VALUES",
                              {"for example mailboxes.buffer.capacity=1,2,4 or "
                               "mailboxes.buffer.capacity=1:64:*2"}};
    }
    variation_.path = text_.substr(0, equals);
    for (const std::string_view item : split(text_.substr(equals + 1), ',')) {
      if (!add_item(item)) return std::move(problem_);
    }
    return std::move(variation_);
  }

 private:
  bool fail(std::string message, std::vector<std::string> hints) {
    problem_ = {std::move(message), std::move(hints)};
    return false;
  }

  bool add_item(std::string_view item) {
    if (item.empty()) return fail("a value of " + quote(variation_.path) + " is empty", {});
    if (item.find(':') == std::string_view::npos) return add_value(std::string(item));
    const std::optional<Range> range = read_range(item);
    return range && add_range(item, *range);
  }

  bool add_value(std::string value) {
    if (!known_.insert(value).second) return true;
    if (variation_.values.size() == kMostValues) {
      return fail(quote(variation_.path) + " has more than " + grouped(kMostValues) + " values",
                  {"take a larger step"});
    }
    variation_.values.push_back(std::move(value));
    return true;
  }

  std::optional<Range> read_range(std::string_view item) {
    const std::vector<std::string_view> parts = split(item, ':');
    std::string_view step = parts.size() > 2 ? parts[2] : "1";
    Range range{.is_factor = step.starts_with('*')};
    if (range.is_factor) step.remove_prefix(1);
    const auto first = read_measure(parts[0]);
    const auto last = read_measure(parts[1]);
    const auto by = read_measure(step);
    if (parts.size() > 3 || !first || !last || !by) {
      fail(quote(item) + " is no range of numbers", {kRangeForm});
      return std::nullopt;
    }
    range.first = *first;
    range.last = *last;
    range.step = by->number;
    return are_units_alike(item, range, *by) && goes_upward(item, range) ? std::optional(range)
                                                                         : std::nullopt;
  }

  bool are_units_alike(std::string_view item, const Range& range, const Measure& step) {
    const bool step_fits =
        range.is_factor || parts_of(item) < 3 ? step.unit.empty() : step.unit == range.first.unit;
    if (range.first.unit == range.last.unit && step_fits) return true;
    return fail("the numbers of the range " + quote(item) + " have different units",
                {"write the same unit behind each, and none behind a factor: 1ms:10ms:1ms, "
                 "1ms:64ms:*2"});
  }

  static std::size_t parts_of(std::string_view item) {
    return static_cast<std::size_t>(std::count(item.begin(), item.end(), ':')) + 1;
  }

  bool goes_upward(std::string_view item, const Range& range) {
    if (range.last.number < range.first.number) {
      return fail("the range " + quote(item) + " ends before it begins", {kRangeForm});
    }
    if (range.is_factor ? range.step <= 1 || range.first.number <= 0 : range.step <= 0) {
      return fail("the range " + quote(item) + " never comes to its end",
                  {range.is_factor ? "a factor is above 1, and the first number above 0"
                                   : "a step is above 0"});
    }
    return true;
  }

  bool add_range(std::string_view item, const Range& range) {
    const double tolerance = 1e-9 * std::max(1.0, std::abs(range.last.number));
    const bool whole = range.first.is_whole && range.last.is_whole;
    double number = range.first.number;
    for (std::size_t k = 0; number <= range.last.number + tolerance; ++k) {
      const double shown = range.is_factor && whole ? std::round(number) : number;
      if (!add_value(number_text(shown) + std::string(range.first.unit))) return false;
      if (k > 100 * kMostValues) return fail("the range " + quote(item) + " is too long", {});
      number = range.is_factor ? number * range.step
                               : range.first.number + static_cast<double>(k + 1) * range.step;
    }
    return true;
  }

  std::string_view text_;
  Variation variation_;
  std::unordered_set<std::string> known_;
  VariationProblem problem_;
};

}  // namespace

std::variant<Variation, VariationProblem> parse_variation(std::string_view text) {
  return VariationReader(text).read();
}

std::size_t count_points(const std::vector<Variation>& variations) {
  std::size_t points = 1;
  for (const Variation& variation : variations) {
    const std::size_t values = variation.values.size();
    if (points > std::numeric_limits<std::size_t>::max() / values) {
      return std::numeric_limits<std::size_t>::max();
    }
    points *= values;
  }
  return points;
}

std::vector<std::vector<std::string>> all_points(const std::vector<Variation>& variations) {
  std::vector<std::vector<std::string>> points = {{}};
  for (const Variation& variation : variations) {
    std::vector<std::vector<std::string>> longer;
    longer.reserve(points.size() * variation.values.size());
    for (const std::vector<std::string>& point : points) {
      for (const std::string& value : variation.values) {
        longer.push_back(point);
        longer.back().push_back(value);
      }
    }
    points = std::move(longer);
  }
  return points;
}

}  // namespace ipcsim
