// The JSON Schemas of what ipcsim reads and writes, byte for byte the files in scenarios/: the
// build makes this header's .cpp from them.
#pragma once

#include <string_view>

namespace ipcsim {

extern const std::string_view kScenarioSchema;  // scenarios/scenario.schema.json
extern const std::string_view kResultsSchema;   // scenarios/results.schema.json
extern const std::string_view kCheckSchema;     // scenarios/check.schema.json

}  // namespace ipcsim
