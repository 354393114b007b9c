#include "app/compare_command.hpp"

#include <algorithm>

#include "app/manifest.hpp"
#include "app/output_file.hpp"
#include "app/progress.hpp"
#include "app/publish.hpp"
#include "app/search.hpp"
#include "app/shell_quoted.hpp"
#include "app/usage_error.hpp"
#include "app/variants.hpp"
#include "sim/experiment/comparison.hpp"
#include "sim/experiment/record_run.hpp"
#include "sim/model/content_hash.hpp"

namespace ipcsim {
namespace {

std::vector<Candidate> candidates_of(const std::vector<LoadedVariant>& variants) {
  std::vector<Candidate> candidates;
  for (const LoadedVariant& variant : variants) {
    Candidate candidate{.name = variant.name, .why_not = variant.why_not, .notes = variant.notes};
    if (variant.why_not.empty()) {
      candidate.variant = Variant{variant.loaded.scenario.get(), variant.loaded.program.get()};
    }
    candidates.push_back(std::move(candidate));
  }
  return candidates;
}

std::size_t count_replications(const std::vector<LoadedVariant>& variants) {
  std::size_t count = 0;
  for (const LoadedVariant& variant : variants) {
    if (variant.why_not.empty()) count += variant.loaded.scenario->run.replications;
  }
  return count;
}

/// The content_hash of those of all files, a line each.
std::string common_hash(const std::vector<LoadedVariant>& variants) {
  std::string hashes;
  for (const LoadedVariant& variant : variants) hashes += variant.loaded.hash + "\n";
  return content_hash(hashes);
}

bool was_interrupted(const VariantComparison& comparison) {
  return std::any_of(comparison.variants.begin(), comparison.variants.end(),
                     [](const ComparedVariant& variant) { return variant.results.interrupted; });
}

/// What is found among the interleavings of each variant.
void add_checks(VariantComparison& comparison, const std::vector<LoadedVariant>& variants,
                const CompareRequest& request, Terminal& terminal) {
  for (std::size_t v = 0; v < variants.size(); ++v) {
    if (!variants[v].why_not.empty()) continue;
    const bool is_watched = !request.output.quiet;
    comparison.variants[v].check = summary_of(
        search(*variants[v].loaded.program, one_of_several(*request.search), is_watched, terminal));
  }
}

bool wants_pictures(const CompareRequest& request, const std::vector<OutputFile>& outputs) {
  return writes_any(request.output, outputs, [](ReportFormat format) {
    return format == ReportFormat::html || format == ReportFormat::svg;
  });
}

/// The same stretch of each: the one that is chosen for the first.
std::vector<RecordedVariant> recorded_variants(const VariantComparison& comparison,
                                               const std::vector<LoadedVariant>& variants,
                                               Terminal& terminal) {
  std::vector<RecordedVariant> recorded;
  RecordingOptions options;
  for (std::size_t v = 0; v < variants.size(); ++v) {
    const Results& results = comparison.variants[v].results;
    if (!variants[v].why_not.empty() || results.replications.empty()) continue;
    const LoadedScenario& loaded = variants[v].loaded;
    recorded.push_back(
        {variants[v].name, record_run({loaded.scenario.get(), loaded.program.get()}, results,
                                      options, {.interrupt = &terminal.interrupt})});
    const std::vector<RecordedWindow>& windows = recorded.back().recording.windows;
    if (!options.from && !windows.empty()) {
      options = {.from = windows.front().from, .to = windows.front().to};
    }
  }
  return recorded;
}

}  // namespace

ExitCode compare_command(const CompareRequest& request, Terminal& terminal) {
  const std::vector<OutputFile> outputs =
      open_outputs(request.output.files, request.files,
                   request.files.size() > 1 ? "one of the scenarios" : "the scenario itself");
  const std::vector<LoadedVariant> variants = load_variants(request, terminal);
  if (variants.empty()) return ExitCode::bad_input;
  for (const LoadedVariant& variant : variants) {
    reject_inputs(outputs, variant.loaded.traces, kTraceItReads);
  }

  Progress progress(terminal.err_is_terminal ? &terminal.err : nullptr,
                    count_replications(variants), "replication", Progress::Clock::now());
  VariantComparison comparison =
      compare(candidates_of(variants), {.jobs = request.jobs,
                                        .interrupt = &terminal.interrupt,
                                        .on_done = [&] { progress.step(Progress::Clock::now()); }});
  progress.wipe();
  if (request.search) add_checks(comparison, variants, request, terminal);

  const LoadedScenario& first = variants[comparison.baseline()].loaded;
  Manifest manifest = manifest_of({.command = "compare",
                                   .files = request.files,
                                   .options = request.options,
                                   .command_line = request.command_line},
                                  first);
  if (request.files.size() > 1) manifest.scenario_hash = common_hash(variants);
  publish(comparison, manifest, {request.output, outputs, terminal},
          wants_pictures(request, outputs) ? recorded_variants(comparison, variants, terminal)
                                           : std::vector<RecordedVariant>(),
          request.output.figure);
  return was_interrupted(comparison) ? ExitCode::interrupted : ExitCode::fine;
}

}  // namespace ipcsim
