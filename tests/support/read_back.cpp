#include "tests/support/read_back.hpp"

#include "app/report_format.hpp"
#include "reports/read_results.hpp"

namespace ipcsim::testing {

std::string difference_when_read_back(const Results& results, const Manifest& manifest) {
  const std::string json = rendered(ReportFormat::json, results, manifest);
  const ReadResults read = read_results("read_back.json", json);
  if (!read.report) return read.diagnostics.render();
  for (const char* name : {"text", "json", "csv", "md", "html", "dot"}) {
    const ReportFormat format = format_named(name, forms_of_results());
    const std::string first = rendered(format, results, manifest);
    const std::string second = rendered(format, *read.report, read.manifest);
    if (first == second) continue;
    return std::string(name) + " differs:\n" + first + "\n--- read back:\n" + second;
  }
  return {};
}

}  // namespace ipcsim::testing
