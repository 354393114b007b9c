// What `ipcsim check` found in a scenario, beside what the scenario expects it to find.
#pragma once

#include <memory>
#include <string>

#include "sim/check/check_result.hpp"
#include "sim/experiment/results.hpp"
#include "sim/model/scenario.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

struct CheckOutcome {
  std::shared_ptr<const Scenario> scenario;
  std::shared_ptr<const Program> program;
  CheckResult result;
};

/// The end of a schedule that was replayed.
struct ReplayOutcome {
  std::shared_ptr<const Scenario> scenario;
  std::shared_ptr<const Program> program;
  Schedule schedule;
};

/// Whether it found what the scenario expects; without an `expect.check`, that it is free. A
/// program error is never expected.
Verdict verdict_on(const CheckOutcome& outcome);
/// Whether it ends in what the scenario expects of a check.
Verdict verdict_on(const ReplayOutcome& outcome);

/// "free", "deadlock", "partial": as in a scenario.
std::string name_of(ExpectedCheck expected);

}  // namespace ipcsim
