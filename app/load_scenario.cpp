#include "app/load_scenario.hpp"

#include <algorithm>
#include <utility>

#include "sim/program/compile.hpp"

namespace ipcsim {
namespace {

void show(const Diagnostics& diagnostics, bool show_warnings, std::ostream& err) {
  for (const Diagnostic& diagnostic : diagnostics.in_order()) {
    if (diagnostic.severity == Severity::error || show_warnings) err << render(diagnostic);
  }
}

}  // namespace

LoadedScenario load_scenario(const std::string& path, const LoadOptions& options,
                             Terminal& terminal) {
  ReadResult read = read_scenario_file(path, options.overrides);
  terminal.out.flush();
  show(read.diagnostics, options.show_warnings, terminal.err);
  LoadedScenario loaded;
  const std::vector<Diagnostic> all = read.diagnostics.in_order();
  loaded.errors = static_cast<std::size_t>(std::count_if(
      all.begin(), all.end(), [](const Diagnostic& it) { return it.severity == Severity::error; }));
  if (!read.scenario || loaded.errors > 0) return loaded;
  if (path == "-") read.scenario->path = "<stdin>";  // as its diagnostics call it
  if (options.first_replication_only) {
    loaded.replications_left_out = std::exchange(read.scenario->run.replications, 1) - 1;
  }
  loaded.scenario = std::make_shared<const Scenario>(std::move(*read.scenario));
  loaded.program = std::make_shared<const Program>(compile(*loaded.scenario));
  return loaded;
}

}  // namespace ipcsim
