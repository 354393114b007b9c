#include "app/check_command.hpp"

#include <string>

#include "app/check_series.hpp"
#include "app/load_scenario.hpp"
#include "app/manifest.hpp"
#include "app/outcome_list.hpp"
#include "app/output_file.hpp"
#include "app/publish.hpp"
#include "app/scenario_files.hpp"
#include "app/search.hpp"
#include "app/usage_error.hpp"
#include "reports/check_sentences.hpp"
#include "sim/experiment/check_outcome.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr const char* kTimeOfOneSentence =
    "Each scenario was given 10 s, for there are several; --max-time says another limit.\n";

CheckOutcome checked(const SearchRequest& search_request, const LoadedScenario& loaded, bool quiet,
                     Terminal& terminal) {
  return {loaded.scenario, loaded.program,
          search(*loaded.program, search_request, !quiet, terminal)};
}

ExitCode exit_code_of(const CheckOutcome& outcome) {
  if (outcome.result.was_interrupted()) return ExitCode::interrupted;
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

LoadedScenario load(const CheckRequest& request, const std::string& path, Terminal& terminal) {
  return load_scenario(
      path, {.overrides = request.overrides, .show_warnings = !request.output.quiet}, terminal);
}

ExitCode check_one(const CheckRequest& request, const std::string& path, Terminal& terminal) {
  const std::vector<OutputFile> outputs =
      open_outputs(request.output.files, {path}, "the scenario itself");
  const LoadedScenario loaded = load(request, path, terminal);
  if (loaded.scenario == nullptr) return ExitCode::bad_input;
  reject_inputs(outputs, loaded.traces, kTraceItReads);
  const CheckOutcome outcome = checked(request.search, loaded, request.output.quiet, terminal);
  const Manifest manifest = manifest_without_seed({.command = "check",
                                                   .files = {path},
                                                   .options = request.options,
                                                   .command_line = request.command_line},
                                                  loaded);
  publish(outcome, manifest, {request.output, outputs, terminal}, request.output.figure);
  return exit_code_of(outcome);
}

void reject_options_of_one(const CheckRequest& request) {
  const char* const option = !request.output.files.empty() ? "-o"
                             : request.output.format       ? "--format"
                             : request.all_strategies      ? "--all-strategies"
                             : request.smallest            ? "--smallest"
                                                           : nullptr;
  if (option == nullptr) return;
  if (request.as_junit) {
    throw UsageError(std::string(option) + " is for a report, and --format junit writes none",
                     {"it lists how each scenario came out; leave one of the two out"});
  }
  throw UsageError(std::string(option) + " is for one scenario, and several are named",
                   {"several are told in one line each; check that one alone for more"});
}

ExitCode check_several(const CheckRequest& request, const ScenarioFiles& files,
                       Terminal& terminal) {
  reject_options_of_one(request);
  OutcomeList list(list_form(request.as_junit, request.output.quiet), terminal);
  bool is_cut_short = false;  // some scenario
  const SearchRequest search = files.several ? one_of_several(request.search) : request.search;
  for (const std::string& path : files.paths) {
    const LoadedScenario loaded = load(request, path, terminal);
    ExitCode code = ExitCode::bad_input;
    std::string line = "not valid, " + counted(loaded.errors, "error");
    if (loaded.scenario != nullptr) {
      const CheckOutcome outcome = checked(search, loaded, request.output.quiet, terminal);
      code = exit_code_of(outcome);
      is_cut_short = is_cut_short || outcome.result.end == SearchEnd::time_limit;
      line = check_clause(outcome);
    }
    list.add(path, code, line, loaded.told);
    if (code == ExitCode::interrupted) break;
  }
  if (is_cut_short && files.several && !request.search.max_time && !request.output.quiet) {
    (request.as_junit ? terminal.err : terminal.out) << kTimeOfOneSentence;
  }
  return list.finish("ipcsim check");
}

}  // namespace

ExitCode check_command(const CheckRequest& request, Terminal& terminal) {
  const ScenarioFiles files = scenario_files(request.files);
  if (!request.output.quiet) {
    for (const std::string& path : files.skipped) {
      terminal.err << path << ": skipped: this is no scenario\n";
    }
  }
  if (files.several || request.as_junit) return check_several(request, files, terminal);
  if (request.all_strategies) return check_strategies(request, files.paths.front(), terminal);
  if (request.smallest) return check_values(request, files.paths.front(), terminal);
  return check_one(request, files.paths.front(), terminal);
}

}  // namespace ipcsim
