// Tells a way through the untimed world step by step.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "sim/check/exploration.hpp"
#include "sim/check/schedule.hpp"

namespace ipcsim {

/// A way from the beginning, told.
struct ToldWay {
  std::uint32_t start = 0;  // see Schedule
  std::vector<ScheduleStep> steps;
  std::vector<std::vector<Word>> states;  // that it passes, packed: one more than steps

  [[nodiscard]] const std::vector<Word>& end() const { return states.back(); }
};

/// The first step from the state for which `is_wanted` holds, told; empty if there is none. The
/// world is behind the step while it is asked.
std::optional<ScheduleStep> told_step(Exploration& exploration, const std::vector<Word>& state,
                                      const std::function<bool(const Step&, Attempt)>& is_wanted);

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
