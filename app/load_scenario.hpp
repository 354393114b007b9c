// Scenario files read and compiled, their errors and warnings shown.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/terminal.hpp"
#include "sim/model/input_file.hpp"
#include "sim/model/read_scenario.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

struct LoadedScenario {
  std::shared_ptr<const Scenario> scenario;  // null: it has errors
  std::shared_ptr<const Program> program;
  std::string hash;                 // of what was read; see ReadResult
  std::vector<std::string> traces;  // likewise
  std::size_t errors = 0;
  std::string told;  // the errors, as they were shown
  std::uint32_t replications_left_out = 0;
};

struct LoadOptions {
  std::vector<Override> overrides = {};
  bool show_warnings = true;
  std::optional<std::uint32_t> only_replication = {};  // from 0, in place of all
};

/// The text of a scenario, read once, from which several variants may be made: so standard input
/// can be varied too, and a file that changes meanwhile is the same for all.
class ScenarioSource {
 public:
  /// `path`: "-" is standard input. A file that cannot be read is an error of its scenario.
  explicit ScenarioSource(const std::string& path);

  /// With the overrides. Errors are shown, and warnings if the options say so.
  LoadedScenario load(const LoadOptions& options, Terminal& terminal) const;

  /// The same in silence: `error` is the first error's message, empty without one.
  struct Attempt {
    LoadedScenario loaded;
    std::string error;
  };
  [[nodiscard]] Attempt attempt(const std::vector<Override>& overrides) const;

  /// As messages call it.
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  [[nodiscard]] ReadResult read(const std::vector<Override>& overrides) const;

  std::string name_;
  std::variant<std::string, FileProblem> content_;
};

/// The overrides, and where the scenario has `batches` one that takes them out, of which the user
/// is told: for a `command` ("compare") whose intervals are over replications.
std::vector<Override> without_batches(const ScenarioSource& source, std::vector<Override> overrides,
                                      const std::string& command, Terminal& terminal);

/// Of a scenario that is made only once.
LoadedScenario load_scenario(const std::string& path, const LoadOptions& options,
                             Terminal& terminal);

}  // namespace ipcsim
