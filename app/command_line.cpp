#include "app/command_line.hpp"

#include <utility>

#include <CLI/CLI.hpp>

#include "app/check_options.hpp"
#include "app/compare_options.hpp"
#include "app/help_texts.hpp"
#include "app/optimize_options.hpp"
#include "app/other_options.hpp"
#include "app/run_options.hpp"
#include "app/shell_quoted.hpp"
#include "app/sweep_options.hpp"
#include "app/usage_error.hpp"
#include "sim/base/spelling.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

struct Commands {
  CLI::App app;
  std::vector<Command> all;  // in the order of --help
};

void set_up(Commands& commands) {
  CLI::App& app = commands.app;
  app.name("ipcsim");
  app.description(kDescription);
  app.footer(kFooter);
  app.set_version_flag("--version", std::string("ipcsim ") + IPCSIM_VERSION,
                       "print the version and exit");
  app.require_subcommand(0, 1);
  app.get_formatter()->column_width(28);
  app.get_formatter()->label("REQUIRED", "");
  app.get_formatter()->label("Positionals", "Files");  // inherited by the commands
  commands.all = {add_run_command(app),      add_check_command(app),    add_compare_command(app),
                  add_sweep_command(app),    add_optimize_command(app), add_report_command(app),
                  add_validate_command(app), add_export_command(app),   add_schema_command(app),
                  add_init_command(app)};
  app.set_help_flag("-h,--help", "print this help and exit");
  for (const Command& command : commands.all) {
    command.app->set_help_flag("-h,--help", "print this help and exit");
    command.app->get_formatter()->column_width(28);
    command.app->get_formatter()->label("REQUIRED", "");
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
    const bool is_report = command.get_name() == "report";
    throw UsageError(is_report ? "no results are named" : "no scenario is named",
                     {"name a file: " + full_name(command) + " FILE.json", help_hint(command)});
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    const std::string option = what.substr(0, what.find(':'));
    const bool missing = what.find("missing") != std::string::npos;
    throw UsageError(option + (missing ? " needs a value" : " is given more than once"),
                     {help_hint(command)});
  }
  if (dynamic_cast<const CLI::ValidationError*>(&error) != nullptr) {
    throw UsageError(what.substr(0, what.find(':')) + " has an empty value",
                     {"give it one, or leave the option out"});
  }
  if (const std::size_t dashes = what.find("--");
      dynamic_cast<const CLI::ConversionError*>(&error) != nullptr && dashes < what.size()) {
    throw UsageError(what.substr(dashes, what.find(' ', dashes) - dashes) + " takes no value",
                     {help_hint(command)});
  }
  throw UsageError(what, {help_hint(command)});
}

std::string names_of(const std::vector<Command>& commands) {
  std::string names;
  for (const Command& command : commands) {
    names += (names.empty() ? "" : ", ") + command.app->get_name();
  }
  return names;
}

Request request_of(Commands& commands) {
  for (const Command& command : commands.all) {
    if (command.app->parsed()) return command.request();
  }
  throw UsageError("no command is given",
                   {"commands: " + names_of(commands.all), "for example: ipcsim run FILE.json",
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
  std::string command_line = "ipcsim";
  for (const std::string& word : arguments) command_line += " " + shell_quoted(word);
  std::visit(
      [&](auto& asked) {
        if constexpr (requires { asked.command_line; }) asked.command_line = command_line;
      },
      request);
  return request;
}

}  // namespace ipcsim
