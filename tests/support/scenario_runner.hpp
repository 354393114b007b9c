// Scenarios written in a test as JSON text, read, compiled and run.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/engine/simulate.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/model/read_scenario.hpp"
#include "sim/program/compile.hpp"

namespace ipcsim::testing {

/// Throws std::runtime_error with the rendered diagnostics if the text has an error.
std::shared_ptr<const Scenario> scenario_of(const std::string& text,
                                            const std::vector<Override>& overrides = {});
Program program_of(const std::string& text, const std::vector<Override>& overrides = {});

/// One replication under the scenario's own `run` settings.
RunResult run_of(const std::string& text, const std::vector<Override>& overrides = {});

/// All replications, on `jobs` threads.
Results results_of(const std::string& text, const std::vector<Override>& overrides = {},
                   std::uint32_t jobs = 1);

/// The value of the metric at `path` over the replications; NaN if there is none.
double mean_of(const Results& results, const std::string& path);

/// IPCSIM_TEST_SCALE: 1 unless set; how large random and statistical tests shall be.
double test_scale();

}  // namespace ipcsim::testing
