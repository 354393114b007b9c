#include "app/compare_options.hpp"

#include <memory>

#include <CLI/CLI.hpp>

#include "app/help_texts.hpp"
#include "app/shell_quoted.hpp"
#include "app/usage_error.hpp"

namespace ipcsim {
namespace {

/// As they were written.
struct CompareOptionTexts {
  std::vector<std::string> files;
  ScenarioOptionTexts scenario;
  std::vector<std::string> variations;
  bool shared_memory = false;
  bool check = false;
  std::string max_time;
  std::string jobs;
  OutputOptionTexts output;
};

CompareRequest compare_request(const CompareOptionTexts& texts) {
  CompareRequest request;
  request.files = texts.files;
  request.overrides = overrides_of(texts.scenario);
  request.has_replications = !texts.scenario.replications.empty();
  request.options = given_options(texts.scenario);
  request.variations = parse_variations("--vary", texts.variations);
  for (const std::string& variation : texts.variations) {
    request.options.push_back("--vary " + shell_quoted(variation));
  }
  request.shared_memory = texts.shared_memory;
  if (texts.shared_memory) request.options.emplace_back("--shared-memory");
  const bool takes_strategies = texts.files.size() == 1 && texts.variations.empty();
  if (takes_strategies && !texts.scenario.strategy.empty()) {
    throw UsageError("--strategy names one strategy, and compare takes them all",
                     {"leave it out; or add --vary PATH=a,b,c to compare those under that one"});
  }
  if (texts.check) {
    request.search.emplace();
    request.options.emplace_back("--check");
  }
  if (const auto time = parse_time("--max-time", texts.max_time)) {
    if (!texts.check) {
      throw UsageError("--max-time limits the search of --check, and nothing is checked",
                       {"add --check"});
    }
    request.search->max_time = *time - Instant{};
    request.options.push_back("--max-time " + texts.max_time);
  }
  request.jobs = parse_jobs(texts.jobs);
  request.output = output_request(texts.output, forms_with_figures("a comparison"));
  return request;
}

}  // namespace

Command add_compare_command(CLI::App& ipcsim) {
  CLI::App* compare = ipcsim.add_subcommand("compare", kCompareDescription);
  const auto texts = std::make_shared<CompareOptionTexts>();
  add_files(*compare, texts->files,
            "one scenario, whose strategies are compared;\nor several, side by side");
  add_scenario_options(*compare, texts->scenario);
  add_vary(
      *compare, texts->variations,
      "compare these values instead of the\nstrategies (repeatable): PATH=1,2,4 or PATH=1:64:*2");
  compare->add_flag("--shared-memory", texts->shared_memory,
                    "beside the strategies the ring in shared memory");
  compare->add_flag("--check", texts->check, "and what ipcsim check finds in each of them");
  add_text(*compare, "--max-time", texts->max_time, "D",
           "the most that --check takes of each (10s)");
  add_jobs(*compare, texts->jobs);
  add_output_options(*compare, texts->output, kReportWithFigures);
  add_figure_option(*compare, texts->output,
                    "intervals,\ntimeline-1, timeline-2 and so on (intervals)");
  compare->footer(kCompareFooter);
  return {compare, [texts] { return compare_request(*texts); }};
}

}  // namespace ipcsim
