#include "app/validate_command.hpp"

#include "app/load_scenario.hpp"
#include "app/scenario_files.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

std::string with_plural(std::uint64_t count, const std::string& one, const std::string& many) {
  return grouped(count) + " " + (count == 1 ? one : many);
}

std::string sizes_of(const Program& program) {
  return with_plural(program.processes, "process", "processes") + ", " +
         with_plural(program.mailboxes, "mailbox", "mailboxes");
}

}  // namespace

ExitCode validate_command(const ValidateRequest& request, Terminal& terminal) {
  const ScenarioFiles files = scenario_files(request.files);
  for (const std::string& path : files.skipped) {
    terminal.err << path << ": skipped: this is no scenario\n";
  }
  ExitCode worst = ExitCode::fine;
  for (const std::string& path : files.paths) {
    const LoadedScenario loaded = load_scenario(path, {}, terminal);
    const std::string name = path == "-" ? "<stdin>" : path;
    if (loaded.scenario == nullptr) {
      worst = ExitCode::bad_input;
      terminal.out << name << ": not valid (" << counted(loaded.errors, "error") << ")\n";
    } else {
      terminal.out << name << ": valid (" << sizes_of(*loaded.program) << ")\n";
    }
    terminal.out.flush();
  }
  return worst;
}

}  // namespace ipcsim
