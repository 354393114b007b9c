// Turns a scenario into the Program that the machine runs.
#pragma once

#include "sim/model/scenario.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// Linear in the size of the scenario; replicas and array elements cost nothing.
Program compile(const Scenario& scenario);

}  // namespace ipcsim
