// The words for what a check finds and for the steps of a schedule, in JSON and in texts: a
// writer's and a reader's one list.
#pragma once

#include <string>

#include "sim/check/check_result.hpp"

namespace ipcsim {

std::string name_of(CheckVerdict verdict);    // "program error"
std::string name_of(PartialVerdict verdict);  // "none met"
std::string name_of(SearchEnd end);           // "state limit"
std::string name_of(ScheduleEnd end);         // "partial deadlock"
std::string name_of(Step::Kind kind);         // "statement"
std::string name_of(Event::Kind kind);        // "handed over"

}  // namespace ipcsim
