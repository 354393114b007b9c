#include "app/load_scenario.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#include "sim/program/compile.hpp"

namespace ipcsim {
namespace {

void show(const Diagnostics& diagnostics, bool show_warnings, std::ostream& err) {
  for (const Diagnostic& diagnostic : diagnostics.in_order()) {
    if (diagnostic.severity == Severity::error || show_warnings) err << render(diagnostic);
  }
}

LoadedScenario compiled(ReadResult read, std::optional<std::uint32_t> only_replication) {
  LoadedScenario loaded;
  const std::vector<Diagnostic> all = read.diagnostics.in_order();
  loaded.errors = static_cast<std::size_t>(std::count_if(
      all.begin(), all.end(), [](const Diagnostic& it) { return it.severity == Severity::error; }));
  if (!read.scenario || loaded.errors > 0) return loaded;
  if (only_replication) {
    RunSettings& run = read.scenario->run;
    run.only_replication = *only_replication;
    loaded.replications_left_out = std::exchange(run.replications, 1) - 1;
    run.precision.clear();
  }
  loaded.scenario = std::make_shared<const Scenario>(std::move(*read.scenario));
  loaded.hash = std::move(read.hash);
  loaded.traces = std::move(read.traces);
  loaded.program = std::make_shared<const Program>(compile(*loaded.scenario));
  return loaded;
}

}  // namespace

ScenarioSource::ScenarioSource(const std::string& path)
    : name_(path == "-" ? "<stdin>" : path), content_(read_file(path)) {}

ReadResult ScenarioSource::read(const std::vector<Override>& overrides) const {
  if (const auto* problem = std::get_if<FileProblem>(&content_)) {
    ReadResult result;
    result.diagnostics.error_in_file(name_, problem->message, problem->hints);
    return result;
  }
  return read_scenario(name_, std::get<std::string>(content_), overrides);
}

LoadedScenario ScenarioSource::load(const LoadOptions& options, Terminal& terminal) const {
  ReadResult result = read(options.overrides);
  terminal.out.flush();
  show(result.diagnostics, options.show_warnings, terminal.err);
  std::ostringstream errors;
  show(result.diagnostics, false, errors);
  LoadedScenario loaded = compiled(std::move(result), options.only_replication);
  loaded.told = std::move(errors).str();
  return loaded;
}

ScenarioSource::Attempt ScenarioSource::attempt(const std::vector<Override>& overrides) const {
  ReadResult result = read(overrides);
  Attempt attempt;
  for (const Diagnostic& diagnostic : result.diagnostics.in_order()) {
    if (diagnostic.severity != Severity::error) continue;
    attempt.error = diagnostic.message;
    break;
  }
  attempt.loaded = compiled(std::move(result), {});
  return attempt;
}

std::vector<Override> without_batches(const ScenarioSource& source, std::vector<Override> overrides,
                                      const std::string& command, Terminal& terminal) {
  const std::string option = "ipcsim " + command;
  std::vector<Override> of_one_run = overrides;  // or replications would be an error beside batches
  of_one_run.push_back({option, "run.replications", "", true});
  const auto scenario = source.attempt(of_one_run).loaded.scenario;
  if (scenario == nullptr || scenario->run.batches == 0) return overrides;
  terminal.out.flush();
  terminal.err << source.name() << ": " << command
               << " takes its intervals over replications, whatever run.batches asks for\n";
  overrides.push_back({option, "run.batches", "", true});
  return overrides;
}

LoadedScenario load_scenario(const std::string& path, const LoadOptions& options,
                             Terminal& terminal) {
  return ScenarioSource(path).load(options, terminal);
}

}  // namespace ipcsim
