// What the commands found, read back from the JSON that they wrote: every format renders to the
// same bytes from it as when it was found.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "reports/manifest.hpp"
#include "sim/base/diagnostics.hpp"
#include "sim/experiment/comparison.hpp"
#include "sim/experiment/optimization.hpp"
#include "sim/experiment/results.hpp"
#include "sim/experiment/sweep.hpp"

namespace ipcsim {

/// What `run`, `compare`, `sweep` and `optimize` find.
using Report = std::variant<Results, VariantComparison, Sweep, Optimization>;

/// Of results and comparisons, whether the values of single replications are there, of which CSV is
/// made, and not only their means.
bool has_all_values(const Report& report);

struct ReadResults {
  std::optional<Report> report;  // empty if there was an error
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
