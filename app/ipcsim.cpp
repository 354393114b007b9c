#include "app/ipcsim.hpp"

#include <exception>
#include <new>
#include <variant>

#include "app/command_line.hpp"
#include "app/export_command.hpp"
#include "app/report_command.hpp"
#include "app/run_command.hpp"
#include "app/schema_command.hpp"
#include "app/shell_quoted.hpp"
#include "app/usage_error.hpp"
#include "app/validate_command.hpp"
#include "sim/base/check.hpp"

namespace ipcsim {
namespace {

/// Carries out each kind of request.
struct CarryOut {
  Terminal& terminal;

  ExitCode operator()(const RunRequest& request) const { return run_command(request, terminal); }
  ExitCode operator()(const ReportRequest& request) const {
    return report_command(request, terminal);
  }
  ExitCode operator()(const ValidateRequest& request) const {
    return validate_command(request, terminal);
  }
  ExitCode operator()(const ExportRequest& request) const {
    return export_command(request, terminal);
  }
  ExitCode operator()(const SchemaRequest& request) const {
    return schema_command(request, terminal);
  }
  ExitCode operator()(const HelpRequest& request) const {
    terminal.out << request.text;
    return ExitCode::fine;
  }
};

void tell_error(Terminal& terminal, const std::string& message) {
  terminal.out.flush();
  terminal.err << "ipcsim: " << terminal.err_paint.bad("error:") << " " << message << "\n";
}

void tell_own_bug(Terminal& terminal, const std::string& what,
                  const std::vector<std::string>& arguments) {
  tell_error(terminal, "this is a bug in ipcsim, not in your scenario");
  terminal.err << "  " << what << "\n"
               << "  please report it, with these lines, the scenario and what it reads:\n"
               << "  ipcsim " << IPCSIM_VERSION << ":";
  for (const std::string& argument : arguments) terminal.err << " " << shell_quoted(argument);
  terminal.err << "\n";
}

}  // namespace

ExitCode guarded(const std::function<ExitCode()>& command,
                 const std::vector<std::string>& arguments, Terminal& terminal) {
  try {
    return command();
  } catch (const UsageError& error) {
    tell_error(terminal, error.what());
    for (const std::string& hint : error.hints()) terminal.err << "  " << hint << "\n";
    return ExitCode::bad_input;
  } catch (const std::bad_alloc&) {
    tell_error(terminal, "there is not enough memory for this run");
    terminal.err << "  does an unbounded mailbox fill up, or a link get more than it can send? a "
                    "capacity, blocking sends or an earlier end (--until) would help\n";
    return ExitCode::undecided;
  } catch (const std::exception& error) {
    tell_own_bug(terminal, error.what(), arguments);
    return ExitCode::internal_error;
  }
}

ExitCode ipcsim_command(const std::vector<std::string>& arguments, Terminal& terminal) {
  return guarded([&] { return std::visit(CarryOut{terminal}, parse_command_line(arguments)); },
                 arguments, terminal);
}

}  // namespace ipcsim
