// `run.zero_time_limit` counts the steps that one process makes while no time passes.
#include <string>

#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

/// Six sends at time 0 and six at 5 ms: never more than ten steps at one instant.
EndReason end_with_warmup(const std::string& warmup) {
  return run_of(R"({ "ipcsim": 1,
    "run": { "until": "1s", "warmup": ")" +
                warmup + R"(", "zero_time_limit": 10 },
    "mailboxes": { "m": { "capacity": "unbounded" } },
    "processes": { "p": { "program": [
      { "send": "m" }, { "send": "m" }, { "send": "m" }, { "send": "m" }, { "send": "m" },
      { "send": "m" }, { "sleep": "5ms" },
      { "send": "m" }, { "send": "m" }, { "send": "m" }, { "send": "m" }, { "send": "m" },
      { "send": "m" } ] } } })")
      .reason;
}

TEST_CASE("steps before a pause are not counted after it, wherever the warm-up ends") {
  CHECK_EQ(end_with_warmup("4ms"), EndReason::completed);
  CHECK_EQ(end_with_warmup("5ms"), EndReason::completed);
  CHECK_EQ(end_with_warmup("6ms"), EndReason::completed);
}

}  // namespace
}  // namespace ipcsim::testing
