#include "app/options.hpp"

#include <algorithm>
#include <charconv>
#include <thread>
#include <utility>
#include <variant>

#include <CLI/CLI.hpp>

#include "app/shell_quoted.hpp"
#include "app/usage_error.hpp"
#include "sim/base/spelling.hpp"
#include "sim/model/quantity.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

std::string parse_mode(const std::string& strategy, const std::string& mode) {
  const std::vector<std::string> modes = {"blocking", "nonblocking"};
  if (std::find(modes.begin(), modes.end(), mode) != modes.end()) return mode;
  throw UsageError("--strategy: " + quote(strategy) + " names no mode " + quote(mode),
                   {known_words_hint(mode, modes, "modes")});
}

void add_strategy(std::vector<Override>& overrides, const std::string& strategy) {
  if (strategy.empty()) return;
  const std::size_t slash = strategy.find('/');
  if (slash == std::string::npos) {
    throw UsageError("--strategy: " + quote(strategy) +
                         " is not the mode of sends, a slash and "
                         "the mode of receives",
                     {"for example blocking/nonblocking"});
  }
  overrides.push_back({"--strategy", "send", parse_mode(strategy, strategy.substr(0, slash))});
  overrides.push_back({"--strategy", "receive", parse_mode(strategy, strategy.substr(slash + 1))});
}

void add_setting(std::vector<Override>& overrides, const std::string& setting) {
  const std::size_t equals = setting.find('=');
  if (equals == std::string::npos || equals == 0) {
    throw UsageError("--set: " + quote(setting) + " is not PATH=VALUE",
                     {"for example --set mailboxes.buffer.capacity=8"});
  }
  overrides.push_back({"--set", setting.substr(0, equals), setting.substr(equals + 1)});
}

/// A variable of the shell that is not set: to run as if the option were not there would be worse.
std::string reject_empty(const std::string& value) {
  return value.empty() ? "the value is empty" : "";
}

void add_precision(std::vector<Override>& overrides, const std::string& precision) {
  const std::size_t equals = precision.find('=');
  if (equals == std::string::npos || equals == 0) {
    throw UsageError("--precision: " + quote(precision) + " is not PATH=PART",
                     {"for example --precision mailboxes.buffer.wait.mean=0.02"});
  }
  overrides.push_back({"--precision", "run.precision." + precision.substr(0, equals),
                       precision.substr(equals + 1)});
}

}  // namespace

void add_text(CLI::App& app, const char* name, std::string& value, const char* type,
              const std::string& description) {
  app.add_option(name, value, description)->type_name(type)->check(reject_empty);
}

void add_texts(CLI::App& app, const char* name, std::vector<std::string>& values, const char* type,
               const std::string& description) {
  app.add_option(name, values, description)
      ->type_name(type)
      ->allow_extra_args(false)
      ->check(reject_empty);
}

void add_files(CLI::App& app, std::vector<std::string>& files, const char* description) {
  app.add_option("FILE", files, description)->type_name("")->required();
}

void add_file(CLI::App& app, std::string& file, const char* description) {
  app.add_option("FILE", file, description)->type_name("")->required();
}

OutputRequest output_request(const OutputOptionTexts& texts, const ReportForms& forms) {
  OutputRequest request{.files = texts.outputs, .quiet = texts.quiet};
  for (const std::string& file : texts.outputs) format_of_file(file, forms);
  const bool is_list =
      std::find(forms.lists.begin(), forms.lists.end(), texts.format) != forms.lists.end();
  if (!texts.format.empty() && !is_list) request.format = format_named(texts.format, forms);
  const bool draws =
      request.format == ReportFormat::svg ||
      std::any_of(texts.outputs.begin(), texts.outputs.end(), [&](const std::string& file) {
        return format_of_file(file, forms) == ReportFormat::svg;
      });
  if (!texts.figure.empty() && !draws) {
    throw UsageError("--figure chooses what is drawn as SVG, and nothing is", {"add -o FILE.svg"});
  }
  request.figure = texts.figure;
  return request;
}

void add_vary(CLI::App& app, std::vector<std::string>& variations, const char* description) {
  add_texts(app, "--vary", variations, "PATH=VALUES", description);
}

std::vector<Variation> parse_variations(const std::string& option,
                                        const std::vector<std::string>& texts) {
  std::vector<Variation> variations;
  for (const std::string& text : texts) {
    auto parsed = parse_variation(text);
    if (auto* problem = std::get_if<VariationProblem>(&parsed)) {
      throw UsageError(option + ": " + problem->message, problem->hints);
    }
    variations.push_back(std::get<Variation>(std::move(parsed)));
    const std::string& path = variations.back().path;
    const auto twice = std::count_if(variations.begin(), variations.end(),
                                     [&](const Variation& it) { return it.path == path; });
    if (twice > 1) {
      throw UsageError(option + ": " + quote(path) + " is varied twice",
                       {"name all its values in one list"});
    }
  }
  return variations;
}

void add_scenario_options(CLI::App& app, ScenarioOptionTexts& texts) {
  add_text(app, "--seed", texts.seed, "N", "seed of all random draws");
  add_text(app, "--replications", texts.replications, "N",
           "runs with random streams of their own;\nresults are means with 95 % intervals");
  add_text(app, "--until", texts.until, "D", "end of the run, in virtual time: 60s, 5min");
  add_text(app, "--warmup", texts.warmup, "D|auto",
           "what is not measured at the beginning: 5s;\nauto finds it by MSER-5");
  add_meaning_options(app, texts);
}

void add_meaning_options(CLI::App& app, ScenarioOptionTexts& texts) {
  add_text(app, "--strategy", texts.strategy, "S/R",
           "mode of sends and of receives that do not pin\ntheirs: blocking/nonblocking");
  add_texts(app, "--set", texts.settings, "PATH=VALUE",
            "replace a value of the file (repeatable):\nmailboxes.buffer.capacity=8");
}

void add_precision_options(CLI::App& app, ScenarioOptionTexts& texts) {
  add_texts(
      app, "--precision", texts.precision, "PATH=PART",
      "add replications until half the interval of this\nmetric is so small a part of its mean "
      "(repeatable):\nmailboxes.buffer.wait.mean=0.02");
  add_text(app, "--max-replications", texts.max_replications, "N",
           "the most for --precision (1000)");
  add_text(app, "--batches", texts.batches, "N",
           "intervals from so many equal parts of one long run,\nnot from replications");
}

std::vector<Override> overrides_of(const ScenarioOptionTexts& texts) {
  std::vector<Override> overrides;
  for (const std::string& setting : texts.settings) add_setting(overrides, setting);
  const auto add = [&](const char* option, const char* path, const std::string& value) {
    if (!value.empty()) overrides.push_back({option, path, value});
  };
  add("--seed", "run.seed", texts.seed);
  add("--replications", "run.replications", texts.replications);
  for (const std::string& precision : texts.precision) add_precision(overrides, precision);
  add("--max-replications", "run.max_replications", texts.max_replications);
  add("--batches", "run.batches", texts.batches);
  add("--until", "run.until", texts.until);
  add("--warmup", "run.warmup", texts.warmup);
  add_strategy(overrides, texts.strategy);
  return overrides;
}

void add_output_options(CLI::App& app, OutputOptionTexts& texts, const OutputForms& forms) {
  add_texts(
      app, "-o,--output", texts.outputs, "FILE",
      "also write a report there (repeatable);\nformat by extension: " + std::string(forms.files));
  add_text(app, "--format", texts.format, "F", "of standard output: " + std::string(forms.formats));
  app.add_flag("-q,--quiet", texts.quiet,
               "no report, unless --format names one, and no\nwarnings on the terminal");
}

void add_figure_option(CLI::App& app, OutputOptionTexts& texts, const char* names) {
  add_text(app, "--figure", texts.figure, "NAME",
           "which one -o FILE.svg draws: " + std::string(names));
}

std::vector<std::string> given_options(const ScenarioOptionTexts& texts) {
  std::vector<std::string> options;
  const auto add = [&](const std::string& name, const std::string& value) {
    if (!value.empty()) options.push_back(name + " " + shell_quoted(value));
  };
  add("--replications", texts.replications);
  for (const std::string& precision : texts.precision) add("--precision", precision);
  add("--max-replications", texts.max_replications);
  add("--batches", texts.batches);
  add("--until", texts.until);
  add("--warmup", texts.warmup);
  add("--strategy", texts.strategy);
  for (const std::string& setting : texts.settings) add("--set", setting);
  return options;
}

void add_jobs(CLI::App& app, std::string& jobs) {
  add_text(app, "--jobs", jobs, "N", "threads for replications (all cores)");
}

std::uint32_t parse_jobs(const std::string& text) {
  if (text.empty()) return std::max(1U, std::thread::hardware_concurrency());
  constexpr std::uint32_t kMostJobs = 1024;
  const auto jobs = whole_number(text);
  if (!jobs || *jobs < 1 || *jobs > kMostJobs) {
    throw UsageError("--jobs: " + quote(text) + " is no number of threads",
                     {"a whole number from 1 to 1,024"});
  }
  return *jobs;
}

std::optional<Instant> parse_time(const std::string& option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto parsed = parse_quantity(QuantityKind::duration, text);
  if (const auto* problem = std::get_if<QuantityProblem>(&parsed)) {
    throw UsageError(option + ": " + problem->message, problem->hints);
  }
  return Instant{std::get<Quantity>(parsed).whole};
}

std::uint32_t parse_bound(const std::string& text) {
  constexpr std::uint32_t kMostBound = 1'000'000;
  if (text.empty()) return SearchRequest().bound;
  const auto bound = whole_number(text);
  if (!bound || *bound < 1 || *bound > kMostBound) {
    throw UsageError("--bound: " + quote(text) + " is no number of messages",
                     {"a whole number from 1 to 1,000,000"});
  }
  return *bound;
}

std::optional<std::uint32_t> whole_number(const std::string& text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_all = error == std::errc() && end == text.data() + text.size();
  return is_all ? std::optional(number) : std::nullopt;
}

}  // namespace ipcsim
