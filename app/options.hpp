// Options that several commands have, and what their words mean. Knows CLI11, whose types stay in
// the .cpp files.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/request.hpp"
#include "sim/base/time.hpp"
#include "sim/experiment/variation.hpp"
#include "sim/model/read_scenario.hpp"

namespace CLI {
class App;
}

namespace ipcsim {

/// A command behind `ipcsim`: `request` makes of what was parsed what the user asks for, and throws
/// UsageError.
struct Command {
  CLI::App* app = nullptr;
  std::function<Request()> request;
};

/// `type`: what --help calls the value. One that is given is not empty.
void add_text(CLI::App& app, const char* name, std::string& value, const char* type,
              const std::string& description);
/// One that may be given again and again, with one value each.
void add_texts(CLI::App& app, const char* name, std::vector<std::string>& values, const char* type,
               const std::string& description);
/// The command's scenarios, at least one.
void add_files(CLI::App& app, std::vector<std::string>& files, const char* description);
/// The command's one scenario.
void add_file(CLI::App& app, std::string& file, const char* description);

/// Where reports go, and in which format, as it was written.
struct OutputOptionTexts {
  std::vector<std::string> outputs;
  std::string format;
  std::string figure;
  bool quiet = false;
};

/// What a report can be, as --help says it: the extensions of files, and the names of formats.
struct OutputForms {
  const char* files;
  const char* formats;
};
inline constexpr OutputForms kReportOfRun = {
    ".html .txt .json .csv\n.md, .svg a figure, .mmd the messages,\n.dot who waits for whom",
    "text, json, csv, md, html,\nsvg, dot or mmd"};
inline constexpr OutputForms kReportOfResults = {
    ".html .txt .json .csv\n.md, .svg a figure, .dot who waits for whom",
    "text, json, csv, md, html,\nsvg or dot"};
inline constexpr OutputForms kReportWithFigures = {".html .txt .json .csv\n.md, .svg a figure",
                                                   "text, json, csv, md, html\nor svg"};
/// Of several runs, which have no one drawing.
inline constexpr OutputForms kReportOfRuns = {".html .txt .json .csv\n.md",
                                              "text, json, csv, md or\nhtml"};

void add_output_options(CLI::App& app, OutputOptionTexts& texts, const OutputForms& forms);
/// `names`: those that there may be.
void add_figure_option(CLI::App& app, OutputOptionTexts& texts, const char* names);
/// Throws UsageError.
OutputRequest output_request(const OutputOptionTexts& texts, const ReportForms& forms);

void add_vary(CLI::App& app, std::vector<std::string>& variations, const char* description);
/// `option`: how errors name it. Throws UsageError.
std::vector<Variation> parse_variations(const std::string& option,
                                        const std::vector<std::string>& texts);

/// What replaces values of the scenario, as it was written.
struct ScenarioOptionTexts {
  std::string seed;
  std::string replications;
  std::vector<std::string> precision;
  std::string max_replications;
  std::string batches;
  std::string until;
  std::string warmup;
  std::string strategy;
  std::vector<std::string> settings;
};

void add_scenario_options(CLI::App& app, ScenarioOptionTexts& texts);
/// Those of them that do not tell a simulation how to run: --strategy and --set.
void add_meaning_options(CLI::App& app, ScenarioOptionTexts& texts);
/// How precise intervals are to be, and whence they come: for commands that run as many
/// replications as that takes.
void add_precision_options(CLI::App& app, ScenarioOptionTexts& texts);
/// Throws UsageError.
std::vector<Override> overrides_of(const ScenarioOptionTexts& texts);
/// All of them but the seed, as they are given again, each with its value: "--until 5s".
std::vector<std::string> given_options(const ScenarioOptionTexts& texts);

void add_jobs(CLI::App& app, std::string& jobs);
/// Threads; as many as there are cores if `text` is empty. Throws UsageError.
std::uint32_t parse_jobs(const std::string& text);

/// The most messages followed in an unbounded mailbox; 8 if `text` is empty. Throws UsageError.
std::uint32_t parse_bound(const std::string& text);

/// None if `text` is empty. Throws UsageError.
std::optional<Instant> parse_time(const std::string& option, const std::string& text);

/// None if the text is no whole number, or too large.
std::optional<std::uint32_t> whole_number(const std::string& text);

}  // namespace ipcsim
