#include "tests/check/random_programs.hpp"

#include <cstdlib>

#include "sim/program/compile.hpp"
#include "tests/property/random_network.hpp"
#include "tests/property/small_scenario.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {

std::vector<std::uint64_t> seeds_from(std::uint64_t first, double count) {
  if (const char* one = std::getenv("IPCSIM_PROPERTY_SEED")) return {std::stoull(one)};
  std::vector<std::uint64_t> seeds;
  const auto scaled = static_cast<std::uint64_t>(count * test_scale());
  for (std::uint64_t i = 0; i < scaled; ++i) seeds.push_back(first + i);
  return seeds;
}

std::string here_or_over_network(std::uint64_t seed) {
  const std::string text = small_scenario(seed).text;
  return seed % 3 == 0 ? over_network(text, seed) : text;
}

CheckResult checked(const Scenario& scenario, bool reduces, std::uint64_t most_states) {
  const Program program = compile(scenario);
  return check_program(program, {.bound = 4, .reduces = reduces, .max_states = most_states});
}

std::size_t length_of(const CheckResult& result) {
  return result.schedule ? result.schedule->steps.size() : 0;
}

}  // namespace ipcsim::testing
