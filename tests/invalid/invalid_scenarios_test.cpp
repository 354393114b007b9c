// Every NAME.json here is a scenario with mistakes, and NAME.expected the exact text that the user
// sees. With IPCSIM_UPDATE_EXPECTED set the texts are written instead: read them before keeping
// them, with the eyes of somebody who has never seen ipcsim.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "sim/model/read_scenario.hpp"

namespace ipcsim {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFewestCases = 190;  // fewer: the folder was not found, or cases were lost

const fs::path& folder() {
  static const fs::path kFolder = fs::path(IPCSIM_SOURCE_DIR) / "tests" / "invalid";
  return kFolder;
}

/// The names, without extension, of the files here that have this one.
std::vector<std::string> names_with(const std::string& extension) {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder())) {
    if (entry.path().extension() == extension) names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// Stands in the root of the sources, so that messages name files in the same way everywhere.
class InSourceFolder {
 public:
  InSourceFolder() : before_(fs::current_path()) { fs::current_path(IPCSIM_SOURCE_DIR); }
  ~InSourceFolder() {
    std::error_code ignored;
    fs::current_path(before_, ignored);
  }
  InSourceFolder(const InSourceFolder&) = delete;
  InSourceFolder& operator=(const InSourceFolder&) = delete;

 private:
  fs::path before_;
};

std::string shown_for(const std::string& path) {
  const InSourceFolder here;
  const ReadResult result = read_scenario_file(path);
  CHECK_FALSE(result.scenario.has_value());
  CHECK(result.diagnostics.has_errors());
  return result.diagnostics.render();
}

TEST_CASE("every invalid scenario has its expected text, and every text its scenario") {
  const std::vector<std::string> scenarios = names_with(".json");
  CHECK(scenarios.size() >= kFewestCases);
  if (std::getenv("IPCSIM_UPDATE_EXPECTED") != nullptr) return;
  CHECK(scenarios == names_with(".expected"));
}

TEST_CASE("an invalid scenario gets exactly its expected text") {
  for (const std::string& name : names_with(".json")) {
    SUBCASE(name.c_str()) {
      const std::string shown = shown_for("tests/invalid/" + name + ".json");
      const fs::path expected = folder() / (name + ".expected");
      if (std::getenv("IPCSIM_UPDATE_EXPECTED") != nullptr) {
        std::ofstream(expected, std::ios::binary) << shown;
      }
      CHECK(shown == bytes_of(expected));
    }
  }
}

TEST_CASE("a missing file is an error that names the file nearest to it") {
  CHECK(shown_for("tests/invalid/emty_file.json") ==
        "tests/invalid/emty_file.json: error: no such file\n"
        "  did you mean \"empty_file.json\"?\n");
  CHECK(shown_for("tests/invalid/nothing like this.json") ==
        "tests/invalid/nothing like this.json: error: no such file\n"
        "  there is none of this name in the folder \"tests/invalid\"\n");
  CHECK(shown_for("tests/nowhere/relay.json") ==
        "tests/nowhere/relay.json: error: no such file\n"
        "  there is no folder \"tests/nowhere\"\n");
}

TEST_CASE("a folder is no scenario, and a file in it is proposed") {
  CHECK(shown_for("tests/invalid") ==
        "tests/invalid: error: this is a folder, not a file\n"
        "  name a file in it, for example tests/invalid/all_errors_at_once.json\n");
  CHECK(shown_for("tests/invalid/traces") ==
        "tests/invalid/traces: error: this is a folder, not a file\n"
        "  name a file in it\n");
}

TEST_CASE("a file that cannot be read to its end is an error") {
  if (!fs::exists("/proc/self/mem"))
    return;  // a file of Linux that opens, and whose start is no memory
  CHECK(shown_for("/proc/self/mem") ==
        "/proc/self/mem: error: the file cannot be read to its end\n");
}

}  // namespace
}  // namespace ipcsim
