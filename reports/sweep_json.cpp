#include <utility>

#include "reports/json_names.hpp"
#include "reports/json_value.hpp"
#include "reports/sweep_report.hpp"

namespace ipcsim {
namespace {

Json point_json(const Sweep& sweep, const SweepPoint& point) {
  Json json;
  for (std::size_t v = 0; v < sweep.variations.size(); ++v) {
    json["values"][sweep.variations[v].path] = point.values[v];
  }
  json["planned"] = point.replications;
  json["ends"] = Json::array();
  for (const SweepRecord& record : point.records) json["ends"].push_back(name_of(record.end));
  json["stuck"] = count_stuck(point);
  json["metrics"] = Json::object();
  for (std::size_t i = 0; i < point.metrics->size(); ++i) {
    const SweptMetric& metric = (*point.metrics)[i];
    Json& of = json["metrics"][metric.path];
    of = estimate_json(estimate_at(point, i));
    of["unit"] = name_of(metric.unit);
    of["values"] = Json::array();
    for (const SweepRecord& record : point.records)
      of["values"].push_back(or_null(record.values[i]));
  }
  return json;
}

}  // namespace

std::string sweep_json(const Sweep& sweep, const Manifest& manifest) {
  Json json;
  json["ipcsim_sweep"] = 1;
  json["manifest"] = manifest_json(sweep.scenario, manifest);
  json["variations"] = Json::array();
  for (const Variation& variation : sweep.variations) {
    json["variations"].push_back({{"path", variation.path}, {"values", variation.values}});
  }
  json["columns"] = sweep.columns;
  json["points"] = Json::array();
  for (const SweepPoint& point : sweep.points) json["points"].push_back(point_json(sweep, point));
  return json_text(json);
}

}  // namespace ipcsim
