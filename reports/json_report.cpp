#include "reports/json_report.hpp"

#include "reports/json_value.hpp"

namespace ipcsim {

std::string json_report(const Results& results, const Manifest& manifest) {
  Json json;
  json["ipcsim_results"] = 1;
  json["manifest"] = manifest_json(results.scenario, manifest);
  put_results(json, results);
  return json_text(json);
}

}  // namespace ipcsim
