#include "app/command_line.hpp"

#include <algorithm>
#include <charconv>
#include <memory>
#include <thread>
#include <utility>

#include <CLI/CLI.hpp>

#include "app/help_texts.hpp"
#include "app/usage_error.hpp"
#include "sim/base/spelling.hpp"
#include "sim/model/quantity.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

/// The options of `ipcsim run` as they were written.
struct RunOptionTexts {
  std::vector<std::string> files;
  std::string seed;
  std::string replications;
  std::string until;
  std::string strategy;
  std::vector<std::string> settings;
  std::string jobs;
  bool stop_on_deadlock = false;
  bool narrate = false;
  std::string from;
  std::string to;
  std::vector<std::string> processes;
  std::vector<std::string> outputs;
  std::string format;
  bool quiet = false;
};

struct Commands {
  CLI::App app;
  CLI::App* run = nullptr;
  CLI::App* validate = nullptr;
  CLI::App* export_command = nullptr;
  CLI::App* schema = nullptr;
  RunOptionTexts run_texts;
  std::vector<std::string> validate_files;
  std::string export_file;
  bool export_program = false;
  std::string schema_of = "scenario";
};

void add_text(CLI::App& app, const char* name, std::string& value, const char* type,
              const char* description) {
  app.add_option(name, value, description)->type_name(type);
}

/// One that may be given again and again, with one value each.
void add_texts(CLI::App& app, const char* name, std::vector<std::string>& values, const char* type,
               const char* description) {
  app.add_option(name, values, description)->type_name(type)->allow_extra_args(false);
}

void set_up_run(Commands& commands) {
  CLI::App& run = *commands.run;
  RunOptionTexts& texts = commands.run_texts;
  run.add_option("FILE", texts.files, "scenarios; a folder is its *.json, - is standard input")
      ->type_name("")
      ->required();
  add_text(run, "--seed", texts.seed, "N", "seed of all random draws");
  add_text(run, "--replications", texts.replications, "N",
           "runs with random streams of their own;\nresults are means with 95 % intervals");
  add_text(run, "--until", texts.until, "D", "end of the run, in virtual time: 60s, 5min");
  add_text(run, "--strategy", texts.strategy, "S/R",
           "mode of sends and of receives that do not pin\ntheirs: blocking/nonblocking");
  add_texts(run, "--set", texts.settings, "PATH=VALUE",
            "replace a value of the file (repeatable):\nmailboxes.buffer.capacity=8");
  add_text(run, "--jobs", texts.jobs, "N", "threads for replications (all cores)");
  run.add_flag("--stop-on-deadlock", texts.stop_on_deadlock,
               "end a run where some processes can never go on,\nthough others do");
  run.add_flag("--narrate", texts.narrate, "tell the run in words, a line for each event");
  add_text(run, "--from", texts.from, "D", "narrate from this time on");
  add_text(run, "--to", texts.to, "D", "narrate up to this time");
  add_texts(run, "--process", texts.processes, "NAME",
            "narrate only this process or group (repeatable)");
  add_texts(run, "-o,--output", texts.outputs, "FILE",
            "also write a report there (repeatable);\nformat by extension: .txt .json .csv "
            ".md,\n.dot draws who waits for whom in a deadlock");
  add_text(run, "--format", texts.format, "F", "of standard output: text, json, csv, md or dot");
  run.add_flag("-q,--quiet", texts.quiet, "no report and no warnings on the terminal");
  run.footer(kRunFooter);
}

void set_up_schema(Commands& commands) {
  CLI::App& schema = *commands.schema;
  schema
      .add_option("FORMAT", commands.schema_of,
                  "scenario: what ipcsim reads (if left out);\nresults: what it writes as JSON")
      ->type_name("");
  schema.formatter(std::make_shared<CLI::Formatter>());  // its positional is no file
  schema.footer(kSchemaFooter);
}

void set_up(Commands& commands) {
  CLI::App& app = commands.app;
  app.name("ipcsim");
  app.description(kDescription);
  app.footer(kFooter);
  app.set_version_flag("--version", std::string("ipcsim ") + IPCSIM_VERSION,
                       "print the version and exit");
  app.require_subcommand(0, 1);
  commands.run = app.add_subcommand("run", kRunDescription);
  commands.validate = app.add_subcommand("validate", kValidateDescription);
  commands.export_command = app.add_subcommand("export", kExportDescription);
  commands.schema = app.add_subcommand("schema", kSchemaDescription);
  set_up_run(commands);
  commands.validate
      ->add_option("FILE", commands.validate_files,
                   "scenarios; a folder is its *.json, - is standard input")
      ->type_name("")
      ->required();
  commands.validate->footer(kValidateFooter);
  commands.export_command->add_flag("--program", commands.export_program,
                                    "what the scenario compiles to, instruction by instruction");
  commands.export_command->add_option("FILE", commands.export_file, "a scenario")
      ->type_name("")
      ->required();
  commands.export_command->footer(kExportFooter);
  set_up_schema(commands);
  for (CLI::App* command :
       {&app, commands.run, commands.validate, commands.export_command, commands.schema}) {
    command->set_help_flag("-h,--help", "print this help and exit");
    command->get_formatter()->column_width(28);
    command->get_formatter()->label("REQUIRED", "");
    command->get_formatter()->label("Positionals", command == commands.schema ? "Format" : "Files");
  }
}

CLI::App& chosen(Commands& commands) {
  const std::vector<CLI::App*> subcommands = commands.app.get_subcommands();
  return subcommands.empty() ? commands.app : *subcommands.front();
}

std::string full_name(const CLI::App& command) {
  return command.get_name() == "ipcsim" ? "ipcsim" : "ipcsim " + command.get_name();
}

std::string help_hint(const CLI::App& command) {
  return full_name(command) + " --help lists what there is";
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

[[noreturn]] void reject_unknown_command(const Commands& commands, const std::string& word) {
  std::vector<std::string> names;
  for (const CLI::App* command : commands.app.get_subcommands({})) {
    names.push_back(command->get_name());
  }
  std::vector<std::string> hints = {known_words_hint(word, names, "commands")};
  if (word.ends_with(".json")) hints = {"to run that scenario: ipcsim run " + shell_quoted(word)};
  hints.emplace_back("ipcsim --help lists what there is");
  throw UsageError("no command is named " + quote(word), hints);
}

[[noreturn]] void reject_unknown_option(const CLI::App& command, const std::string& word) {
  const std::string name = word.substr(0, word.find('='));
  if (command.get_name() == "ipcsim") {
    throw UsageError("no option " + quote(name) + " stands before the command",
                     {"options stand behind it: ipcsim run FILE.json " + name + " …"});
  }
  std::vector<std::string> hints = {help_hint(command)};
  if (const auto meant = nearest(name, option_names(command))) {
    hints.insert(hints.begin(), "did you mean " + quote(*meant) + "?");
  }
  throw UsageError(full_name(command) + " has no option " + quote(name), hints);
}

/// A word that nothing takes.
[[noreturn]] void reject_extra(Commands& commands) {
  const std::vector<std::string> before_command = commands.app.remaining(false);
  const CLI::App& command = before_command.empty() ? chosen(commands) : commands.app;
  const std::vector<std::string> rest =
      before_command.empty() ? command.remaining(true) : before_command;
  const std::string word = rest.empty() ? "" : rest.front();
  if (word.starts_with('-') && word != "-") reject_unknown_option(command, word);
  if (&command == &commands.app) reject_unknown_command(commands, word);
  throw UsageError(full_name(command) + " does not know what to do with " + quote(word),
                   {help_hint(command)});
}

/// A mistake that CLI11 found, in our words.
[[noreturn]] void reject(Commands& commands, const CLI::ParseError& error) {
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) reject_extra(commands);
  const CLI::App& command = chosen(commands);
  const std::string what = error.what();
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr && what.starts_with("FILE")) {
    throw UsageError("no scenario is named",
                     {"name a file: " + full_name(command) + " FILE.json", help_hint(command)});
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    const std::string option = what.substr(0, what.find(':'));
    const bool missing = what.find("missing") != std::string::npos;
    throw UsageError(option + (missing ? " needs a value" : " is given more than once"),
                     {help_hint(command)});
  }
  if (const std::size_t dashes = what.find("--");
      dynamic_cast<const CLI::ConversionError*>(&error) != nullptr && dashes < what.size()) {
    throw UsageError(what.substr(dashes, what.find(' ', dashes) - dashes) + " takes no value",
                     {help_hint(command)});
  }
  throw UsageError(what, {help_hint(command)});
}

std::optional<std::uint32_t> whole_number(const std::string& text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_all = error == std::errc() && end == text.data() + text.size();
  return is_all ? std::optional(number) : std::nullopt;
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

std::optional<NarrateRequest> parse_narrate(const RunOptionTexts& texts) {
  const bool has_limits = !texts.from.empty() || !texts.to.empty() || !texts.processes.empty();
  if (!texts.narrate && has_limits) {
    throw UsageError("--from, --to and --process choose what is narrated, and nothing is",
                     {"add --narrate"});
  }
  if (!texts.narrate) return std::nullopt;
  if (!texts.format.empty() && texts.format != "text") {
    throw UsageError("--narrate tells the run on standard output, in front of a text report only",
                     {"leave --format out; -o FILE writes the report in other formats as well"});
  }
  if (const auto replications = whole_number(texts.replications); replications.value_or(1) > 1) {
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

std::string repeat_options(const RunOptionTexts& texts) {
  std::string options;
  const auto add = [&](const std::string& name, const std::string& value) {
    if (!value.empty()) options += " " + name + " " + shell_quoted(value);
  };
  add("--replications", texts.replications);
  add("--until", texts.until);
  add("--strategy", texts.strategy);
  for (const std::string& setting : texts.settings) add("--set", setting);
  if (texts.stop_on_deadlock) options += " --stop-on-deadlock";
  return options;
}

RunRequest run_request(const RunOptionTexts& texts) {
  RunRequest request;
  request.files = texts.files;
  for (const std::string& setting : texts.settings) add_setting(request.overrides, setting);
  const auto add = [&](const char* option, const char* path, const std::string& value) {
    if (!value.empty()) request.overrides.push_back({option, path, value});
  };
  add("--seed", "run.seed", texts.seed);
  add("--replications", "run.replications", texts.replications);
  add("--until", "run.until", texts.until);
  add_strategy(request.overrides, texts.strategy);
  request.repeat_options = repeat_options(texts);
  request.jobs = parse_jobs(texts.jobs);
  request.stop_on_deadlock = texts.stop_on_deadlock;
  request.narrate = parse_narrate(texts);
  request.outputs = texts.outputs;
  if (!texts.format.empty()) request.format = format_named(texts.format);
  request.quiet = texts.quiet;
  return request;
}

SchemaRequest schema_request(const std::string& format) {
  if (format == "scenario") return {SchemaOf::scenario};
  if (format == "results") return {SchemaOf::results};
  const std::vector<std::string> formats = {"scenario", "results"};
  throw UsageError("there is no schema of " + quote(format),
                   {known_words_hint(format, formats, "formats")});
}

Request request_of(Commands& commands) {
  if (commands.run->parsed()) return run_request(commands.run_texts);
  if (commands.validate->parsed()) return ValidateRequest{commands.validate_files};
  if (commands.export_command->parsed()) {
    if (!commands.export_program) {
      throw UsageError("ipcsim export does not know what to export",
                       {"ipcsim export --program FILE lists what a scenario compiles to"});
    }
    return ExportRequest{commands.export_file};
  }
  if (commands.schema->parsed()) return schema_request(commands.schema_of);
  throw UsageError("no command is given",
                   {"commands: run, validate, export, schema", "for example: ipcsim run FILE.json",
                    help_hint(commands.app)});
}

}  // namespace

Request parse_command_line(const std::vector<std::string>& arguments) {
  Commands commands;
  set_up(commands);
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  try {
    commands.app.parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    return HelpRequest{commands.app.help()};
  } catch (const CLI::CallForVersion& version) {
    return HelpRequest{std::string(version.what()) + "\n"};
  } catch (const CLI::ParseError& error) {
    reject(commands, error);
  }
  Request request = request_of(commands);
  if (auto* run = std::get_if<RunRequest>(&request)) {
    run->command_line = "ipcsim";
    for (const std::string& word : arguments) run->command_line += " " + shell_quoted(word);
  }
  return request;
}

std::string shell_quoted(const std::string& argument) {
  const bool is_plain =
      !argument.empty() && std::all_of(argument.begin(), argument.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
               std::string_view("_-+./:=,@%").find(c) != std::string_view::npos;
      });
  if (is_plain) return argument;
  std::string quoted = "'";
  for (const char c : argument) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

}  // namespace ipcsim
