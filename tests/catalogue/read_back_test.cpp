// The results of every scenario of the catalogue, kept as JSON: a report made of the file is the
// report of the run.
#include "tests/support/read_back.hpp"

#include <filesystem>
#include <string>

#include <doctest/doctest.h>

#include "sim/experiment/experiment.hpp"
#include "sim/model/read_scenario.hpp"
#include "sim/program/compile.hpp"

namespace ipcsim::testing {

TEST_CASE("results of the catalogue read back render the same bytes in every format") {
  const std::filesystem::path scenarios = std::filesystem::path(IPCSIM_SOURCE_DIR) / "scenarios";
  std::size_t compared = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(scenarios)) {
    const std::string path = entry.path().string();
    if (!path.ends_with(".json") || path.ends_with(".schema.json")) continue;
    CAPTURE(path);
    const ReadResult read = read_scenario_file(path, {{"--set", "run.replications", "2"}});
    REQUIRE_MESSAGE(read.scenario.has_value(), read.diagnostics.render());
    const Results results = run_experiment(*read.scenario, compile(*read.scenario), {});
    CHECK(difference_when_read_back(results, {.scenario_hash = read.hash}) == "");
    ++compared;
  }
  CHECK(compared > 0);
}

}  // namespace ipcsim::testing
