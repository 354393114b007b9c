// Who can come to be stuck for ever while others still go on: exactly, from the graph of all states
// and steps. p is stuck in a state if no way from there has a step in which p moves.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/check/check_result.hpp"
#include "sim/check/exploration.hpp"
#include "sim/check/facts.hpp"

namespace ipcsim {

struct PartialSearch {
  SearchEnd end = SearchEnd::complete;  // or a limit
  SearchProgress progress;
  /// To a state in which somebody is stuck: a shortest one if the search is complete, else the
  /// first met, if any was.
  std::optional<Schedule> schedule;
  Facts facts;
};

/// To a state of the exploration in which it has met somebody who is stuck.
Schedule schedule_to_partly_stuck(Exploration& exploration, StateStore::Number state);

/// Looks at every state, without leaving any out. REQUIRES: the program is free of deadlock.
/// Memory: for each state its steps, and a bit for each process.
PartialSearch search_partly_stuck(const Program& program, const ExplorationOptions& options);

}  // namespace ipcsim
