#include "app/schema_command.hpp"

#include "app/schemas.hpp"

namespace ipcsim {

ExitCode schema_command(const SchemaRequest& request, Terminal& terminal) {
  terminal.out << (request.of == SchemaOf::scenario ? kScenarioSchema : kResultsSchema);
  return ExitCode::fine;
}

}  // namespace ipcsim
