// Tells a way through the untimed world step by step.
#pragma once

#include <vector>

#include "sim/check/check_result.hpp"
#include "sim/check/exploration.hpp"

namespace ipcsim {

/// A way from the beginning, told.
struct ToldWay {
  std::vector<ScheduleStep> steps;
  std::vector<Word> end;  // the state that it leads to, packed
};

/// A shortest way to the state, which has been found by the exploration, or to one that is equal to
/// it.
ToldWay told_way(Exploration& exploration, StateStore::Number state);

/// One step from the end of the way, told, and who was the last to come to rest in it.
struct ToldStep {
  ScheduleStep step;
  ProcessId last_to_rest;
};

/// The first whose attempt comes to `attempt`. REQUIRES: there is one.
ToldStep told_last_step(Exploration& exploration, const ToldWay& way, Attempt attempt);

}  // namespace ipcsim
