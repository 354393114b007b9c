// Goes a recorded way through the untimed world again, step by step, and explains anew what is
// wrong where it ends. Nothing of the record is believed that can be looked at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "sim/check/schedule.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// A step as it was written down.
struct RecordedStep {
  Step step;
  /// Where its process stood, in the scenario; empty of an arrival or loss.
  struct Place {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
  };
  std::optional<Place> place;
  std::vector<ScheduleStep::Content> contents;  // see ScheduleStep; in any order
};

/// A schedule as it was written down. Steps, partners and mailboxes are of the program's.
struct RecordedSchedule {
  ScheduleEnd end = ScheduleEnd::deadlock;
  std::uint32_t bound = 0;  // see ExplorationOptions
  std::uint32_t start = 0;  // see Schedule
  std::vector<RecordedStep> steps;
  std::vector<ProcessId> stuck;  // see Schedule
};

/// Why a schedule cannot be replayed.
struct ReplayProblem {
  enum class What : std::uint8_t {
    no_such_start,  // there are fewer first states
    over,           // everybody who is no service has finished before the step
    elsewhere,      // the step's process stands at `at`
    not_possible,   // the step's process, which stands at `at`, or the message, cannot do this
    beyond_bound,   // it would lead to more messages than the schedule's bound
    other_content,  // there is another number of messages than `content` behind the step
    another_end,    // the last step leads to something else
    not_stuck,      // `process` is not stuck at the end
    too_large,      // a single state has more bits than can be told apart
  };
  What what = What::not_possible;
  std::optional<std::size_t> step;  // from 0; empty: it is of none
  CodeIndex at = 0;
  ScheduleStep::Content content;
  ProcessId process;
};

/// The schedule told again, or the first problem. Of those who are stuck while others go on, it is
/// seen that they cannot take a step; that they never can, the record says alone.
/// REQUIRES: all ids are of the program.
std::variant<Schedule, ReplayProblem> replay(const Program& program,
                                             const RecordedSchedule& recorded);

}  // namespace ipcsim
