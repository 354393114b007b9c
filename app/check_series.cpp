#include "app/check_series.hpp"

#include <utility>
#include <vector>

#include "app/load_scenario.hpp"
#include "app/manifest.hpp"
#include "app/output_file.hpp"
#include "app/publish.hpp"
#include "app/search.hpp"
#include "app/strategies.hpp"
#include "app/usage_error.hpp"
#include "sim/experiment/check_series.hpp"

namespace ipcsim {
namespace {

CheckedVariant checked(const CheckRequest& request, const std::string& name,
                       const LoadedScenario& loaded, Terminal& terminal) {
  const CheckResult result =
      search(*loaded.program, one_of_several(request.search), !request.output.quiet, terminal);
  return {.name = name, .summary = summary_of(result), .why_not = {}};
}

/// `base`: the scenario itself.
void publish_series(const CheckSeries& series, const CheckRequest& request,
                    const LoadedScenario& base, const std::vector<OutputFile>& outputs,
                    Terminal& terminal) {
  const Manifest manifest = manifest_without_seed({.command = "check",
                                                   .files = {request.files.front()},
                                                   .options = request.options,
                                                   .command_line = request.command_line},
                                                  base);
  publish(series, manifest, {request.output, outputs, terminal});
}

ExitCode exit_code_of(const CheckSeries& strategies) {
  ExitCode code = strategies.interrupted ? ExitCode::interrupted : ExitCode::fine;
  for (const CheckedVariant& strategy : strategies.variants) {
    if (is_safe(*strategy.summary)) continue;
    code = worse(code, is_undecided(*strategy.summary) ? ExitCode::undecided : ExitCode::finding);
  }
  return code;
}

ExitCode exit_code_of(const SmallestSafe& smallest) {
  if (smallest.is_undecided) return ExitCode::undecided;
  return smallest.answer ? ExitCode::fine : ExitCode::finding;
}

}  // namespace

ExitCode check_strategies(const CheckRequest& request, const std::string& path,
                          Terminal& terminal) {
  const std::vector<OutputFile> outputs =
      open_outputs(request.output.files, {path}, "the scenario itself");
  const ScenarioSource source(path);
  const LoadedScenario base = source.load(
      {.overrides = request.overrides, .show_warnings = !request.output.quiet}, terminal);
  if (base.scenario == nullptr) return ExitCode::bad_input;
  reject_inputs(outputs, base.traces, kTraceItReads);
  const std::vector<LoadedStrategy> strategies =
      load_strategies(source, request.overrides, terminal);
  for (const LoadedStrategy& strategy : strategies) {
    if (strategy.loaded.scenario == nullptr) return ExitCode::bad_input;
  }
  std::vector<CheckedVariant> done;
  CheckSeries series = check_all(strategies.size(), [&](std::size_t i) {
    const LoadedStrategy& strategy = strategies[i];
    done.push_back(strategy.same_as ? done[*strategy.same_as]
                                    : checked(request, strategy.name, strategy.loaded, terminal));
    done.back().name = strategy.name;
    return done.back();
  });
  series.scenario = summary_of(*base.scenario, *base.program);
  series.varied = "strategy";
  publish_series(series, request, base, outputs, terminal);
  return exit_code_of(series);
}

ExitCode check_values(const CheckRequest& request, const std::string& path, Terminal& terminal) {
  const std::vector<OutputFile> outputs =
      open_outputs(request.output.files, {path}, "the scenario itself");
  const ScenarioSource source(path);
  const LoadedScenario base = source.load(
      {.overrides = request.overrides, .show_warnings = !request.output.quiet}, terminal);
  if (base.scenario == nullptr) return ExitCode::bad_input;
  reject_inputs(outputs, base.traces, kTraceItReads);
  bool some_are_valid = false;
  CheckSeries series = find_smallest_safe(request.smallest->values.size(), [&](std::size_t i) {
    const std::string& value = request.smallest->values[i];
    std::vector<Override> overrides = request.overrides;
    overrides.push_back({"--smallest", request.smallest->path, value});
    const ScenarioSource::Attempt attempt = source.attempt(overrides);
    if (attempt.loaded.scenario == nullptr) {
      return CheckedVariant{.name = value, .summary = {}, .why_not = attempt.error};
    }
    some_are_valid = true;
    return checked(request, value, attempt.loaded, terminal);
  });
  if (!some_are_valid) {
    throw UsageError("--smallest: no value of " + request.smallest->path +
                     " makes a scenario: " + series.variants.front().why_not);
  }
  series.scenario = summary_of(*base.scenario, *base.program);
  series.varied = request.smallest->path;
  publish_series(series, request, base, outputs, terminal);
  if (series.interrupted) return ExitCode::interrupted;
  return exit_code_of(*series.smallest);
}

}  // namespace ipcsim
