#include "app/manifest.hpp"

#include "app/shell_quoted.hpp"

namespace ipcsim {
namespace {

std::string compiler() {
#if defined(__clang__)
  return "Clang " __clang_version__;
#else
  return "GCC " __VERSION__;
#endif
}

std::string build_type() {
#ifdef NDEBUG
  return "release";
#else
  return "debug";
#endif
}

}  // namespace

Manifest manifest_of(const CommandWords& words, const LoadedScenario& loaded) {
  Manifest manifest{.version = IPCSIM_VERSION,
                    .compiler = compiler(),
                    .build_type = build_type(),
                    .command_line = words.command_line,
                    .scenario_hash = loaded.hash,
                    .options = words.options};
  manifest.repeat_command = "ipcsim " + words.command;
  for (const std::string& file : words.files) manifest.repeat_command += " " + shell_quoted(file);
  manifest.repeat_command += " --seed " + std::to_string(loaded.scenario->run.seed);
  for (const std::string& option : words.options) manifest.repeat_command += " " + option;
  return manifest;
}

}  // namespace ipcsim
