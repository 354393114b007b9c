#include "app/optimize_command.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/load_scenario.hpp"
#include "app/manifest.hpp"
#include "app/output_file.hpp"
#include "app/progress.hpp"
#include "app/publish.hpp"
#include "sim/base/check.hpp"
#include "sim/experiment/optimization.hpp"

namespace ipcsim {
namespace {

ExitCode exit_code_of(OptimizationEnd end) {
  switch (end) {
    case OptimizationEnd::found:
      return ExitCode::fine;
    case OptimizationEnd::none:
      return ExitCode::finding;
    case OptimizationEnd::at_best:
    case OptimizationEnd::undecided:
      return ExitCode::undecided;
    case OptimizationEnd::interrupted:
      return ExitCode::interrupted;
  }
  fail_check("every end of an optimization has its exit code");
}

/// The values of the request as scenarios, all of them valid; the one in turn is kept.
class Values {
 public:
  Values(const OptimizeRequest& request, Terminal& terminal)
      : request_(request),
        terminal_(terminal),
        source_(request.file),
        overrides_(without_batches(source_, request.overrides, "optimize", terminal)) {}

  /// Shows the errors of the first value that has any. Throws UsageError if a trace that one of
  /// them reads is an output.
  [[nodiscard]] bool are_valid(const std::vector<OutputFile>& outputs) {
    for (std::size_t i = 0; i < request_.variation.values.size(); ++i) {
      const LoadedScenario loaded = load(i, i == 0);
      if (loaded.scenario == nullptr) return false;
      reject_inputs(outputs, loaded.traces, kTraceItReads);
      if (i == 0) replications_ = loaded.scenario->run.replications;
    }
    return true;
  }

  /// How many of each value are to be run: where the command line does not say it, no fewer at
  /// first than the scenario asks for. REQUIRES: are_valid.
  [[nodiscard]] OptimizationOptions numbers() const {
    OptimizationOptions numbers;
    numbers.replications =
        request_.replications.value_or(std::max(numbers.replications, replications_));
    numbers.most_replications = request_.most_replications.value_or(
        std::max(numbers.most_replications, numbers.replications));
    numbers.replications = std::min(numbers.replications, numbers.most_replications);
    return numbers;
  }

  LoadedScenario load(std::size_t i, bool warnings = false) {
    std::vector<Override> overrides = overrides_;
    overrides.push_back({request_.smallest ? "--smallest" : "--largest", request_.variation.path,
                         request_.variation.values[i]});
    return source_.load({.overrides = std::move(overrides), .show_warnings = warnings}, terminal_);
  }

 private:
  const OptimizeRequest& request_;
  Terminal& terminal_;
  ScenarioSource source_;
  std::vector<Override> overrides_;
  std::uint32_t replications_ = 0;  // that the scenario asks for
};

}  // namespace

ExitCode optimize_command(const OptimizeRequest& request, Terminal& terminal) {
  const std::vector<OutputFile> outputs =
      open_outputs(request.output.files, {request.file}, "the scenario itself");
  Values values(request, terminal);
  if (!values.are_valid(outputs)) return ExitCode::bad_input;
  OptimizationOptions options = values.numbers();
  options.interrupt = &terminal.interrupt;

  Progress progress(terminal.err_is_terminal ? &terminal.err : nullptr,
                    request.variation.values.size(), "value", Progress::Clock::now());
  LoadedScenario loaded;
  Optimization optimization = optimize(
      request.variation.values,
      [&](std::size_t i) {
        if (i > 0) progress.step(Progress::Clock::now());
        loaded = values.load(i);
        return Experiment({loaded.scenario.get(), loaded.program.get()},
                          {.jobs = request.jobs, .interrupt = &terminal.interrupt});
      },
      options);
  progress.wipe();
  optimization.scenario = summary_of(*loaded.scenario, *loaded.program);
  optimization.path = request.variation.path;
  optimization.smallest = request.smallest;

  const Manifest manifest = manifest_of({.command = "optimize",
                                         .files = {request.file},
                                         .options = request.options,
                                         .command_line = request.command_line},
                                        loaded);
  publish(optimization, manifest, {request.output, outputs, terminal});
  return exit_code_of(optimization.end);
}

}  // namespace ipcsim
