#include "app/report_command.hpp"

#include <algorithm>
#include <variant>
#include <vector>

#include "app/output_file.hpp"
#include "app/publish.hpp"
#include "app/usage_error.hpp"
#include "reports/read_results.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

/// What cannot be drawn as .dot: "a comparison"; null for results of a run, which can.
const char* what_is_not_drawn(const Report& report) {
  if (std::holds_alternative<VariantComparison>(report)) return "a comparison";
  if (std::holds_alternative<Sweep>(report)) return "a sweep";
  if (std::holds_alternative<Optimization>(report)) return "an optimization";
  return nullptr;
}

/// Before anything is written: not every format can show every report, and CSV takes more than a
/// file of results must have.
void check_formats(const ReportRequest& request, const std::vector<OutputFile>& outputs,
                   const Report& report) {
  if (const char* what = what_is_not_drawn(report)) reject_drawings(request.output, what);
  const bool wants_csv = request.output.format == ReportFormat::csv ||
                         std::any_of(outputs.begin(), outputs.end(), [](const OutputFile& output) {
                           return output.format() == ReportFormat::csv;
                         });
  if (!wants_csv || has_all_values(report)) return;
  throw UsageError(
      quote(request.file) + " cannot be shown as CSV: it has no \"values\" of single replications",
      {"the other formats do without them"});
}

}  // namespace

ExitCode report_command(const ReportRequest& request, Terminal& terminal) {
  const std::vector<OutputFile> outputs =
      open_outputs(request.output.files, {request.file}, "the file of results itself");
  const ReadResults read = read_results_file(request.file);
  if (!read.report) {
    terminal.err << read.diagnostics.render();
    return ExitCode::bad_input;
  }
  check_formats(request, outputs, *read.report);
  publish(*read.report, read.manifest, {request.output, outputs, terminal});
  return ExitCode::fine;
}

}  // namespace ipcsim
