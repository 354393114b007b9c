#include <utility>

#include "reports/comparison_report.hpp"
#include "reports/conclusions.hpp"
#include "reports/json_value.hpp"

namespace ipcsim {
namespace {

Json difference_json(const Difference& difference) {
  Json json = estimate_json(difference.paired);
  const std::optional<bool> significant = difference.is_significant();
  json["significant"] = significant ? Json(*significant) : Json(nullptr);
  return json;
}

Json variant_json(const ComparedVariant& variant) {
  Json json;
  json["name"] = variant.name;
  json["not_applicable"] = variant.not_applicable ? Json(*variant.not_applicable) : Json(nullptr);
  json["differences"] = Json::object();
  for (const TotalRow& row : kTotals) {
    const auto& difference = variant.differences[static_cast<std::size_t>(row.total)];
    if (difference) json["differences"][std::string(row.name)] = difference_json(*difference);
  }
  if (variant.not_applicable) return json;
  const ScenarioSummary& scenario = variant.results.scenario;
  json["origin"] = {{"file", scenario.path},
                    {"title", scenario.title},
                    {"seed", scenario.seed},
                    {"replications", scenario.replications}};
  if (variant.check) json["check"] = check_summary_json(*variant.check);
  put_results(json, variant.results);
  return json;
}

}  // namespace

std::string comparison_json(const VariantComparison& comparison, const Manifest& manifest) {
  Json json;
  json["ipcsim_comparison"] = 1;
  const std::size_t first = comparison.baseline();
  json["manifest"] =
      manifest_json(first < comparison.variants.size() ? comparison.variants[first].results.scenario
                                                       : ScenarioSummary{},
                    manifest);
  json["conclusions"] = conclusions(comparison);
  json["variants"] = Json::array();
  for (const ComparedVariant& variant : comparison.variants) {
    json["variants"].push_back(variant_json(variant));
  }
  return json_text(json);
}

}  // namespace ipcsim
