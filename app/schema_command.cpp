#include "app/schema_command.hpp"

#include "app/schemas.hpp"
#include "sim/base/check.hpp"

namespace ipcsim {

namespace {

std::string_view text_of(SchemaOf schema) {
  switch (schema) {
    case SchemaOf::scenario:
      return kScenarioSchema;
    case SchemaOf::results:
      return kResultsSchema;
    case SchemaOf::check:
      return kCheckSchema;
  }
  fail_check("every schema has a text");
}

}  // namespace

ExitCode schema_command(const SchemaRequest& request, Terminal& terminal) {
  terminal.out << text_of(request.of);
  return ExitCode::fine;
}

}  // namespace ipcsim
