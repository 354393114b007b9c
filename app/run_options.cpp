#include "app/run_options.hpp"

#include <memory>

#include <CLI/CLI.hpp>

#include "app/help_texts.hpp"
#include "app/usage_error.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

/// The form of a list of outcomes that --format knows beside those of reports.
constexpr const char* kJunit = "junit";

/// As they were written.
struct RunOptionTexts {
  std::vector<std::string> files;
  ScenarioOptionTexts scenario;
  std::string only_replication;
  std::string jobs;
  bool stop_on_deadlock = false;
  bool narrate = false;
  std::string from;
  std::string to;
  std::vector<std::string> processes;
  OutputOptionTexts output;
};

void set_up(CLI::App& run, RunOptionTexts& texts) {
  add_files(run, texts.files, "scenarios; a folder is its *.json, - is standard input");
  add_scenario_options(run, texts.scenario);
  add_precision_options(run, texts.scenario);
  add_text(run, "--only-replication", texts.only_replication, "K",
           "run the K-th replication again, alone");
  add_jobs(run, texts.jobs);
  run.add_flag("--stop-on-deadlock", texts.stop_on_deadlock,
               "end a run where some processes can never go on,\nthough others do");
  run.add_flag("--narrate", texts.narrate, "tell the run in words, a line for each event");
  add_text(run, "--from", texts.from, "D", "narrate from this time on");
  add_text(run, "--to", texts.to, "D", "narrate up to this time");
  add_texts(run, "--process", texts.processes, "NAME",
            "narrate only this process or group (repeatable)");
  add_output_options(run, texts.output,
                     {kReportOfRun.files,
                      "text, json, csv, md or dot;\njunit: the outcomes of all "
                      "scenarios as JUnit XML"});
  run.footer(kRunFooter);
}

std::optional<NarrateRequest> parse_narrate(const RunOptionTexts& texts) {
  const bool has_limits = !texts.from.empty() || !texts.to.empty() || !texts.processes.empty();
  if (!texts.narrate && has_limits) {
    throw UsageError("--from, --to and --process choose what is narrated, and nothing is",
                     {"add --narrate"});
  }
  if (!texts.narrate) return std::nullopt;
  if (!texts.output.format.empty() && texts.output.format != "text") {
    throw UsageError("--narrate tells the run on standard output, in front of a text report only",
                     {"leave --format out; -o FILE writes the report in other formats as well"});
  }
  if (const auto replications = whole_number(texts.scenario.replications);
      replications.value_or(1) > 1) {
    throw UsageError("--narrate tells one run, not " + counted(*replications, "replication"),
                     {"leave --replications out: the first one is told"});
  }
  NarrateRequest narrate{parse_time("--from", texts.from), parse_time("--to", texts.to),
                         texts.processes};
  if (narrate.from && narrate.to && *narrate.to < *narrate.from) {
    throw UsageError("--from " + texts.from + " --to " + texts.to + " ends before it begins");
  }
  return narrate;
}

/// From 0.
std::uint32_t parse_replication(const std::string& text) {
  const auto number = whole_number(text);
  if (number && *number >= 1) return *number - 1;
  throw UsageError("--only-replication: " + quote(text) + " is the number of no replication",
                   {"they count from 1"});
}

RunRequest run_request(const RunOptionTexts& texts) {
  RunRequest request;
  request.files = texts.files;
  request.overrides = overrides_of(texts.scenario);
  request.options = given_options(texts.scenario);
  if (texts.stop_on_deadlock) request.options.emplace_back("--stop-on-deadlock");
  if (!texts.only_replication.empty()) {
    request.only_replication = parse_replication(texts.only_replication);
    request.options.push_back("--only-replication " + texts.only_replication);
  }
  request.jobs = parse_jobs(texts.jobs);
  request.stop_on_deadlock = texts.stop_on_deadlock;
  request.narrate = parse_narrate(texts);
  request.as_junit = texts.output.format == kJunit;
  OutputOptionTexts output = texts.output;
  if (request.as_junit) output.format.clear();  // no format of a report
  request.output = output_request(output);
  return request;
}

}  // namespace

Command add_run_command(CLI::App& ipcsim) {
  CLI::App* run = ipcsim.add_subcommand("run", kRunDescription);
  const auto texts = std::make_shared<RunOptionTexts>();
  set_up(*run, *texts);
  return {run, [texts] { return run_request(*texts); }};
}

}  // namespace ipcsim
