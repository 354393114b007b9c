// Feeds the scenario reader any bytes at all: it must neither crash nor hang, must give a scenario
// or an error, and must point into the text. Build with IPCSIM_BUILD_FUZZERS.
#include <cstddef>
#include <cstdint>
#include <string>

#include "sim/base/check.hpp"
#include "sim/model/read_scenario.hpp"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // A folder that is not there: traces named by the input lead nowhere.
  const ipcsim::ReadResult result = ipcsim::read_scenario(
      "/nonexistent/fuzz.json", std::string(reinterpret_cast<const char*>(data), size));
  ipcsim::check(result.scenario.has_value() != result.diagnostics.has_errors(),
                "a scenario is read, or an error says why not");
  for (const ipcsim::Diagnostic& diagnostic : result.diagnostics.in_order()) {
    if (diagnostic.where.text == nullptr) continue;
    ipcsim::check(diagnostic.where.begin <= diagnostic.where.end &&
                      diagnostic.where.end <= diagnostic.where.text->text().size(),
                  "a diagnostic points into its text");
  }
  ipcsim::check(result.diagnostics.render().empty() == result.diagnostics.in_order().empty(),
                "what is wrong is shown");
  return 0;
}
