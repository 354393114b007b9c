// A scenario ready to run beside others. It points to what it is made of, which must outlive it.
#pragma once

#include "sim/model/scenario.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

struct Variant {
  const Scenario* scenario = nullptr;
  const Program* program = nullptr;  // compiled from it
};

}  // namespace ipcsim
