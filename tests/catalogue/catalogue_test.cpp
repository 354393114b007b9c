// Runs every scenario of the catalogue as a user would, and holds it to its own `expect` block.
#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "sim/model/read_scenario.hpp"
#include "tests/catalogue/command.hpp"

namespace ipcsim::testing {
namespace {

const std::filesystem::path kScenarios = std::filesystem::path(IPCSIM_SOURCE_DIR) / "scenarios";

/// The files of the catalogue, in its folder and in those below, by name: "bugs/etcd_6873.json".
std::vector<std::string> scenario_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kScenarios)) {
    const std::string name = std::filesystem::relative(entry.path(), kScenarios).generic_string();
    if (name.ends_with(".json") && !name.ends_with(".schema.json")) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// Those with more states than can be looked at, and why.
const std::map<std::string, std::string> kUnchecked = {
    {"bugs/kubernetes_5316.json", "its partial deadlock lies behind more than 100,000 states"},
    {"chat.json", "unbounded mailboxes and messages under way between three hosts"},
    {"saturated_server_1_core.json", "40 clients that each wait for a reply of their own"},
    {"saturated_server_2_cores.json", "likewise"},
    {"saturated_server_4_cores.json", "likewise"},
};

}  // namespace

TEST_CASE("every scenario of the catalogue reads without an error or a warning, and has a title") {
  const std::vector<std::string> names = scenario_names();
  REQUIRE_MESSAGE(!names.empty(), "scenarios/ has no *.json");
  for (const std::string& name : names) {
    CAPTURE(name);
    const ReadResult read = read_scenario_file((kScenarios / name).string());
    CHECK(read.diagnostics.render() == "");
    REQUIRE(read.scenario);
    CHECK_FALSE(read.scenario->title.empty());
  }
}

TEST_CASE("every scenario of the catalogue expects something that it could fail to do") {
  for (const std::string& name : scenario_names()) {
    CAPTURE(name);
    const ReadResult read = read_scenario_file((kScenarios / name).string());
    REQUIRE(read.scenario);
    const Expectations& expect = read.scenario->expect;
    CHECK((expect.deadlock == ExpectedDeadlock::all || !expect.metrics.empty()));
  }
}

TEST_CASE("every scenario of the catalogue meets its expectations, with exit code 0") {
  const std::vector<std::string> names = scenario_names();
  REQUIRE_MESSAGE(!names.empty(), "scenarios/ has no *.json");
  for (const std::string& name : names) {
    CAPTURE(name);
    const CommandResult result = run_commands("ipcsim run " + name, kScenarios);
    CAPTURE(result.output);
    CHECK(result.exit_code == 0);
  }
}

TEST_CASE("every scenario of the catalogue says what `ipcsim check` finds, and it finds that") {
  for (const std::string& name : scenario_names()) {
    CAPTURE(name);
    const ReadResult read = read_scenario_file((kScenarios / name).string());
    REQUIRE(read.scenario);
    const bool is_unchecked = kUnchecked.contains(name);
    CHECK(read.scenario->expect.check.has_value() != is_unchecked);
    if (is_unchecked) continue;
    const CommandResult result = run_commands("ipcsim check " + name, kScenarios);
    CAPTURE(result.output);
    CHECK(result.exit_code == 0);
  }
}

TEST_CASE("the catalogue's README names every scenario, with the command that runs it") {
  const std::string readme = contents_of(kScenarios / "README.md");
  for (const std::string& name : scenario_names()) {
    CAPTURE(name);
    CHECK(readme.find("ipcsim run scenarios/" + name) != std::string::npos);
  }
}

}  // namespace ipcsim::testing
