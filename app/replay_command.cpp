#include "app/replay_command.hpp"

#include <utility>
#include <variant>

#include "app/load_scenario.hpp"
#include "app/scenario_files.hpp"
#include "app/usage_error.hpp"
#include "reports/check_report.hpp"
#include "reports/read_schedule.hpp"

namespace ipcsim {

ExitCode replay_command(const ReplayRequest& request, Terminal& terminal) {
  if (scenario_files({request.file}).several) {
    throw UsageError("--schedule is for one scenario, and a folder is named",
                     {"name the scenario that the schedule is of"});
  }
  if (request.file == "-" && request.schedule == "-") {
    throw UsageError("both the scenario and the schedule are to come from standard input",
                     {"name a file for one of them"});
  }
  const LoadedScenario loaded = load_scenario(
      request.file, {.overrides = request.overrides, .show_warnings = !request.quiet}, terminal);
  if (loaded.scenario == nullptr) return ExitCode::bad_input;
  ReadSchedule read = read_schedule_file(request.schedule, *loaded.program, loaded.hash);
  if (!read.recorded) {
    terminal.err << read.diagnostics.render();
    return ExitCode::bad_input;
  }
  auto replayed = replay(*loaded.program, *read.recorded);
  if (const auto* problem = std::get_if<ReplayProblem>(&replayed)) {
    add_problem(read, *loaded.program, *problem);
    terminal.err << read.diagnostics.render();
    return ExitCode::bad_input;
  }
  const ReplayOutcome outcome{loaded.scenario, loaded.program,
                              std::get<Schedule>(std::move(replayed))};
  if (!request.quiet) terminal.out << replay_text(outcome, terminal.paint);
  return verdict_on(outcome) == Verdict::met ? ExitCode::fine : ExitCode::finding;
}

}  // namespace ipcsim
