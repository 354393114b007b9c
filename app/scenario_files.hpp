// Which scenario files the user means: those named, and the scenarios in a folder that is named.
// Knows nothing of what is in them but whether it looks like a scenario.
#pragma once

#include <string>
#include <vector>

namespace ipcsim {

struct ScenarioFiles {
  std::vector<std::string> paths;
  bool several = false;              // more than one was named, or a folder
  std::vector<std::string> skipped;  // *.json files of folders that are no scenarios
};

/// A folder stands for its *.json files in order of name, not those in folders below. Left out are
/// *.schema.json, and files without a key "ipcsim" at the top, which are listed in `skipped`. A
/// path that does not exist is kept: reading it will say so. Throws UsageError for a folder without
/// scenarios.
ScenarioFiles scenario_files(const std::vector<std::string>& arguments);

}  // namespace ipcsim
