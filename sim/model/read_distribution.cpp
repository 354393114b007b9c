#include "sim/model/read_distribution.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sim/model/quoting.hpp"
#include "sim/model/read_values.hpp"

namespace ipcsim {
namespace {

/// What a parameter of a law is.
enum class Parameter {
  quantity,           // a duration or size, at least 0
  positive_quantity,  // a duration or size above 0
  shape,              // a number above 0
  whole,              // a whole number of at least 1
};

/// A law with a fixed number of parameters. `form` has the second name empty for one parameter.
struct Law {
  Distribution::Kind kind;
  Parameter first;
  std::string_view first_name;
  Parameter second;
  std::string_view second_name;
};

using Kind = Distribution::Kind;

constexpr Law kLaws[] = {
    {Kind::exponential, Parameter::positive_quantity, "mean", Parameter::quantity, ""},
    {Kind::uniform, Parameter::quantity, "low", Parameter::quantity, "high"},
    {Kind::normal, Parameter::quantity, "mean", Parameter::quantity, "sd"},
    {Kind::lognormal, Parameter::positive_quantity, "mean", Parameter::quantity, "sd"},
    {Kind::erlang, Parameter::whole, "k", Parameter::positive_quantity, "mean"},
    {Kind::gamma, Parameter::shape, "shape", Parameter::positive_quantity, "mean"},
    {Kind::weibull, Parameter::shape, "shape", Parameter::positive_quantity, "scale"},
    {Kind::pareto, Parameter::shape, "shape", Parameter::positive_quantity, "minimum"},
};

/// k of an Erlang law, at most: more phases than this are a constant for all purposes.
constexpr std::uint64_t kMostPhases = 1'000'000'000;

std::vector<std::string> law_names() {
  std::vector<std::string> names;
  for (const Law& law : kLaws) names.emplace_back(kind_name(law.kind));
  names.emplace_back(kind_name(Kind::empirical));
  names.emplace_back(kind_name(Kind::trace));
  return names;
}

std::string example_of(Parameter parameter, QuantityKind kind, int number) {
  if (parameter == Parameter::shape) return "1.5";
  if (parameter == Parameter::whole) return "3";
  return quote(quantity_example(kind, number));
}

/// How the law is written: `{"uniform": ["3ms", "6ms"]}: low, high`.
std::string form(const Law& law, QuantityKind kind) {
  const std::string begin = "{\"" + std::string(kind_name(law.kind)) + "\": ";
  if (law.second_name.empty()) return begin + example_of(law.first, kind, 10) + "}";
  return begin + "[" + example_of(law.first, kind, 3) + ", " + example_of(law.second, kind, 6) +
         "]}, which is [" + std::string(law.first_name) + ", " + std::string(law.second_name) + "]";
}

std::string empirical_form(QuantityKind kind) {
  return R"(for example {"empirical": [[)" + quote(quantity_example(kind, 1)) + ", 3], [" +
         quote(quantity_example(kind, 5)) + ", 1]]}, a list of [value, weight]";
}

void report_quantity_problem(ReaderContext& context, const JsonNode& node,
                             QuantityProblem problem) {
  context.error(node, std::move(problem.message), std::move(problem.hints));
}

/// A number with a unit, or a bare 0.
std::optional<Quantity> read_quantity(ReaderContext& context, const JsonNode& node,
                                      QuantityKind kind) {
  if (node.kind == JsonKind::string) {
    auto parsed = parse_quantity(kind, node.text);
    if (auto* quantity = std::get_if<Quantity>(&parsed)) return *quantity;
    report_quantity_problem(context, node, std::get<QuantityProblem>(std::move(parsed)));
    return std::nullopt;
  }
  if (node.kind == JsonKind::number) {
    if (node.text.find_first_of("123456789") == std::string::npos) return Quantity{};
    report_quantity_problem(context, node, bare_number_problem(kind, node.text));
    return std::nullopt;
  }
  context.error(
      node,
      std::string(quantity_noun(kind)) + " is a string with a unit, not " + value_in_words(node),
      {quantity_form(kind)});
  return std::nullopt;
}

/// A parameter of `law` as a number, in ns or bytes where it is a quantity.
std::optional<double> read_parameter(ReaderContext& context, const JsonNode& node,
                                     Parameter parameter, const std::string& name,
                                     QuantityKind kind) {
  if (parameter == Parameter::whole) {
    const std::optional<std::uint64_t> k = read_whole(context, node, "k", {1, kMostPhases});
    if (!k) return std::nullopt;
    return static_cast<double>(*k);
  }
  if (parameter == Parameter::shape) {
    const std::optional<double> shape = read_number(context, node, "the " + name, "1.5");
    if (!shape || *shape > 0) return shape;
    context.error(node, "the " + name + " must be above 0, not " + node.text);
    return std::nullopt;
  }
  const std::optional<Quantity> quantity = read_quantity(context, node, kind);
  if (!quantity) return std::nullopt;
  if (parameter == Parameter::positive_quantity && quantity->whole == 0) {
    context.error(node, "the " + name + " must be above 0");
    return std::nullopt;
  }
  return quantity->exact;
}

Distribution make(Kind kind, double first, double second) {
  switch (kind) {
    case Kind::exponential:
      return Distribution::exponential(first);
    case Kind::uniform:
      return Distribution::uniform(first, second);
    case Kind::normal:
      return Distribution::normal(first, second);
    case Kind::lognormal:
      return Distribution::lognormal(first, second);
    case Kind::erlang:
      return Distribution::erlang(static_cast<std::int64_t>(first), second);
    case Kind::gamma:
      return Distribution::gamma(first, second);
    case Kind::weibull:
      return Distribution::weibull(first, second);
    case Kind::pareto:
      return Distribution::pareto(first, second);
    case Kind::constant:
    case Kind::empirical:
    case Kind::trace:
      break;
  }
  return {};
}

std::optional<Distribution> read_law(ReaderContext& context, const JsonNode& node, const Law& law,
                                     QuantityKind kind) {
  const std::string name(kind_name(law.kind));
  if (law.second_name.empty()) {
    if (node.kind == JsonKind::array) {
      context.error(node, quote(name) + " takes one parameter, not a list",
                    {"write " + form(law, kind)});
      return std::nullopt;
    }
    const auto only =
        read_parameter(context, node, law.first, name + " " + std::string(law.first_name), kind);
    if (!only) return std::nullopt;
    return make(law.kind, *only, 0);
  }
  if (node.kind != JsonKind::array || node.items.size() != 2) {
    const std::string found = node.kind == JsonKind::array ? counted(node.items.size(), "parameter")
                                                           : value_in_words(node);
    context.error(node, quote(name) + " takes a list of two parameters, not " + found,
                  {"write " + form(law, kind)});
    return std::nullopt;
  }
  const auto first = read_parameter(context, node.items[0], law.first,
                                    name + " " + std::string(law.first_name), kind);
  const auto second = read_parameter(context, node.items[1], law.second,
                                     name + " " + std::string(law.second_name), kind);
  if (!first || !second) return std::nullopt;
  if (law.kind == Kind::uniform && *first > *second) {
    context.error(node, "the lower end of \"uniform\" is above the upper end",
                  {"write [low, high]"});
    return std::nullopt;
  }
  return make(law.kind, *first, *second);
}

/// One `[value, weight]` of an empirical law.
std::optional<std::pair<std::int64_t, double>> read_value_weight(ReaderContext& context,
                                                                 const JsonNode& node,
                                                                 QuantityKind kind) {
  if (node.kind != JsonKind::array || node.items.size() != 2) {
    context.error(node, "an empirical value must be [value, weight], not " + value_in_words(node),
                  {empirical_form(kind)});
    return std::nullopt;
  }
  const std::optional<Quantity> value = read_quantity(context, node.items[0], kind);
  const std::optional<double> weight = read_number(context, node.items[1], "a weight", "3");
  if (weight && *weight < 0) {
    context.error(node.items[1], "a weight cannot be negative, as " + node.items[1].text + " is");
    return std::nullopt;
  }
  if (!value || !weight) return std::nullopt;
  return std::pair(value->whole, *weight);
}

std::optional<Distribution> read_empirical(ReaderContext& context, const JsonNode& node,
                                           QuantityKind kind) {
  if (node.kind != JsonKind::array || node.items.empty()) {
    context.error(node,
                  "\"empirical\" takes a list of values and weights, not " + value_in_words(node),
                  {empirical_form(kind)});
    return std::nullopt;
  }
  std::vector<std::pair<std::int64_t, double>> value_weights;
  double total = 0;
  for (const JsonNode& item : node.items) {
    if (const auto read = read_value_weight(context, item, kind)) {
      value_weights.push_back(*read);
      total += read->second;
    }
  }
  if (value_weights.size() < node.items.size()) return std::nullopt;
  if (!(total > 0) || !std::isfinite(total)) {
    context.error(node,
                  total > 0 ? "the weights are too large to add up"
                            : "all weights are 0, so no value can ever come",
                  {empirical_form(kind)});
    return std::nullopt;
  }
  return Distribution::empirical(value_weights);
}

}  // namespace

std::optional<std::int64_t> read_constant(ReaderContext& context, const JsonNode& node,
                                          QuantityKind kind, std::string_view name) {
  if (node.kind == JsonKind::object && node.members.size() == 1) {
    const std::vector<std::string> names = law_names();
    if (std::find(names.begin(), names.end(), node.members[0].key) != names.end()) {
      context.error(node, quote(name) + " is a constant, and no distribution can stand here",
                    {quantity_form(kind)});
      return std::nullopt;
    }
  }
  const std::optional<Quantity> quantity = read_quantity(context, node, kind);
  if (!quantity) return std::nullopt;
  return quantity->whole;
}

std::optional<Duration> read_positive_duration(ReaderContext& context, const JsonNode& node,
                                               std::string_view name, std::string_view reason) {
  const auto time = read_constant(context, node, QuantityKind::duration, name);
  if (!time) return std::nullopt;
  if (*time > 0) return Duration{*time};
  context.error(node, quote(name) + " must be longer than 0", {std::string(reason)});
  return std::nullopt;
}

std::optional<Duration> read_poll(ReaderContext& context, const JsonNode& node) {
  return read_positive_duration(
      context, node, "poll", "a look that takes no time would be repeated for ever at one instant");
}

std::optional<Distribution> read_distribution(ReaderContext& context, const JsonNode& node,
                                              QuantityKind kind) {
  if (node.kind != JsonKind::object) {
    const std::optional<Quantity> quantity = read_quantity(context, node, kind);
    if (!quantity) return std::nullopt;
    return Distribution::constant(quantity->whole);
  }
  if (node.members.size() != 1) {
    context.error(
        node,
        "a distribution is an object with one key, not " + std::to_string(node.members.size()),
        {"for example {\"exponential\": " + quote(quantity_example(kind, 10)) +
         "}; distributions: " + word_list(law_names())});
    return std::nullopt;
  }
  const JsonMember& member = node.members.front();
  for (const Law& law : kLaws) {
    if (kind_name(law.kind) == member.key) return read_law(context, member.value, law, kind);
  }
  if (kind_name(Kind::empirical) == member.key) return read_empirical(context, member.value, kind);
  if (kind_name(Kind::trace) == member.key) return read_trace(context, member.value, kind);
  context.error(member.key_where, "no distribution is named " + quote(member.key),
                {known_words_hint(member.key, law_names(), "distributions")});
  return std::nullopt;
}

}  // namespace ipcsim
