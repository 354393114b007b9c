#include "reports/check_series_report.hpp"
#include "reports/json_value.hpp"

namespace ipcsim {
namespace {

Json variant_json(const CheckedVariant& variant) {
  Json json;
  json["name"] = variant.name;
  json["not_valid"] = variant.summary ? Json(nullptr) : Json(variant.why_not);
  json["check"] = variant.summary ? check_summary_json(*variant.summary) : Json(nullptr);
  return json;
}

Json smallest_json(const CheckSeries& series, const SmallestSafe& smallest) {
  const auto name_at = [&](const std::optional<std::size_t>& place) {
    return place ? Json(series.variants[*place].name) : Json(nullptr);
  };
  return {{"answer", name_at(smallest.answer)},
          {"next_fault", name_at(smallest.next_fault)},
          {"undecided", smallest.is_undecided}};
}

}  // namespace

std::string check_series_json(const CheckSeries& series, const Manifest& manifest) {
  Json json;
  json["ipcsim_check_series"] = 1;
  json["manifest"] = manifest_without_seed_json(series.scenario, manifest);
  json["varied"] = series.varied;
  json["interrupted"] = series.interrupted;
  json["smallest"] = series.smallest ? smallest_json(series, *series.smallest) : Json(nullptr);
  json["variants"] = Json::array();
  for (const CheckedVariant& variant : series.variants) {
    json["variants"].push_back(variant_json(variant));
  }
  return json_text(json);
}

}  // namespace ipcsim
