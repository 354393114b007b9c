// JSON values of results, for every writer of JSON in reports/. Only .cpp files here include it, so
// that the library's type stays behind ours.
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "reports/manifest.hpp"
#include "sim/experiment/check_summary.hpp"
#include "sim/experiment/results.hpp"

namespace ipcsim {

using Json = nlohmann::ordered_json;  // members in the order in which they were put

/// How the results came about.
Json manifest_json(const ScenarioSummary& scenario, const Manifest& manifest);

/// The same of what draws nothing.
Json manifest_without_seed_json(const ScenarioSummary& scenario, const Manifest& manifest);

/// What a check found, in a few figures.
Json check_summary_json(const CheckSummary& summary);

template <class Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

/// `{"mean", "half_width", "n"}`.
Json estimate_json(const Estimate& estimate);

/// How one expectation, or condition, turned out.
Json expectation_json(const ExpectationResult& expectation);

/// Puts all members of a report but `ipcsim_results` and `manifest` into the object.
void put_results(Json& json, const Results& results);

/// The text of a report: indented, ends in a line break; what is no UTF-8 (in a path, say) is
/// replaced.
std::string json_text(const Json& json);

}  // namespace ipcsim
