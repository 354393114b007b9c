#include "app/sweep_options.hpp"

#include <memory>

#include <CLI/CLI.hpp>

#include "app/help_texts.hpp"
#include "app/shell_quoted.hpp"
#include "app/usage_error.hpp"

namespace ipcsim {
namespace {

/// As they were written.
struct SweepOptionTexts {
  std::string file;
  ScenarioOptionTexts scenario;
  std::vector<std::string> variations;
  std::vector<std::string> metrics;
  bool resume = false;
  std::string jobs;
  OutputOptionTexts output;
};

SweepRequest sweep_request(const SweepOptionTexts& texts) {
  SweepRequest request;
  request.file = texts.file;
  request.overrides = overrides_of(texts.scenario);
  request.options = given_options(texts.scenario);
  if (texts.variations.empty()) {
    throw UsageError("nothing is varied", {"for example --vary mailboxes.buffer.capacity=1:64:*2",
                                           "ipcsim sweep --help says more"});
  }
  request.variations = parse_variations("--vary", texts.variations);
  for (const std::string& variation : texts.variations) {
    request.options.push_back("--vary " + shell_quoted(variation));
  }
  request.metrics = texts.metrics;
  for (const std::string& metric : texts.metrics) {
    request.options.push_back("--metric " + shell_quoted(metric));
  }
  request.resume = texts.resume;
  request.jobs = parse_jobs(texts.jobs);
  request.output = output_request(texts.output, forms_with_figures("a sweep"));
  return request;
}

}  // namespace

Command add_sweep_command(CLI::App& ipcsim) {
  CLI::App* sweep = ipcsim.add_subcommand("sweep", kSweepDescription);
  const auto texts = std::make_shared<SweepOptionTexts>();
  add_file(*sweep, texts->file, "a scenario");
  add_scenario_options(*sweep, texts->scenario);
  add_vary(*sweep, texts->variations,
           "values that a setting takes in turn (repeatable:\nall combinations): PATH=1,2,4, "
           "PATH=1:9:2,\nPATH=1:64:*2; also send, receive, run.seed");
  add_texts(*sweep, "--metric", texts->metrics, "PATH",
            "keep only this metric (repeatable);\ntotal.throughput is over all mailboxes");
  sweep->add_flag("--resume", texts->resume, "go on from what the -o FILE.csv holds");
  add_jobs(*sweep, texts->jobs);
  add_output_options(*sweep, texts->output, kReportWithFigures);
  add_figure_option(*sweep, texts->output,
                    "sweep-1,\nsweep-2 and so on, one for a metric (sweep-1)");
  sweep->footer(kSweepFooter);
  return {sweep, [texts] { return sweep_request(*texts); }};
}

}  // namespace ipcsim
