// Results read back from the JSON that `json_report` wrote: every format renders to the same bytes
// from them as from the run.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "reports/manifest.hpp"
#include "sim/base/diagnostics.hpp"
#include "sim/experiment/results.hpp"

namespace ipcsim {

struct ReadResults {
  std::optional<Results> results;  // empty if there was an error
  Manifest manifest;
  Diagnostics diagnostics;
  std::shared_ptr<const SourceText> text;  // what the diagnostics point into
};

/// Reads the file at `path` ("-": standard input).
ReadResults read_results_file(const std::string& path);

/// Reads a text; `name` stands for the file in messages. Keys that nobody knows are passed over:
/// a later version may have written them.
ReadResults read_results(std::string name, std::string text);

}  // namespace ipcsim
