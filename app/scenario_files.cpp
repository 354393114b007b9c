#include "app/scenario_files.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>
#include <variant>

#include "app/usage_error.hpp"
#include "sim/base/utf8.hpp"
#include "sim/model/input_file.hpp"
#include "sim/model/json_node.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

namespace fs = std::filesystem;

/// What stands beside scenarios to describe them.
bool is_schema(const fs::path& path) { return path.filename().string().ends_with(".schema.json"); }

/// By its key "ipcsim", which reports have as well, but not at the top. A file that cannot be read,
/// or is not quite JSON, counts as one: reading it as a scenario will say why.
bool looks_like_scenario(const fs::path& path) {
  auto content = read_file(path.string());
  auto* text = std::get_if<std::string>(&content);
  if (text == nullptr) return true;
  if (text->find("\"ipcsim\"") == std::string::npos) return false;
  if (text->starts_with(kByteOrderMark)) text->erase(0, kByteOrderMark.size());
  const SourceText source(path.string(), std::move(*text));
  Diagnostics mistakes;
  const std::optional<JsonNode> root = parse_json(source, mistakes);
  if (!root || mistakes.has_errors()) return true;
  return root->kind == JsonKind::object && root->find("ipcsim") != nullptr;
}

void add_folder(ScenarioFiles& files, const std::string& folder) {
  std::vector<std::string> found;
  std::error_code failure;
  for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end;
       entry.increment(failure)) {
    if (entry->path().extension() != ".json" || is_schema(entry->path())) continue;
    if (!entry->is_directory(failure)) {
      found.push_back(entry->path().lexically_normal().string());
    }
  }
  if (failure)
    throw UsageError("cannot read the folder " + quote(folder) + ": " + failure.message());
  std::sort(found.begin(), found.end());
  const std::size_t before = files.paths.size();
  for (const std::string& path : found) {
    (looks_like_scenario(path) ? files.paths : files.skipped).push_back(path);
  }
  if (files.paths.size() == before) {
    throw UsageError("there is no scenario in the folder " + quote(folder),
                     {"a scenario is a file NAME.json with a key \"ipcsim\""});
  }
}

}  // namespace

ScenarioFiles scenario_files(const std::vector<std::string>& arguments) {
  ScenarioFiles files;
  files.several = arguments.size() > 1;
  for (const std::string& argument : arguments) {
    if (argument.empty()) throw UsageError("a scenario's name is empty", {"name a file"});
    std::error_code failure;
    if (argument != "-" && fs::is_directory(argument, failure)) {
      files.several = true;
      add_folder(files, argument);
    } else {
      files.paths.push_back(argument);
    }
  }
  if (std::count(arguments.begin(), arguments.end(), "-") > 1) {
    throw UsageError("standard input, \"-\", is named twice", {"it can be read only once"});
  }
  return files;
}

}  // namespace ipcsim
