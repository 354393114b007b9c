// What is the same scenario gives the same results: comments, the order of keys (but of
// `processes`, which start in file order) and the number of threads do not count.
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "sim/base/random.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/model/read_scenario.hpp"
#include "sim/program/compile.hpp"
#include "tests/support/json.hpp"

namespace ipcsim::testing {
namespace {

using ValuesByPath = std::map<std::string, std::vector<std::optional<double>>>;

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The keys of every object but `processes` in another order.
Json shuffled(const Json& node, RandomStream& random, bool keep_order) {
  if (node.is_array()) {
    Json result = Json::array();
    for (const Json& item : node) result.push_back(shuffled(item, random, false));
    return result;
  }
  if (!node.is_object()) return node;
  std::vector<std::string> keys;
  for (const auto& [key, value] : node.items()) keys.push_back(key);
  for (std::size_t i = keys.size(); i > 1 && !keep_order; --i) {
    std::swap(keys[i - 1], keys[random.below(i)]);
  }
  Json result = Json::object();
  for (const std::string& key : keys) {
    result[key] = shuffled(node[key], random, key == "processes");
  }
  return result;
}

std::string with_comments(const std::string& text) {
  std::string result = "/* first */\n";
  for (const char c : text) {
    if (c == '\n') result += " // as it was";
    result += c;
  }
  return result;
}

ValuesByPath values_of(const std::filesystem::path& path, std::string text, std::uint32_t jobs) {
  const std::vector<Override> few = {{"--set", "run.replications", "2"}};
  ReadResult read = read_scenario(path.string(), std::move(text), few);
  REQUIRE_MESSAGE(read.scenario.has_value(), read.diagnostics.render());
  const Program program = compile(*read.scenario);
  ValuesByPath values;
  for (const MetricResult& metric :
       run_experiment(*read.scenario, program, {.jobs = jobs}).metrics) {
    values[metric.path] = metric.values;
  }
  return values;
}

}  // namespace

TEST_CASE("comments, the order of keys and the number of threads do not change a metric") {
  const std::filesystem::path folder = std::filesystem::path(IPCSIM_SOURCE_DIR) / "scenarios";
  std::size_t compared = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".json" || name.ends_with(".schema.json")) continue;
    CAPTURE(name);
    const std::string text = content_of(entry.path());
    const Json original = commented_json_of(text);
    RandomStream random = make_stream(1, 0, name, 0);
    const ValuesByPath plain = values_of(entry.path(), text, 1);
    const Json other = shuffled(original, random, false);
    REQUIRE(other.dump() != original.dump());
    CHECK(values_of(entry.path(), with_comments(other.dump(1)), 2) == plain);
    ++compared;
  }
  CHECK(compared >= 20);
}

}  // namespace ipcsim::testing
