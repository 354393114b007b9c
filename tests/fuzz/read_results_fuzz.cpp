// Feeds the reader of results any bytes at all: it must neither crash nor hang, must give results
// or an error, and what it gives must be shown in every format. Build with IPCSIM_BUILD_FUZZERS;
// begin with a corpus of results that ipcsim wrote.
#include <cstddef>
#include <cstdint>
#include <string>

#include "app/report_format.hpp"
#include "reports/csv_report.hpp"
#include "reports/read_results.hpp"
#include "sim/base/check.hpp"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ipcsim::ReadResults read =
      ipcsim::read_results("fuzz.json", std::string(reinterpret_cast<const char*>(data), size));
  ipcsim::check(read.report.has_value() != read.diagnostics.has_errors(),
                "results are read, or an error says why not");
  if (!read.report) {
    ipcsim::check(!read.diagnostics.render().empty(), "what is wrong is shown");
    return 0;
  }
  for (const char* name : {"text", "md", "json", "html", "dot", "csv"}) {
    if (std::string(name) == "csv" && !ipcsim::has_all_values(*read.report)) continue;
    const std::string text = ipcsim::rendered(
        ipcsim::format_named(name, ipcsim::forms_of_results()), *read.report, read.manifest);
    ipcsim::check(!text.empty(), "every format shows something");
  }
  return 0;
}
