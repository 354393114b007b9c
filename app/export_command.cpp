#include "app/export_command.hpp"

#include <string>

#include "app/load_scenario.hpp"
#include "sim/program/disassemble.hpp"

namespace ipcsim {

ExitCode export_command(const ExportRequest& request, Terminal& terminal) {
  const LoadedScenario loaded = load_scenario(request.file, {}, terminal);
  if (loaded.scenario == nullptr) return ExitCode::bad_input;
  const std::string listing = disassemble(*loaded.program);
  terminal.out << listing << (listing.ends_with('\n') ? "" : "\n");
  return ExitCode::fine;
}

}  // namespace ipcsim
