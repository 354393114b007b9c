#include "app/run_options.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include <CLI/CLI.hpp>

#include "app/help_texts.hpp"
#include "app/usage_error.hpp"
#include "reports/run_figures.hpp"
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
  bool timeline = false;
  std::string trace;
  std::string from;
  std::string to;
  std::vector<std::string> processes;
  std::string schedule;
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
  run.add_flag("--timeline", texts.timeline, "draw what each process does, in blocks");
  add_text(run, "--trace", texts.trace, "FILE",
           "write the run as FILE.json in the Trace Event format,\nfor ui.perfetto.dev and "
           "chrome://tracing");
  add_figure_option(run, texts.output,
                    "timeline, space-time,\ncontents, waits, time, cores or wait-for (timeline)");
  add_text(run, "--from", texts.from, "D", "begin what is told or drawn at this time");
  add_text(run, "--to", texts.to, "D", "end it at this time");
  add_texts(run, "--process", texts.processes, "NAME",
            "tell or draw only this process or group\n(repeatable)");
  add_text(run, "--schedule", texts.schedule, "FILE",
           "go the steps again that ipcsim check -o FILE\nwrote, without times or figures");
  add_output_options(run, texts.output,
                     {kReportOfRun.files,
                      "text, json, csv, md, html,\nsvg, dot or mmd; junit: the outcomes of all "
                      "scenarios\nas JUnit XML"});
  run.footer(kRunFooter);
}

/// What stands on standard output ahead of the report.
void check_told(const RunOptionTexts& texts) {
  const bool is_text = texts.output.format.empty() || texts.output.format == "text";
  const char* hint = "leave --format out; -o FILE writes the report in other formats as well";
  if (texts.narrate && !is_text) {
    throw UsageError("--narrate tells the run on standard output, in front of a text report only",
                     {hint});
  }
  if (texts.timeline && !is_text) {
    throw UsageError("--timeline draws the run on standard output, in front of a text report only",
                     {hint});
  }
  if (!texts.narrate) return;
  if (const auto replications = whole_number(texts.scenario.replications);
      replications.value_or(1) > 1) {
    throw UsageError("--narrate tells one run, not " + counted(*replications, "replication"),
                     {"leave --replications out: the first one is told"});
  }
}

/// Whether the report is wanted in one of the formats.
bool writes(const RunOptionTexts& texts, const std::vector<ReportFormat>& formats) {
  const auto is_one = [&](ReportFormat format) {
    return std::find(formats.begin(), formats.end(), format) != formats.end();
  };
  const std::vector<std::string>& files = texts.output.outputs;
  const std::string& format = texts.output.format;
  return (!format.empty() && format != kJunit && is_one(format_named(format, forms_of_run()))) ||
         std::any_of(files.begin(), files.end(), [&](const std::string& file) {
           return is_one(format_of_file(file, forms_of_run()));
         });
}

ExcerptRequest parse_excerpt(const RunOptionTexts& texts) {
  const bool is_given = !texts.from.empty() || !texts.to.empty() || !texts.processes.empty();
  const bool is_told = texts.narrate || texts.timeline || !texts.trace.empty();
  if (is_given && !is_told &&
      !writes(texts, {ReportFormat::html, ReportFormat::svg, ReportFormat::mermaid})) {
    throw UsageError("--from, --to and --process choose what is told or drawn, and nothing is",
                     {"add --narrate, --timeline, --trace FILE.json or -o FILE.html"});
  }
  ExcerptRequest excerpt{parse_time("--from", texts.from), parse_time("--to", texts.to),
                         texts.processes};
  if (excerpt.from && excerpt.to && *excerpt.to < *excerpt.from) {
    throw UsageError("--from " + texts.from + " --to " + texts.to + " ends before it begins");
  }
  return excerpt;
}

void check_figure(const std::string& name) {
  const std::vector<std::string> known = run_figure_names();
  if (name.empty() || std::find(known.begin(), known.end(), name) != known.end()) return;
  throw UsageError("--figure: no figure is named " + quote(name),
                   {known_words_hint(name, known, "figures")});
}

std::string parse_trace(const std::string& file) {
  if (!file.empty() && !file.ends_with(".json")) {
    throw UsageError("--trace: " + quote(file) + " is no name of a trace",
                     {"the Trace Event format is JSON: name a file that ends in .json"});
  }
  return file;
}

/// From 0.
std::uint32_t parse_replication(const std::string& text) {
  const auto number = whole_number(text);
  if (number && *number >= 1) return *number - 1;
  throw UsageError("--only-replication: " + quote(text) + " is the number of no replication",
                   {"they count from 1"});
}

/// An option that says how to simulate, or what of it to report; null: none is given.
const char* option_of_simulation(const RunOptionTexts& texts) {
  const ScenarioOptionTexts& scenario = texts.scenario;
  const std::pair<const char*, bool> given[] = {
      {"--seed", !scenario.seed.empty()},
      {"--replications", !scenario.replications.empty()},
      {"--precision", !scenario.precision.empty()},
      {"--max-replications", !scenario.max_replications.empty()},
      {"--batches", !scenario.batches.empty()},
      {"--until", !scenario.until.empty()},
      {"--warmup", !scenario.warmup.empty()},
      {"--only-replication", !texts.only_replication.empty()},
      {"--jobs", !texts.jobs.empty()},
      {"--stop-on-deadlock", texts.stop_on_deadlock},
      {"--narrate", texts.narrate},
      {"--timeline", texts.timeline},
      {"--trace", !texts.trace.empty()},
      {"--figure", !texts.output.figure.empty()},
      {"--from", !texts.from.empty()},
      {"--to", !texts.to.empty()},
      {"--process", !texts.processes.empty()},
      {"-o", !texts.output.outputs.empty()},
      {"--format", !texts.output.format.empty()},
  };
  const auto* const found =
      std::find_if(std::begin(given), std::end(given), [](const auto& it) { return it.second; });
  return found == std::end(given) ? nullptr : found->first;
}

ReplayRequest replay_request(const RunOptionTexts& texts) {
  if (const char* const option = option_of_simulation(texts)) {
    throw UsageError(
        std::string(option) + " is for a simulation, and --schedule replays steps without time",
        {"leave it out; ipcsim check FILE.json -o writes the schedule in other forms"});
  }
  if (texts.files.size() > 1) {
    throw UsageError("--schedule is for one scenario, and several are named",
                     {"name the scenario that the schedule is of"});
  }
  return {.file = texts.files.front(),
          .overrides = overrides_of(texts.scenario),
          .schedule = texts.schedule,
          .quiet = texts.output.quiet};
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
  request.excerpt = parse_excerpt(texts);
  request.narrate = texts.narrate;
  request.timeline = texts.timeline;
  check_told(texts);
  request.trace = parse_trace(texts.trace);
  check_figure(texts.output.figure);
  request.as_junit = texts.output.format == kJunit;
  request.output = output_request(texts.output, forms_of_run());
  if (request.output.figure.empty()) request.output.figure = "timeline";
  return request;
}

}  // namespace

Command add_run_command(CLI::App& ipcsim) {
  CLI::App* run = ipcsim.add_subcommand("run", kRunDescription);
  const auto texts = std::make_shared<RunOptionTexts>();
  set_up(*run, *texts);
  return {run, [texts]() -> Request {
            if (!texts->schedule.empty()) return replay_request(*texts);
            return run_request(*texts);
          }};
}

}  // namespace ipcsim
