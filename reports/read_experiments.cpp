#include "reports/read_experiments.hpp"

#include <memory>
#include <utility>

#include "reports/check_names.hpp"
#include "reports/json_names.hpp"
#include "reports/results_from_node.hpp"
#include "reports/results_node.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

CheckSummary read_check(const JsonNode& node) {
  CheckSummary check{.verdict = named_at(node, "verdict", CheckVerdict::undecided),
                     .partial = named_at(node, "partial", PartialVerdict::undecided),
                     .end = named_at(node, "end", SearchEnd::too_large),
                     .states = whole_at<std::uint64_t>(node, "states")};
  if (!is_null_at(node, "steps")) check.steps = whole_at<std::uint64_t>(node, "steps");
  if (!is_null_at(node, "bound")) check.bound = whole_at<std::uint32_t>(node, "bound");
  return check;
}

ComparedVariant read_variant(const JsonNode& node) {
  ComparedVariant variant{.name = text_at(node, "name")};
  if (!is_null_at(node, "not_applicable")) {
    variant.not_applicable = text_at(node, "not_applicable");
  } else {
    variant.results = read_results_node(member_at(node, "origin"), node);
    if (node.find("check") != nullptr) variant.check = read_check(member_at(node, "check"));
  }
  return variant;
}

/// The values of one metric, which must be as many as there are records.
void read_values(std::vector<SweepRecord>& records, const JsonNode& metric) {
  const std::vector<JsonNode>& values = list_at(metric, "values");
  if (values.size() != records.size()) {
    throw ResultsMistake(member_at(metric, "values").where,
                         "\"values\" are " + grouped(values.size()) + ", and \"ends\" are " +
                             grouped(records.size()));
  }
  for (std::size_t r = 0; r < records.size(); ++r) {
    records[r].values.push_back(number_or_null(values[r], "values"));
  }
}

RecordEnd read_end(const JsonNode& node) {
  const auto end = record_end_named(node.text);
  if (node.kind == JsonKind::string && end) return *end;
  throw ResultsMistake(node.where, "no replication ends so");
}

SweepPoint read_point(const JsonNode& node, const std::vector<Variation>& variations) {
  SweepPoint point{.replications = whole_at<std::uint32_t>(node, "planned", 1)};
  for (const Variation& variation : variations) {
    point.values.push_back(text_at(member_at(node, "values"), variation.path));
  }
  for (const JsonNode& end : list_at(node, "ends")) point.records.push_back({.end = read_end(end)});
  SweptMetrics metrics;
  for (const JsonMember& member : members_at(node, "metrics")) {
    metrics.push_back({member.key, named_at(member.value, "unit", Unit::number)});
    read_values(point.records, member.value);
  }
  point.metrics = std::make_shared<const SweptMetrics>(std::move(metrics));
  return point;
}

TriedValue read_tried(const JsonNode& node) {
  TriedValue tried{.value = text_at(node, "value"),
                   .verdict = named_at(node, "verdict", Verdict::undecided),
                   .replications = whole_at<std::uint32_t>(node, "replications")};
  for (const JsonNode& condition : list_at(node, "conditions")) {
    tried.conditions.push_back(read_expectation(condition));
  }
  return tried;
}

/// Where the answer stands among the values that were tried.
std::size_t answer_in(const JsonNode& root, const std::vector<TriedValue>& tried) {
  const std::string answer = text_at(root, "answer");
  for (std::size_t i = 0; i < tried.size(); ++i) {
    if (tried[i].value == answer) return i;
  }
  throw ResultsMistake(member_at(root, "answer").where,
                       "the answer is none of the values in \"tried\"");
}

}  // namespace

VariantComparison read_comparison(const JsonNode& root) {
  std::vector<ComparedVariant> variants;
  for (const JsonNode& node : list_at(root, "variants")) variants.push_back(read_variant(node));
  return side_by_side(std::move(variants));
}

Sweep read_sweep(const JsonNode& root) {
  Sweep sweep{.scenario = read_origin(member_at(root, "manifest"))};
  for (const JsonNode& node : list_at(root, "variations")) {
    sweep.variations.push_back({text_at(node, "path"), texts_at(node, "values")});
  }
  if (sweep.variations.empty()) {
    throw ResultsMistake(member_at(root, "variations").where, "\"variations\" is empty");
  }
  sweep.columns = texts_at(root, "columns");
  for (const JsonNode& node : list_at(root, "points")) {
    sweep.points.push_back(read_point(node, sweep.variations));
  }
  return sweep;
}

Optimization read_optimization(const JsonNode& root) {
  Optimization optimization{.scenario = read_origin(member_at(root, "manifest")),
                            .path = text_at(root, "path"),
                            .smallest = text_at(root, "sought") == "smallest",
                            .end = named_at(root, "end", OptimizationEnd::interrupted)};
  for (const JsonNode& node : list_at(root, "tried")) {
    optimization.tried.push_back(read_tried(node));
  }
  const bool has_answer =
      optimization.end == OptimizationEnd::found || optimization.end == OptimizationEnd::at_best;
  if (has_answer) optimization.answer = answer_in(root, optimization.tried);
  if (!is_null_at(root, "beyond")) optimization.beyond = read_tried(member_at(root, "beyond"));
  return optimization;
}

}  // namespace ipcsim
