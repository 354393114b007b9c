#include <utility>

#include "reports/json_names.hpp"
#include "reports/json_value.hpp"
#include "reports/optimization_report.hpp"

namespace ipcsim {
namespace {

Json tried_json(const TriedValue& tried) {
  Json json;
  json["value"] = tried.value;
  json["verdict"] = name_of(tried.verdict);
  json["replications"] = tried.replications;
  json["conditions"] = Json::array();
  for (const ExpectationResult& condition : tried.conditions) {
    json["conditions"].push_back(expectation_json(condition));
  }
  return json;
}

}  // namespace

std::string optimization_json(const Optimization& optimization, const Manifest& manifest) {
  Json json;
  json["ipcsim_optimization"] = 1;
  json["manifest"] = manifest_json(optimization.scenario, manifest);
  json["path"] = optimization.path;
  json["sought"] = optimization.smallest ? "smallest" : "largest";
  json["end"] = name_of(optimization.end);
  json["answer"] =
      optimization.answer ? Json(optimization.tried[*optimization.answer].value) : Json(nullptr);
  json["tried"] = Json::array();
  for (const TriedValue& tried : optimization.tried) json["tried"].push_back(tried_json(tried));
  json["beyond"] = optimization.beyond ? tried_json(*optimization.beyond) : Json(nullptr);
  return json_text(json);
}

}  // namespace ipcsim
