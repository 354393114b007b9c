#include <optional>
#include <string>
#include <tuple>

#include <doctest/doctest.h>

#include "sim/check/check_program.hpp"
#include "sim/check/exploration.hpp"
#include "sim/program/compile.hpp"
#include "tests/check/random_programs.hpp"
#include "tests/property/small_scenario.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

constexpr std::uint64_t kHardlyAny = 5'000;  // bytes

TEST_CASE("a search that has no room to remember more finds what it would find with it") {
  int decided = 0;
  for (const std::uint64_t seed : seeds_from(1'400'000, 10'000)) {
    const std::string text = small_scenario(seed).text;
    INFO("IPCSIM_PROPERTY_SEED=" << seed << "\n" << text);
    const Program program = compile(*scenario_of(text));
    const auto explored = [&](std::uint64_t memo_bytes) {
      const ExplorationOptions options{
          .bound = 4, .reduces = false, .max_states = 3'000, .memo_bytes = memo_bytes};
      Exploration exploration(program, options);
      const SearchEnd end = exploration.search();
      const auto& found = exploration.found();
      return std::tuple(end, found ? std::optional(found->what) : std::nullopt,
                        found ? found->state : StateStore::kNone, exploration.progress().states,
                        exploration.progress().steps);
    };
    const auto roomy = explored(std::uint64_t{1} << 26U);
    REQUIRE(roomy == explored(kHardlyAny));
    REQUIRE(roomy == explored(0));
    if (std::get<0>(roomy) != SearchEnd::state_limit) ++decided;
  }
  CHECK_GT(decided, 0);
}

// Nobody is stuck behind the end of the run, and that all have finished is seen without the memo.
TEST_CASE("the end of the run is seen where nothing more is remembered") {
  const Program program = compile(*scenario_of(R"({
  "ipcsim": 1, "run": { "until": "1s" },
  "mailboxes": { "tasks": { "capacity": 0 }, "done": { "capacity": 2 } },
  "processes": {
    "worker": { "count": 2, "program": [
      { "loop": 3, "do": [ { "compute": "1ms" } ] }, { "receive": "tasks" }, { "send": "done" } ] },
    "leader": { "program": [ { "loop": 2, "do": [ { "receive": "done" } ] } ] },
    "source": { "service": true, "program": [ { "loop": "forever", "do": [ { "send": "tasks" } ] } ] } }
})"));
  for (const std::uint64_t bytes : {std::uint64_t{0}, kHardlyAny, std::uint64_t{1} << 26U}) {
    CAPTURE(bytes);
    const CheckResult result = check_program(program, {.reduces = false, .memo_bytes = bytes});
    CHECK(result.verdict == CheckVerdict::free);
  }
}

}  // namespace
}  // namespace ipcsim::testing
