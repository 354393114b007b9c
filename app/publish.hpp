// A report brought to where the user wants it: standard output, and the -o files.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "app/output_file.hpp"
#include "app/report_format.hpp"
#include "app/request.hpp"
#include "app/terminal.hpp"

namespace ipcsim {

struct Destination {
  const OutputRequest& request;
  const std::vector<OutputFile>& files;
  Terminal& terminal;
  const OutputFile* written = nullptr;  // one of the files that has the report already
  std::string preface = {};             // stands on standard output ahead of the report
};

/// `found`, and `drawn` behind the paint: what one of the overloads of `rendered` takes. Throws
/// UsageError if a file cannot be written.
template <class Found, class... Drawn>
void publish(const Found& found, const Manifest& manifest, const Destination& to,
             const Drawn&... drawn) {
  std::vector<std::string> reports;  // all that cannot be made is known before any is written
  for (const OutputFile& file : to.files) {
    reports.push_back(&file == to.written ? std::string()
                                          : rendered(file.format(), found, manifest, {}, drawn...));
  }
  std::string shown = to.preface;
  if (!to.request.quiet || to.request.format) {
    shown += rendered(to.request.format.value_or(ReportFormat::text), found, manifest,
                      to.terminal.paint, drawn...);
  }
  to.terminal.out << shown;
  to.terminal.out.flush();
  for (std::size_t i = 0; i < to.files.size(); ++i) {
    if (&to.files[i] != to.written) to.files[i].write(reports[i]);
  }
}

}  // namespace ipcsim
