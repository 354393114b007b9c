// The messages of one step of a schedule as arrows between the lanes and columns of its drawing.
// Knows nothing of rows.
#pragma once

#include <string>
#include <vector>

#include "reports/schedule_lanes.hpp"
#include "sim/check/schedule.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// From one place to another; a cross at its end if the message comes to nobody.
struct ScheduleArrow {
  double from = 0;
  double to = 0;
  std::string css_class;  // "received", "lost"
  std::string label;
};

/// In the order in which they came about; none for what has no lane.
std::vector<ScheduleArrow> arrows_of(const Program& program, const ScheduleLanes& lanes,
                                     const ScheduleStep& step);

}  // namespace ipcsim
