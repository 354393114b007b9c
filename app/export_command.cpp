#include "app/export_command.hpp"

#include <cstddef>
#include <string>
#include <string_view>

#include "app/load_scenario.hpp"
#include "reports/program_graphs.hpp"
#include "sim/base/diagnostics.hpp"
#include "sim/program/disassemble.hpp"
#include "sim/promela/promela.hpp"

namespace ipcsim {
namespace {

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

/// The character at the line and column.
SourceRange range_at(const SourceText& text, const StatementSymbol& statement) {
  const std::string_view line = text.line(statement.line);
  std::size_t at = 0;
  for (std::uint32_t column = 1; column < statement.column && at < line.size(); ++column) {
    do ++at;
    while (at < line.size() && !begins_character(line[at]));
  }
  const auto line_begin = static_cast<std::size_t>(line.data() - text.text().data());
  const auto begin = static_cast<std::uint32_t>(line_begin + at);
  return {&text, begin, begin + 1};
}

void show(const std::vector<PromelaProblem>& problems, const LoadedScenario& loaded,
          Terminal& terminal) {
  const SourceText* text = loaded.scenario->processes.front().where.text;
  Diagnostics diagnostics;
  for (const PromelaProblem& problem : problems) {
    const StatementSymbol& statement = statement_at(*loaded.program, problem.at);
    const SourceRange where = text == nullptr ? SourceRange() : range_at(*text, statement);
    diagnostics.error(where, problem.message, problem.hints);
  }
  terminal.err << diagnostics.render();
}

}  // namespace

ExitCode export_command(const ExportRequest& request, Terminal& terminal) {
  const LoadedScenario loaded =
      load_scenario(request.file, {.overrides = request.overrides}, terminal);
  if (loaded.scenario == nullptr) return ExitCode::bad_input;
  if (request.as == ExportAs::program) {
    const std::string listing = disassemble(*loaded.program);
    terminal.out << listing << (listing.ends_with('\n') ? "" : "\n");
    return ExitCode::fine;
  }
  if (request.as == ExportAs::flow || request.as == ExportAs::topology) {
    const auto graph_of = request.as == ExportAs::flow ? flow_dot : topology_dot;
    terminal.out << graph_of(*loaded.scenario, *loaded.program);
    return ExitCode::fine;
  }
  const PromelaExport exported = promela_of(*loaded.program, request.bound);
  if (!exported.problems.empty()) {
    show(exported.problems, loaded, terminal);
    return ExitCode::bad_input;
  }
  terminal.out << exported.model;
  return ExitCode::fine;
}

}  // namespace ipcsim
