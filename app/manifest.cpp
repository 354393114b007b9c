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

/// `seed`: the option that fixes it, or nothing.
Manifest manifest_with(const CommandWords& words, const LoadedScenario& loaded,
                       const std::string& seed) {
  Manifest manifest{.version = IPCSIM_VERSION,
                    .compiler = compiler(),
                    .build_type = build_type(),
                    .command_line = words.command_line,
                    .scenario_hash = loaded.hash,
                    .options = words.options};
  manifest.repeat_command = "ipcsim " + words.command;
  for (const std::string& file : words.files) manifest.repeat_command += " " + shell_quoted(file);
  manifest.repeat_command += seed;
  for (const std::string& option : words.options) manifest.repeat_command += " " + option;
  return manifest;
}

}  // namespace

Manifest manifest_without_seed(const CommandWords& words, const LoadedScenario& loaded) {
  return manifest_with(words, loaded, {});
}

Manifest manifest_of(const CommandWords& words, const LoadedScenario& loaded) {
  return manifest_with(words, loaded, " --seed " + std::to_string(loaded.scenario->run.seed));
}

}  // namespace ipcsim
