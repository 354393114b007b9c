#include "sim/experiment/windowed_run.hpp"

#include <doctest/doctest.h>

#include "sim/experiment/metric_layout.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim {
namespace {

std::vector<std::int64_t> cut_times(std::int64_t begin, std::int64_t end, std::uint32_t windows) {
  std::vector<std::int64_t> times;
  for (const Instant cut : equal_cuts(Instant{begin}, Instant{end}, windows)) {
    times.push_back(cut.ns);
  }
  return times;
}

const char* const kQueue = R"({"ipcsim": 1, "run": {"until": "2s", "warmup": "500ms", "seed": 3},
    "mailboxes": {"m": {"capacity": "unbounded"}}, "processes": {
      "a": {"program": [{"loop": "forever", "do": [{"compute": {"exponential": "1ms"}},
                                                   {"send": "m"}]}]},
      "b": {"program": [{"loop": "forever", "do": [{"receive": "m"},
                                                   {"compute": {"exponential": "900us"}}]}]}}})";

}  // namespace

TEST_CASE("equal cuts divide the time to the nanosecond, and never twice at one instant") {
  CHECK(cut_times(10, 20, 1).empty());
  CHECK(cut_times(10, 20, 5) == std::vector<std::int64_t>{12, 14, 16, 18});
  CHECK(cut_times(0, 10, 3) == std::vector<std::int64_t>{3, 6});
  CHECK(cut_times(7, 10, 100) == std::vector<std::int64_t>{8, 9});
  const std::int64_t century = 3'155'760'000'000'000'000;
  CHECK(cut_times(0, century, 1'000'000).back() == century - century / 1'000'000);
}

TEST_CASE("a run in windows gives what it gives without them, and shows each window once") {
  const auto scenario = testing::scenario_of(kQueue);
  const Program program = compile(*scenario);
  const RunOptions options = run_options(*scenario, program);
  const auto layout = metric_layout(summary_of(*scenario, program));
  const RunResult whole = simulate(program, options);

  std::vector<Instant> ends;
  std::uint64_t received = 0;
  const RunResult cut = simulate_in_windows(program, options, 7, [&](const Measurements& window) {
    ends.push_back(window.window_end);
    received += window.mailboxes[0].received;
  });
  CHECK(ends.size() == 7);
  CHECK(ends.back() == options.until);
  CHECK(received == whole.measurements.mailboxes[0].received);
  CHECK(metric_values(program, layout, cut.measurements) ==
        metric_values(program, layout, whole.measurements));
}

TEST_CASE("the window in which a run ends early is not shown") {
  const Program program = testing::program_of(R"({"ipcsim": 1, "mailboxes": {},
    "processes": {"a": {"program": [{"sleep": "34ns"}]}}})");
  RunOptions options;
  options.until = Instant{100};
  std::size_t shown = 0;
  const RunResult result =
      simulate_in_windows(program, options, 10, [&](const Measurements&) { ++shown; });
  CHECK(shown == 3);
  CHECK(result.measurements.window_begin.ns == 0);
  CHECK(result.measurements.window_end.ns == 34);
}

}  // namespace ipcsim
