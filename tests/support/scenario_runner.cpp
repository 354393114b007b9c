#include "tests/support/scenario_runner.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <stdexcept>

namespace ipcsim::testing {

std::shared_ptr<const Scenario> scenario_of(const std::string& text,
                                            const std::vector<Override>& overrides) {
  ReadResult read = read_scenario("test.json", text, overrides);
  if (!read.scenario) throw std::runtime_error(read.diagnostics.render());
  return std::make_shared<const Scenario>(std::move(*read.scenario));
}

Program program_of(const std::string& text, const std::vector<Override>& overrides) {
  return compile(*scenario_of(text, overrides));
}

RunResult run_of(const std::string& text, const std::vector<Override>& overrides) {
  const auto scenario = scenario_of(text, overrides);
  return simulate(compile(*scenario), run_options(*scenario, compile(*scenario)));
}

Results results_of(const std::string& text, const std::vector<Override>& overrides,
                   std::uint32_t jobs) {
  const auto scenario = scenario_of(text, overrides);
  return run_experiment(*scenario, compile(*scenario), {.jobs = jobs});
}

double mean_of(const Results& results, const std::string& path) {
  const auto found = std::find_if(results.metrics.begin(), results.metrics.end(),
                                  [&](const MetricResult& it) { return it.path == path; });
  if (found == results.metrics.end()) throw std::runtime_error("no metric " + path);
  return found->estimate.mean.value_or(std::numeric_limits<double>::quiet_NaN());
}

double test_scale() {
  const char* scale = std::getenv("IPCSIM_TEST_SCALE");
  return scale == nullptr ? 1.0 : std::stod(scale);
}

}  // namespace ipcsim::testing
