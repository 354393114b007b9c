// The narration of a whole run between two hosts over a link that loses much: every kind of event
// that messages, replies and word between hosts have.
#include <sstream>

#include <doctest/doctest.h>

#include "reports/narration.hpp"
#include "sim/engine/simulate.hpp"
#include "tests/reports/golden.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {

TEST_CASE("what becomes of messages between hosts has its sentences") {
  const auto scenario = scenario_of(R"json({
  "ipcsim": 1, "run": { "until": "1500ms", "seed": 1 },
  "hosts": { "h": {}, "k": {} },
  "links": [ { "between": ["h", "k"], "latency": "10ms", "bandwidth": "1Mbps", "loss": 0.3 } ],
  "mailboxes": {
    "box": { "capacity": 1, "initial": 1 },
    "news": { "capacity": 1, "when_full": "drop_newest" },
    "gap": { "capacity": 0 } },
  "processes": {
    "ann": { "host": "h", "program": [
      { "loop": 2, "do": [ { "send": "box", "size": "1KB", "timeout": "70ms" } ] },
      { "loop": 4, "do": [ { "call": "gap", "timeout": "50ms" } ] },
      { "send": "gap" } ] },
    "amy": { "host": "h", "program": [
      { "loop": 4, "do": [ { "multicast": ["box", "news"], "mode": "nonblocking" } ] } ] },
    "bob": { "host": "k", "program": [
      { "sleep": "60ms" }, { "receive": "box" }, { "receive": "news" }, { "receive": "box" },
      { "loop": 2, "do": [ { "receive": "gap" }, { "sleep": "4ms" }, "reply" ] },
      { "sleep": "600ms" }, { "receive": "gap" } ] } } }
)json");
  const Program program = compile(*scenario);
  std::ostringstream text;
  RunOptions options = run_options(*scenario, program);
  Narration narration(program, {.longest = options.until}, text);
  options.trace = &narration;
  const RunResult result = simulate(program, options);
  narration.finish(result.end);
  CHECK(result.reason == EndReason::completed);
  check_golden("reports/narration_between_hosts.txt", text.str());
}

}  // namespace ipcsim::testing
