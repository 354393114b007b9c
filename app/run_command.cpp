#include "app/run_command.hpp"

#include <optional>
#include <utility>

#include "app/excerpt.hpp"
#include "app/load_scenario.hpp"
#include "app/manifest.hpp"
#include "app/outcome_list.hpp"
#include "app/output_file.hpp"
#include "app/progress.hpp"
#include "app/publish.hpp"
#include "app/scenario_files.hpp"
#include "app/usage_error.hpp"
#include "app/watched_outputs.hpp"
#include "reports/narration.hpp"
#include "reports/outcome_text.hpp"
#include "reports/timeline_text.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

NarrationOptions narration_options(const RunRequest& request, const LoadedScenario& loaded) {
  NarrationOptions options;
  options.from = request.excerpt.from.value_or(Instant{});
  options.to = request.excerpt.to.value_or(kNever);
  if (loaded.scenario->run.until) options.longest = Instant{loaded.scenario->run.until->ns};
  options.processes = processes_of(request.excerpt, *loaded.program);
  return options;
}

/// Runs the scenario; the narration, if one is asked for, goes to standard output meanwhile.
Results simulated(const RunRequest& request, const LoadedScenario& loaded, Terminal& terminal) {
  std::optional<Narration> narration;
  if (request.narrate) {
    narration.emplace(*loaded.program, narration_options(request, loaded), terminal.out);
  }
  const bool is_watched = terminal.err_is_terminal && !request.narrate;
  Progress progress(is_watched ? &terminal.err : nullptr, loaded.scenario->run.replications,
                    "replication", Progress::Clock::now());
  Results results = run_experiment(*loaded.scenario, *loaded.program,
                                   {.jobs = request.jobs,
                                    .trace = narration ? &*narration : nullptr,
                                    .interrupt = &terminal.interrupt,
                                    .stop_on_deadlock = request.stop_on_deadlock,
                                    .on_done = [&] { progress.step(Progress::Clock::now()); }});
  progress.wipe();
  if (narration && !results.replications.empty()) {
    narration->finish(results.replications.front().end);
  }
  return results;
}

/// Those of -o, and behind them that of --trace, if there is one.
std::vector<OutputFile> open_outputs(const RunRequest& request, const std::string& path) {
  std::vector<NamedOutput> named;
  named.reserve(request.output.files.size() + 1);
  for (const std::string& output : request.output.files) named.push_back({output});
  if (!request.trace.empty()) named.push_back({request.trace, "--trace"});
  return ipcsim::open_outputs(named, {path}, "the scenario itself");
}

CommandWords words_of(const RunRequest& request, const LoadedScenario& loaded) {
  CommandWords words{.command = "run",
                     .files = {request.files.front()},
                     .options = request.options,
                     .command_line = request.command_line};
  if (loaded.replications_left_out > 0 && !request.only_replication) {
    words.options.emplace_back("--replications 1");
  }
  return words;
}

/// A run that is told is one replication.
std::optional<std::uint32_t> only_replication(const RunRequest& request) {
  if (!request.only_replication && request.narrate) return 0;
  return request.only_replication;
}

bool draws_course(ReportFormat format) {
  return format == ReportFormat::html || format == ReportFormat::svg ||
         format == ReportFormat::mermaid;
}

bool wants_recording(const RunRequest& request, const std::vector<OutputFile>& outputs) {
  return request.timeline || writes_any(request.output, outputs, draws_course);
}

/// Everything but a trace: `outputs` are those of -o.
void publish_run(const RunRequest& request, const LoadedScenario& loaded,
                 const std::vector<OutputFile>& outputs, const WhatCameOfIt& ran,
                 const Manifest& manifest) {
  std::optional<Recording> recording;
  if (!ran.results.replications.empty() && wants_recording(request, outputs)) {
    recording = recorded(request, loaded, ran);
  }
  const RunDrawing drawing{recording ? &*recording : nullptr, request.output.figure};
  Terminal& terminal = ran.terminal;
  std::string preface;
  if (request.timeline && recording) {
    preface = timeline_text(*recording, terminal.paint.width, terminal.paint) + "\n";
  }
  if (request.narrate && !request.output.quiet) preface += "\n";
  publish(ran.results, manifest,
          {.request = request.output, .files = outputs, .terminal = terminal, .preface = preface},
          drawing);
}

ExitCode run_one(const RunRequest& request, const std::string& path, Terminal& terminal) {
  std::vector<OutputFile> outputs = open_outputs(request, path);
  const LoadedScenario loaded = load_scenario(path,
                                              {.overrides = request.overrides,
                                               .show_warnings = !request.output.quiet,
                                               .only_replication = only_replication(request)},
                                              terminal);
  if (loaded.scenario == nullptr) return ExitCode::bad_input;
  reject_inputs(outputs, loaded.traces, kTraceItReads);
  std::optional<OutputFile> trace;
  if (!request.trace.empty()) {
    trace = std::move(outputs.back());
    outputs.pop_back();
  }
  processes_of(request.excerpt, *loaded.program);  // unknown names are told before anything runs
  const Manifest manifest = manifest_of(words_of(request, loaded), loaded);
  if (loaded.replications_left_out > 0 && !request.only_replication) {
    terminal.err << path << ": --narrate runs the first of "
                 << grouped(loaded.replications_left_out + 1) << " replications alone\n";
  }
  const Results results = simulated(request, loaded, terminal);
  publish_run(request, loaded, outputs, {results, terminal}, manifest);
  if (trace) write_trace(*trace, request, loaded, {results, terminal});
  return exit_code_of(results);
}

void reject_options_of_one(const RunRequest& request) {
  const char* option = nullptr;
  if (request.narrate) option = "--narrate";
  if (request.timeline) option = "--timeline";
  if (!request.trace.empty()) option = "--trace";
  if (request.only_replication) option = "--only-replication";
  if (request.output.format) option = "--format";
  if (!request.output.files.empty()) option = "-o";
  if (option == nullptr) return;
  if (request.as_junit) {
    throw UsageError(std::string(option) + " is for a report, and --format junit writes none",
                     {"it lists how each scenario came out; leave one of the two out"});
  }
  throw UsageError(std::string(option) + " is for one scenario, and several are named",
                   {"several are told in one line each; run that one alone for more"});
}

/// What is to be told of one scenario among several, behind its name.
std::string line_of(const Results& results) {
  std::string line = end_clause(results);
  for (const ExpectationText& text : expectation_texts(results)) {
    if (text.verdict == Verdict::met) continue;
    line += "; " + mark_of(text.verdict) + " " + text.expected;
    const bool is_told = text.expected.starts_with("deadlock: ");  // how it ended says it
    if (!text.outcome.empty() && !is_told) line += ", " + text.outcome;
  }
  return line;
}

ExitCode run_several(const RunRequest& request, const ScenarioFiles& files, Terminal& terminal) {
  reject_options_of_one(request);
  OutcomeList list(list_form(request.as_junit, request.output.quiet), terminal);
  for (const std::string& path : files.paths) {
    const LoadedScenario loaded = load_scenario(
        path, {.overrides = request.overrides, .show_warnings = !request.output.quiet}, terminal);
    ExitCode code = ExitCode::bad_input;
    std::string line = "not valid, " + counted(loaded.errors, "error");
    if (loaded.scenario != nullptr) {
      const Results results = simulated(request, loaded, terminal);
      code = exit_code_of(results);
      line = line_of(results);
    }
    list.add(path, code, line, loaded.told);
    if (code == ExitCode::interrupted) break;
  }
  return list.finish("ipcsim run");
}

}  // namespace

ExitCode run_command(const RunRequest& request, Terminal& terminal) {
  const ScenarioFiles files = scenario_files(request.files);
  if (!request.output.quiet) {
    for (const std::string& path : files.skipped) {
      terminal.err << path << ": skipped: this is no scenario\n";
    }
  }
  if (files.several || request.as_junit) return run_several(request, files, terminal);
  return run_one(request, files.paths.front(), terminal);
}

}  // namespace ipcsim
