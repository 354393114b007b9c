#include "sim/model/condition.hpp"

#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "sim/model/decimal.hpp"
#include "sim/model/quantity.hpp"
#include "sim/model/quoting.hpp"
#include "sim/model/read_values.hpp"

namespace ipcsim {
namespace {

struct ComparisonRow {
  std::string_view sign;
  std::optional<Comparison> comparison;  // empty: a slip for `meant`
  std::string_view meant;
};

// A sign stands before those that it begins with.
constexpr ComparisonRow kComparisons[] = {
    {"<=", Comparison::less_equal, ""},
    {"<>", std::nullopt, "!="},
    {"<", Comparison::less, ""},
    {"==", Comparison::equal, ""},
    {"=<", std::nullopt, "<="},
    {"=>", std::nullopt, ">="},
    {"=", std::nullopt, "=="},
    {"!=", Comparison::not_equal, ""},
    {">=", Comparison::greater_equal, ""},
    {">", Comparison::greater, ""},
    {"≤", std::nullopt, "<="},
    {"≥", std::nullopt, ">="},
    {"≠", std::nullopt, "!="},
};

constexpr std::string_view kSigns = "comparisons: < <= == != >= >";

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// A condition on a metric of this unit, as it could be written.
std::string_view example(Unit unit) {
  switch (unit) {
    case Unit::time:
      return "\"< 50ms\"";
    case Unit::fraction:
      return "\"< 0.2\"";
    case Unit::count:
    case Unit::per_second:
      return "\">= 100\"";
    case Unit::number:
      return "\"< 2.5\"";
  }
  return {};
}

/// A bound with a unit of time, in seconds.
std::optional<double> read_time(ReaderContext& context, const JsonNode& node,
                                std::string_view text) {
  if (const auto number = parse_decimal(text); number && !number->is_zero()) {
    context.error(node, "this metric is a time, and " + quote(text) + " has no unit",
                  {"for example \"< 50ms\"; units: ns, us, ms, s, min, h"});
    return std::nullopt;
  }
  auto parsed = parse_quantity(QuantityKind::duration, text);
  if (const auto* quantity = std::get_if<Quantity>(&parsed)) {
    return seconds(Duration{quantity->whole});
  }
  auto& problem = std::get<QuantityProblem>(parsed);
  context.error(node, "this metric is a time: " + problem.message, std::move(problem.hints));
  return std::nullopt;
}

/// A bound without unit.
std::optional<double> read_plain(ReaderContext& context, const JsonNode& node,
                                 std::string_view text, Unit unit) {
  const std::optional<Decimal> number = parse_decimal(text);
  const std::string_view noun = unit == Unit::fraction     ? "a fraction from 0 to 1"
                                : unit == Unit::per_second ? "a number per second"
                                                           : "a number";
  if (!number) {
    const bool has_unit = leading_decimal(text).has_value();
    context.error(node,
                  "this metric is " + std::string(noun) +
                      (has_unit ? ", without a unit, and not " : ", not ") + quote(text),
                  {"for example " + std::string(example(unit))});
    return std::nullopt;
  }
  const double value = scale_to_double(*number, 1);
  if (number->negative && value > 0) {
    context.error(node, "this metric is never negative, as " + std::string(text) + " is");
    return std::nullopt;
  }
  if (unit == Unit::fraction && value > 1) {
    context.error(node, "this metric is a fraction from 0 to 1, and never " + std::string(text),
                  {"20 % is 0.2"});
    return std::nullopt;
  }
  if (!std::isfinite(value)) {
    context.error(node, "the number " + quote(text) + " is too large");
    return std::nullopt;
  }
  return value;
}

/// The sign that the text begins with; null after a report.
const ComparisonRow* read_comparison(ReaderContext& context, const JsonNode& node,
                                     std::string_view text, Unit unit) {
  for (const ComparisonRow& row : kComparisons) {
    if (!text.starts_with(row.sign)) continue;
    if (row.comparison) return &row;
    context.error(node, quote(row.sign) + " is no comparison",
                  {"did you mean " + quote(row.meant) + "? " + std::string(kSigns)});
    return nullptr;
  }
  context.error(node, quote(text) + " does not begin with a comparison",
                {"for example " + std::string(example(unit)) + "; " + std::string(kSigns)});
  return nullptr;
}

}  // namespace

std::optional<Condition> read_condition(ReaderContext& context, const JsonNode& node, Unit unit) {
  if (node.kind != JsonKind::string) {
    report_wrong_type(context, node, "a condition", "a string", example(unit));
    return std::nullopt;
  }
  const std::string_view text = trim(node.text);
  const ComparisonRow* row = read_comparison(context, node, text, unit);
  if (row == nullptr) return std::nullopt;
  const std::string_view bound = trim(text.substr(row->sign.size()));
  if (bound.empty()) {
    context.error(node, "nothing stands behind " + quote(row->sign),
                  {"for example " + std::string(example(unit))});
    return std::nullopt;
  }
  const std::optional<double> value =
      unit == Unit::time ? read_time(context, node, bound) : read_plain(context, node, bound, unit);
  if (!value) return std::nullopt;
  return Condition{*row->comparison, *value};
}

}  // namespace ipcsim
