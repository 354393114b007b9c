#include "app/check_command.hpp"

#include <algorithm>
#include <string>

#include <unistd.h>

#include "app/load_scenario.hpp"
#include "app/scenario_files.hpp"
#include "app/search_watch.hpp"
#include "reports/check_text.hpp"
#include "reports/outcome_text.hpp"
#include "sim/check/check_program.hpp"
#include "sim/experiment/check_outcome.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

/// Of the machine, in bytes; where it does not say, 4 GiB.
std::uint64_t memory_of_machine() {
  const long pages = sysconf(_SC_PHYS_PAGES);
  const long page = sysconf(_SC_PAGESIZE);
  if (pages <= 0 || page <= 0) return std::uint64_t{4} << 30U;
  return static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page);
}

ExplorationOptions exploration_options(const CheckRequest& request, Terminal& terminal) {
  ExplorationOptions options{.bound = request.bound,
                             .reduces = request.reduces,
                             .max_bytes = request.max_bytes.value_or(memory_of_machine() / 4 * 3),
                             .interrupt = &terminal.interrupt};
  options.max_states =
      std::min(options.max_states, request.max_states.value_or(options.max_states));
  if (request.proves_partial) options.max_partial_states = options.max_states;
  return options;
}

CheckOutcome checked(const CheckRequest& request, const LoadedScenario& loaded,
                     Terminal& terminal) {
  SearchWatch watch(terminal.err_is_terminal && !request.quiet ? &terminal.err : nullptr,
                    request.max_time);
  ExplorationOptions options = exploration_options(request, terminal);
  options.goes_on = [&watch](const SearchProgress& progress) { return watch.goes_on(progress); };
  return {loaded.scenario, loaded.program, check_program(*loaded.program, options)};
}

ExitCode exit_code_of(const CheckOutcome& outcome) {
  if (outcome.result.end == SearchEnd::interrupted) return ExitCode::interrupted;
  switch (verdict_on(outcome)) {
    case Verdict::met:
      return ExitCode::fine;
    case Verdict::failed:
      return ExitCode::finding;
    case Verdict::undecided:
      return ExitCode::undecided;
  }
  return ExitCode::internal_error;
}

std::string mark_of(ExitCode code, Paint paint) {
  if (code == ExitCode::fine) return paint.good(mark_of(Verdict::met));
  if (code == ExitCode::undecided) return paint.doubtful(mark_of(Verdict::undecided));
  return paint.bad(mark_of(Verdict::failed));
}

ExitCode check_one(const CheckRequest& request, const std::string& path, Terminal& terminal) {
  const LoadedScenario loaded = load_scenario(
      path, {.overrides = request.overrides, .show_warnings = !request.quiet}, terminal);
  if (loaded.scenario == nullptr) return ExitCode::bad_input;
  const CheckOutcome outcome = checked(request, loaded, terminal);
  if (!request.quiet) terminal.out << check_text(outcome, terminal.paint);
  return exit_code_of(outcome);
}

ExitCode check_several(const CheckRequest& request, const ScenarioFiles& files,
                       Terminal& terminal) {
  ExitCode worst = ExitCode::fine;
  for (const std::string& path : files.paths) {
    const LoadedScenario loaded = load_scenario(
        path, {.overrides = request.overrides, .show_warnings = !request.quiet}, terminal);
    ExitCode code = ExitCode::bad_input;
    std::string line = "not valid, " + counted(loaded.errors, "error");
    if (loaded.scenario != nullptr) {
      const CheckOutcome outcome = checked(request, loaded, terminal);
      code = exit_code_of(outcome);
      line = check_clause(outcome);
    }
    worst = worse(worst, code);
    if (!request.quiet) {
      terminal.out << mark_of(code, terminal.paint) << " " << path << ": " << line << "\n";
      terminal.out.flush();
    }
    if (code == ExitCode::interrupted) break;
  }
  return worst;
}

}  // namespace

ExitCode check_command(const CheckRequest& request, Terminal& terminal) {
  const ScenarioFiles files = scenario_files(request.files);
  if (!request.quiet) {
    for (const std::string& path : files.skipped) {
      terminal.err << path << ": skipped: this is no scenario\n";
    }
  }
  if (files.several) return check_several(request, files, terminal);
  return check_one(request, files.paths.front(), terminal);
}

}  // namespace ipcsim
