// The schedule of a check as a sequence diagram: a lane for each process, a column for each mailbox
// with what it holds, a row for each step. A script steps through the rows by their attributes;
// without one the whole is there. Of a long schedule the middle is left out.
#pragma once

#include "reports/figure.hpp"
#include "sim/check/schedule.hpp"
#include "sim/model/scenario.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// Named "schedule".
Figure schedule_figure(const Scenario& scenario, const Program& program, const Schedule& schedule);

}  // namespace ipcsim
