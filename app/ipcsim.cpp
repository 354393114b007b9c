#include "app/ipcsim.hpp"

#include <exception>
#include <new>
#include <sstream>
#include <variant>

#include "app/check_command.hpp"
#include "app/command_line.hpp"
#include "app/compare_command.hpp"
#include "app/export_command.hpp"
#include "app/init_command.hpp"
#include "app/launcher.hpp"
#include "app/optimize_command.hpp"
#include "app/replay_command.hpp"
#include "app/report_command.hpp"
#include "app/run_command.hpp"
#include "app/schema_command.hpp"
#include "app/shell_quoted.hpp"
#include "app/sweep_command.hpp"
#include "app/usage_error.hpp"
#include "app/validate_command.hpp"
#include "sim/base/check.hpp"

namespace ipcsim {
namespace {

/// Carries out each kind of request.
struct CarryOut {
  Terminal& terminal;

  ExitCode operator()(const RunRequest& request) const { return run_command(request, terminal); }
  ExitCode operator()(const ReplayRequest& request) const {
    return replay_command(request, terminal);
  }
  ExitCode operator()(const CheckRequest& request) const {
    return check_command(request, terminal);
  }
  ExitCode operator()(const CompareRequest& request) const {
    return compare_command(request, terminal);
  }
  ExitCode operator()(const SweepRequest& request) const {
    return sweep_command(request, terminal);
  }
  ExitCode operator()(const OptimizeRequest& request) const {
    return optimize_command(request, terminal);
  }
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
  ExitCode operator()(const InitRequest& request) const { return init_command(request, terminal); }
  ExitCode operator()(const HelpRequest& request) const {
    terminal.out << request.text;
    return ExitCode::fine;
  }
};

void tell_error(Terminal& terminal, const std::string& message) {
  terminal.out.flush();
  terminal.err << error_text(message, {}, terminal.err_paint);
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

/// Several processes that mpirun started would do the same work, and write the same files.
void reject_ranks(const Request& request) {
  if (launched_together().size == 1 || std::holds_alternative<SweepRequest>(request)) return;
  throw UsageError("mpirun started several processes, and only ipcsim sweep shares its work",
                   {"start this command alone; --jobs says on how many threads it runs"});
}

}  // namespace

ExitCode guarded(const std::function<ExitCode()>& command,
                 const std::vector<std::string>& arguments, Terminal& terminal) {
  try {
    return command();
  } catch (const UsageError& error) {
    terminal.out.flush();
    terminal.err << error_text(error.what(), error.hints(), terminal.err_paint);
    return ExitCode::bad_input;
  } catch (const std::bad_alloc&) {
    tell_error(terminal, "there is not enough memory for this run");
    terminal.err << "  does an unbounded mailbox fill up, or a link get more than it can send? a "
                    "capacity or blocking sends would help\n"
                 << "  run can end earlier (--until), and check can give up earlier "
                    "(--max-memory)\n";
    return ExitCode::undecided;
  } catch (const std::exception& error) {
    tell_own_bug(terminal, error.what(), arguments);
    return ExitCode::internal_error;
  }
}

ExitCode ipcsim_command(const std::vector<std::string>& arguments, Terminal& terminal) {
  const auto carry_out = [&] {
    const Request request = parse_command_line(arguments);
    reject_ranks(request);
    return std::visit(CarryOut{terminal}, request);
  };
  if (launched_together().rank == 0) return guarded(carry_out, arguments, terminal);
  // The first rank speaks for all.
  std::ostringstream unheard;
  Terminal silent{unheard, unheard, {}, {}, terminal.interrupt};
  return guarded(carry_out, arguments, silent);
}

}  // namespace ipcsim
