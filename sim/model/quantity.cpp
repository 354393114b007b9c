#include "sim/model/quantity.hpp"

#include <limits>
#include <optional>
#include <span>

#include "sim/base/check.hpp"
#include "sim/model/decimal.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

/// A unit, and the other spellings that people try, which "did you mean" answers.
struct UnitRow {
  std::string_view name;
  std::uint64_t factor;           // the unit in that of its kind
  std::string_view misspellings;  // lower case, each between blanks
};

constexpr UnitRow kDurationUnits[] = {
    {"ns", 1, " nsec nsecs nanosecond nanoseconds "},
    {"us", 1'000, " usec usecs microsecond microseconds mus "},
    {"ms", 1'000'000, " msec msecs millisecond milliseconds milli millis "},
    {"s", 1'000'000'000, " sec secs second seconds "},
    {"min", 60'000'000'000, " mins minute minutes "},
    {"h", 3'600'000'000'000, " hr hrs hour hours std "},
};

constexpr UnitRow kSizeUnits[] = {
    {"B", 1, " byte bytes octet octets "},
    {"KB", 1'000, " k kilobyte kilobytes "},
    {"MB", 1'000'000, " m megabyte megabytes "},
    {"GB", 1'000'000'000, " g gigabyte gigabytes "},
    {"KiB", 1ULL << 10U, " ki kibibyte kibibytes "},
    {"MiB", 1ULL << 20U, " mi mebibyte mebibytes "},
    {"GiB", 1ULL << 30U, " gi gibibyte gibibytes "},
};

constexpr UnitRow kRateUnits[] = {
    {"bps", 1, " bit bits bit/s b/s "},
    {"Kbps", 1'000, " kbit kbit/s kb/s "},
    {"Mbps", 1'000'000, " mbit mbit/s mb/s "},
    {"Gbps", 1'000'000'000, " gbit gbit/s gb/s "},
};

// No minutes: their factor would not fit.
constexpr UnitRow kTimePerByteUnits[] = {
    {"ns", 1'000'000'000, " nsec nanosecond nanoseconds ns/b "},
    {"us", 1'000'000'000'000, " usec microsecond microseconds us/b "},
    {"ms", 1'000'000'000'000'000, " msec millisecond milliseconds "},
    {"s", 1'000'000'000'000'000'000, " sec second seconds "},
};

/// How a kind is spoken of.
struct KindWords {
  std::span<const UnitRow> units;
  std::string_view noun;
  std::string_view unit_of;       // "a unit of …"
  std::string_view example;       // in advice on the form
  std::string_view plain_number;  // an example with a fraction
  std::string_view common[2];     // units to offer for a bare number
  std::string_view excess;        // "too …"
  std::string_view largest;
  std::string_view smallest;  // what a number above 0 must not be below
  std::string_view whole;     // what to write instead
};

constexpr KindWords kKinds[] = {
    {kDurationUnits,
     "a duration",
     "time",
     "10ms",
     "1.5ms",
     {"ms", "s"},
     "long",
     "the longest duration is 9223372036854775807ns, about 292 years",
     "half a nanosecond",
     "times are whole nanoseconds: write \"0ns\", or at least \"1ns\""},
    {kSizeUnits,
     "a size",
     "size",
     "1KB",
     "1.5KB",
     {"B", "KB"},
     "large",
     "the largest size is 9223372036854775807B, about 9 billion GB",
     "half a byte",
     "sizes are whole bytes: write \"0B\", or at least \"1B\""},
    {kRateUnits,
     "a rate",
     "rate",
     "10Mbps",
     "1.5Mbps",
     {"Kbps", "Mbps"},
     "high",
     "the highest rate is 9223372036854775807bps, about 9 billion Gbps",
     "half a bit per second",
     "rates are whole bits per second: write at least \"1bps\""},
    {kTimePerByteUnits,
     "a time per byte",
     "time per byte",
     "0.5ns",
     "0.5ns",
     {"ns", "us"},
     "long",
     "the longest time per byte is 9223372036.854775807ns, about 9 seconds",
     "half a billionth of a nanosecond",
     "write \"0ns\", or at least \"0.000000001ns\""},
};

const KindWords& words_of(QuantityKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

constexpr std::string_view kMicroSign = "\u00B5s";      // on keyboards
constexpr std::string_view kGreekLetterMu = "\u03BCs";  // looks the same

std::span<const UnitRow> units(QuantityKind kind) { return words_of(kind).units; }

std::string unit_list(QuantityKind kind) {
  std::string result;
  for (const UnitRow& unit : units(kind)) {
    if (!result.empty()) result += ", ";
    result += unit.name;
  }
  return result;
}

const UnitRow* find_unit(QuantityKind kind, std::string_view name) {
  if (name == kMicroSign || name == kGreekLetterMu) name = "us";
  for (const UnitRow& unit : units(kind)) {
    if (unit.name == name) return &unit;
  }
  return nullptr;
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

/// The unit that was probably meant by `written`.
const UnitRow* meant_unit(QuantityKind kind, std::string_view written) {
  const std::string lower = lower_case(written);
  for (const UnitRow& unit : units(kind)) {
    if (lower_case(unit.name) == lower) return &unit;
    if (unit.misspellings.find(" " + lower + " ") != std::string_view::npos) return &unit;
  }
  return nullptr;
}

QuantityProblem no_number(QuantityKind kind, std::string_view text) {
  if (text.empty()) {
    return {"an empty string is not " + std::string(quantity_noun(kind)), {quantity_form(kind)}};
  }
  if (text.starts_with(' ')) return {quote(text) + " begins with a blank", {"take it away"}};
  return {quote(text) + " is not " + std::string(quantity_noun(kind)), {quantity_form(kind)}};
}

QuantityProblem no_unit(QuantityKind kind, std::string_view number) {
  return {quote(number) + " has no unit", {quantity_form(kind)}};
}

QuantityProblem unknown_unit(QuantityKind kind, std::string_view number, std::string_view unit) {
  const std::string noun(quantity_noun(kind));
  const std::string known = "units: " + unit_list(kind);
  if (unit.starts_with(",") || unit.starts_with("_") || unit.starts_with("'") ||
      unit.starts_with(".")) {
    return {quote(std::string(number) + std::string(unit)) + " is not " + noun,
            {"write the number with a decimal point and nothing between its digits, as in " +
             quote(words_of(kind).plain_number)}};
  }
  if (unit.find_first_of("0123456789") != std::string_view::npos) {
    return {quote(std::string(number) + std::string(unit)) + " is not " + noun,
            {noun + " is one number and one unit, as in " +
             quote(kind == QuantityKind::duration ? "90min" : words_of(kind).plain_number) + "; " +
             known}};
  }
  if (unit.starts_with("  ") || unit.ends_with(' ')) {
    return {quote(std::string(number) + std::string(unit)) + " has a blank too many",
            {"one blank may stand between number and unit, and none elsewhere"}};
  }
  const std::string message =
      quote(unit) + " is not a unit of " + std::string(words_of(kind).unit_of);
  if (kind == QuantityKind::duration && unit == "m") {
    const std::string digits(number);
    return {message,
            {"did you mean " + quote(digits + "min") + " (minutes) or " + quote(digits + "ms") +
             " (milliseconds)? " + known}};
  }
  if (const UnitRow* meant = meant_unit(kind, unit)) {
    return {
        message,
        {"did you mean " + quote(std::string(number) + std::string(meant->name)) + "? " + known}};
  }
  return {message, {known}};
}

QuantityProblem too_large(QuantityKind kind, std::string_view text) {
  const KindWords& words = words_of(kind);
  return {quote(text) + " is too " + std::string(words.excess), {std::string(words.largest)}};
}

QuantityProblem too_small(QuantityKind kind, std::string_view text) {
  const KindWords& words = words_of(kind);
  return {quote(text) + " is below " + std::string(words.smallest) + " and would become 0",
          {std::string(words.whole)}};
}

}  // namespace

std::variant<Quantity, QuantityProblem> parse_quantity(QuantityKind kind, std::string_view text) {
  const std::optional<DecimalPrefix> number = leading_decimal(text);
  if (!number) return no_number(kind, text);
  const std::string_view spelled = text.substr(0, number->length);
  std::string_view unit_name = text.substr(number->length);
  if (unit_name.empty()) {
    if (number->value.is_zero()) return Quantity{};
    return no_unit(kind, spelled);
  }
  const bool has_blank = unit_name.size() > 1 && unit_name[0] == ' ' && unit_name[1] != ' ';
  if (has_blank) unit_name.remove_prefix(1);
  const UnitRow* unit = find_unit(kind, unit_name);
  if (unit == nullptr) return unknown_unit(kind, spelled, unit_name);

  if (number->value.is_zero()) return Quantity{};
  if (number->value.negative) {
    return QuantityProblem{
        std::string(quantity_noun(kind)) + " cannot be negative, as " + quote(text) + " is", {}};
  }
  const std::optional<std::uint64_t> whole = scale_rounded(number->value, unit->factor);
  constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (!whole || *whole > kMost) return too_large(kind, text);
  if (*whole == 0) return too_small(kind, text);
  return Quantity{static_cast<std::int64_t>(*whole), scale_to_double(number->value, unit->factor)};
}

std::string quantity_form(QuantityKind kind) {
  return "for example " + quote(words_of(kind).example) + "; units: " + unit_list(kind);
}

std::string_view quantity_noun(QuantityKind kind) { return words_of(kind).noun; }

std::string quantity_example(QuantityKind kind, int number) {
  const KindWords& words = words_of(kind);
  const std::size_t common = kind == QuantityKind::duration ? 0 : 1;
  return std::to_string(number) + std::string(words.common[common]);
}

QuantityProblem bare_number_problem(QuantityKind kind, std::string_view spelling) {
  const std::string number(spelling);
  const KindWords& words = words_of(kind);
  const std::string noun(words.noun);
  if (spelling.starts_with('-')) return {noun + " cannot be negative, as " + number + " is", {}};
  return {noun + " is a string with a unit, not the bare number " + number,
          {"write " + quote(number + std::string(words.common[0])) + " or " +
           quote(number + std::string(words.common[1])) + "; units: " + unit_list(kind)}};
}

}  // namespace ipcsim
