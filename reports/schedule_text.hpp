// A schedule in words: the steps one below the other, numbered, each with who, what, and where that
// stands in the file.
#pragma once

#include <string>
#include <vector>

#include "reports/paragraph.hpp"
#include "sim/check/schedule.hpp"
#include "sim/experiment/results.hpp"
#include "sim/model/scenario.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// A line for each step, and one where the point of no return is. Of a long schedule the first and
/// the last steps, if `whole` is not asked for.
std::vector<std::string> schedule_lines(const Program& program, const Schedule& schedule,
                                        bool whole = false);

/// The same, and below it why its end is what it is, in lines of `width` columns.
std::vector<std::string> schedule_and_explanation(const Scenario& scenario, const Program& program,
                                                  const Schedule& schedule, bool whole = false,
                                                  std::size_t width = kReportWidth);

/// What the texts of findings ask for, of a scenario that was not run.
Results results_for_texts(const Scenario& scenario, const Program& program);

/// Without folders: "chat.json:12".
std::string short_place(const Program& program, CodeIndex at);

/// What one step does, without who: "sends to buffer, which now holds 2 of 5".
std::string step_in_words(const Program& program, const ScheduleStep& step);

}  // namespace ipcsim
