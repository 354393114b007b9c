// When processes came to be stuck, found afterwards: the run is gone through again from a moment
// at which they were not, and looked at in between.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/ids.hpp"
#include "sim/base/time.hpp"
#include "sim/engine/moment.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// A moment of a run, and how many events had begun in the run by then.
struct Waypoint {
  Moment moment;
  std::uint64_t events = 0;
};

/// For each of `stuck` (at least one), none of whom was stuck at `past` and all of whom were at
/// `now`, the first instant after which it was; `events`: how many had been taken at `now`. Halves
/// the stretch between again and again, for those who get stuck together. Takes what it does from
/// `work_left`, in events and places looked at; when nothing is left, the dates not yet found stay
/// late.
std::vector<Instant> dates_of_getting_stuck(const Program& program, const Waypoint& past,
                                            std::uint64_t events, Instant now,
                                            const std::vector<ProcessId>& stuck,
                                            std::uint64_t& work_left);

}  // namespace ipcsim
