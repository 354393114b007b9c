#include "tests/check/random_programs.hpp"

#include <cstdlib>

#include "sim/program/compile.hpp"
#include "tests/check/crowded_link.hpp"
#include "tests/property/random_network.hpp"
#include "tests/property/random_program.hpp"
#include "tests/property/small_scenario.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

/// Gives a timeout to most of the sends and calls that wait.
void hurry(Json& node, Dice& dice, bool in_select) {
  if (node.is_array()) {
    for (Json& element : node) hurry(element, dice, in_select);
  }
  if (!node.is_object()) return;
  const bool sends = node.contains("send") || node.contains("send_to") || node.contains("call") ||
                     node.contains("multicast");
  for (auto& [key, value] : node.items()) hurry(value, dice, key == "select");
  const bool waits = !node.contains("timeout") && node.value("mode", "blocking") == "blocking";
  if (sends && !in_select && waits && dice.chance(70)) node["timeout"] = "3ns";
}

}  // namespace

std::vector<std::uint64_t> seeds_from(std::uint64_t first, double count) {
  if (const char* one = std::getenv("IPCSIM_PROPERTY_SEED")) return {std::stoull(one)};
  std::vector<std::uint64_t> seeds;
  const auto scaled = static_cast<std::uint64_t>(count * test_scale());
  for (std::uint64_t i = 0; i < scaled; ++i) seeds.push_back(first + i);
  return seeds;
}

std::string here_or_over_network(std::uint64_t seed) {
  std::string text = small_scenario(seed).text;
  return seed % 3 == 0 ? over_network(text, seed) : text;
}

std::string of_any_kind(std::uint64_t seed) {
  std::string text = small_scenario(seed).text;
  if (seed % 6 < 2) return text;
  if (seed % 6 == 2) return over_network(text, seed);
  if (seed % 6 > 3) return crowded_link(seed);
  Json json = json_of(text);
  Dice dice(seed);
  for (auto& [name, process] : json["processes"].items()) hurry(process["program"], dice, false);
  return over_network(json.dump(), seed);
}

CheckResult checked(const Scenario& scenario, bool reduces, std::uint64_t most_states) {
  const Program program = compile(scenario);
  return check_program(program, {.bound = 4, .reduces = reduces, .max_states = most_states});
}

std::size_t length_of(const CheckResult& result) {
  return result.schedule ? result.schedule->steps.size() : 0;
}

}  // namespace ipcsim::testing
