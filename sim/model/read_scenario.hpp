// Reads a scenario: JSON text to Scenario, collecting every mistake on the way.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/diagnostics.hpp"
#include "sim/model/scenario.hpp"

namespace ipcsim {

/// `--set path=value`: replaces one scalar of the file before it is read, or takes it out.
struct Override {
  std::string option;     // how errors name it: "--set", "--until"
  std::string path;       // "mailboxes.buffer.capacity", "processes.P.program[0].do[1].compute"
  std::string value;      // a JSON scalar, or else the text of a string: 8, 10ms, "10ms", unbounded
  bool take_out = false;  // in place of `value`: the file is read as if the key were not there
};

struct ReadResult {
  std::optional<Scenario> scenario;                      // empty if there was an error
  Diagnostics diagnostics;                               // errors and warnings
  std::vector<std::shared_ptr<const SourceText>> texts;  // what the diagnostics point into
  /// The content_hash of all that the scenario was made of: its text, behind it a line for each
  /// trace that it names (the trace's content_hash, in the order of their paths) and for each
  /// override (`path=value`, or the path of what is taken out), each with a line break before it.
  /// Empty if there was an error.
  std::string hash;
  std::vector<std::string> traces;  // the files of the traces that it names, as they were opened
};

/// Reads the file at `path` ("-": standard input).
ReadResult read_scenario_file(const std::string& path, const std::vector<Override>& overrides = {});

/// Reads a text; `name` stands for the file in messages. Files that the scenario names (traces)
/// are looked for beside `name`.
ReadResult read_scenario(std::string name, std::string text,
                         const std::vector<Override>& overrides = {});

}  // namespace ipcsim
