// Little's law, L = lambda W (Little, "A proof for the queuing formula L = lambda W", Operations
// Research 9, 1961): in a finite window in which every message comes and goes it is no law of large
// numbers but an identity, and holds to the last nanosecond.
#include <string>

#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

TEST_CASE("the integral of the depth is the sum of the waits once all messages have left") {
  for (const std::string capacity : {"1", "4", "\"unbounded\""}) {
    for (const std::string order : {"fifo", "lifo", "priority"}) {
      const RunResult result = run_of(R"({ "ipcsim": 1,
        "mailboxes": { "queue": { "capacity": )" +
                                      capacity + R"(, "order": ")" + order + R"(" } },
        "processes": {
          "producer": { "count": 3, "program": [ { "loop": 5000, "do": [
            { "compute": { "exponential": "3ms" } },
            { "choose": [ { "weight": 1, "do": [ { "send": "queue", "priority": 2 } ] },
                          { "weight": 2, "do": [ { "send": "queue" } ] } ] } ] } ] },
          "consumer": { "program": [ { "loop": 15000, "do": [
            { "receive": "queue" }, { "compute": { "exponential": "0.95ms" } } ] } ] } } })");
      const MailboxMeasurements& queue = result.measurements.mailboxes[0];
      REQUIRE_EQ(result.reason, EndReason::completed);
      REQUIRE_EQ(queue.received, 15'000);
      CHECK_EQ(static_cast<double>(queue.depth_integral) / 15'000, queue.wait.mean_ns());
    }
  }
}

}  // namespace
}  // namespace ipcsim::testing
