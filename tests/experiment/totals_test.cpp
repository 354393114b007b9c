// What a run did as a whole, over all mailboxes and processes.
#include "sim/experiment/totals.hpp"

#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

double total_of(const Results& results, Total total) {
  return results.totals[static_cast<std::size_t>(total)].estimate.mean.value();
}

TEST_CASE("totals pool the messages of all mailboxes and add up the cores' time") {
  // In 10 ms: a waits 2 ms for one message each in two boxes, b computes 4 ms and polls 1 ms.
  const Results results = results_of(R"({ "ipcsim": 1, "run": { "until": "10ms" }, "poll": "1ms",
    "mailboxes": { "one": { "capacity": 1 }, "two": { "capacity": 1 }, "none": { "capacity": 1 } },
    "processes": {
      "a": { "program": [ { "send": "one" }, { "sleep": "2ms" }, { "send": "two" },
                          { "sleep": "2ms" }, { "send": "none" }, { "send": "none",
                            "mode": "nonblocking" } ] },
      "b": { "program": [ { "compute": "4ms" }, { "receive": "one" }, { "receive": "two" },
                          { "loop": "forever", "do": [ { "sleep": "10ms" } ] } ] } },
    "expect": { "deadlock": "some" } })");
  CHECK(total_of(results, Total::received) == 2);
  CHECK(total_of(results, Total::throughput) == doctest::Approx(200));
  CHECK(total_of(results, Total::wait_mean) == doctest::Approx(0.003));  // 4 ms and 2 ms
  CHECK(total_of(results, Total::refused) == 1);
  CHECK(total_of(results, Total::dropped) == 0);
  CHECK(total_of(results, Total::core_time) == doctest::Approx(0.4));
  CHECK(total_of(results, Total::polling_time) == 0);
}

TEST_CASE("polling is core time, and changing process as well") {
  const Results results = results_of(R"({ "ipcsim": 1, "run": { "until": "10ms" }, "poll": "1ms",
    "hosts": { "h": { "cores": 1, "context_switch": "500us" } },
    "mailboxes": { "box": { "host": "h", "capacity": 1 } },
    "processes": {
      "poller": { "host": "h", "program": [ { "receive": "box", "mode": "nonblocking" } ] },
      "sender": { "host": "h", "program": [ { "sleep": "4ms" }, { "compute": "2ms" },
                                            { "send": "box" } ] } } })");
  const double cores = total_of(results, Total::core_time);
  const double polling = total_of(results, Total::polling_time);
  CHECK(total_of(results, Total::polls) > 3);
  CHECK(polling > 0);
  CHECK(cores > polling);
  CHECK(cores <= 1);  // there is one core
}

}  // namespace
}  // namespace ipcsim::testing
