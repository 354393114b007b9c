// The schedule in what `ipcsim check FILE -o schedule.json` wrote, read back for a replay.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/diagnostics.hpp"
#include "sim/check/replay.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

struct ReadSchedule {
  std::optional<RecordedSchedule> recorded;  // empty if there was an error
  Diagnostics diagnostics;
  std::shared_ptr<const SourceText> text;  // what the places and diagnostics point into
  SourceRange place;                       // of what it ends in
  std::vector<SourceRange> places;         // of its steps
};

/// Reads the file at `path` ("-": standard input). A schedule of another scenario than that of the
/// program, whose hash is `scenario_hash`, is an error; so is one that names what is not there.
ReadSchedule read_schedule_file(const std::string& path, const Program& program,
                                const std::string& scenario_hash);

/// Adds to the diagnostics why the schedule cannot be replayed, at its place.
void add_problem(ReadSchedule& read, const Program& program, const ReplayProblem& problem);

}  // namespace ipcsim
