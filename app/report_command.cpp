#include "app/report_command.hpp"

#include <algorithm>
#include <vector>

#include "app/output_file.hpp"
#include "app/usage_error.hpp"
#include "reports/read_results.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

/// Before anything is written: CSV takes more than a file of results must have.
void check_formats(const ReportRequest& request, const std::vector<OutputFile>& outputs,
                   const Report& report) {
  const bool wants_csv = (!request.quiet && request.format == ReportFormat::csv) ||
                         std::any_of(outputs.begin(), outputs.end(), [](const OutputFile& output) {
                           return output.format() == ReportFormat::csv;
                         });
  if (!wants_csv || has_all_values(report)) return;
  throw UsageError(quote(request.file) +
                       " cannot be shown as CSV: it has no \"values\" of single " + "replications",
                   {"the other formats do without them"});
}

}  // namespace

ExitCode report_command(const ReportRequest& request, Terminal& terminal) {
  const std::vector<OutputFile> outputs =
      open_outputs(request.outputs, request.file, "file of results");
  const ReadResults read = read_results_file(request.file);
  if (!read.report) {
    terminal.err << read.diagnostics.render();
    return ExitCode::bad_input;
  }
  check_formats(request, outputs, *read.report);
  if (!request.quiet) {
    terminal.out << rendered(request.format.value_or(ReportFormat::text), *read.report,
                             read.manifest, terminal.paint);
    terminal.out.flush();
  }
  for (const OutputFile& output : outputs) {
    output.write(rendered(output.format(), *read.report, read.manifest));
  }
  return ExitCode::fine;
}

}  // namespace ipcsim
