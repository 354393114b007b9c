// A report brought to where the user wants it: standard output, and the -o files.
#pragma once

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
};

/// `found`, and `drawn` behind the paint: what one of the overloads of `rendered` takes. Throws
/// UsageError if a file cannot be written.
template <class Found, class... Drawn>
void publish(const Found& found, const Manifest& manifest, const Destination& to,
             const Drawn&... drawn) {
  if (!to.request.quiet || to.request.format) {
    to.terminal.out << rendered(to.request.format.value_or(ReportFormat::text), found, manifest,
                                to.terminal.paint, drawn...);
    to.terminal.out.flush();
  }
  for (const OutputFile& file : to.files) {
    if (&file != to.written) file.write(rendered(file.format(), found, manifest, {}, drawn...));
  }
}

}  // namespace ipcsim
