#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"

namespace ipcsim {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

class KeptWindows : public WindowSink {
 public:
  void take(Measurements window) override { windows.push_back(std::move(window)); }
  std::vector<Measurements> windows;
};

/// A message at 0, 1, … 9 s, each received half a second later, from 1 s on, cut at 2.2 s and 5 s;
/// the part behind the last cut comes last.
std::vector<Measurements> clockwork_in_windows() {
  const auto scenario = testing::scenario_of(R"({"ipcsim": 1,
    "run": {"until": "8s", "warmup": "1s"}, "mailboxes": {"m": {"capacity": "unbounded"}},
    "processes": {
      "a": {"program": [{"loop": 10, "do": [{"send": "m"}, {"sleep": "1s"}]}]},
      "b": {"program": [{"sleep": "500ms"}, {"loop": 10, "do": [
          {"receive": "m"}, {"compute": "1s"}]}]}}})");
  const Program program = compile(*scenario);
  KeptWindows kept;
  RunOptions options = run_options(*scenario, program);
  options.cuts = {Instant{2'200'000'000}, Instant{5 * kSecond}};
  options.windows = &kept;
  kept.windows.push_back(simulate(program, options).measurements);
  return std::move(kept.windows);
}

}  // namespace

TEST_CASE("what a process that is alone does at a cut belongs to the next window") {
  const Program program = testing::program_of(R"({"ipcsim": 1,
    "mailboxes": {"m": {"capacity": "unbounded"}}, "processes": {"a": {"program": [
      {"sleep": "1ns"}, {"sleep": "8ns"}, {"sleep": "1ns"}, {"send": "m"}, {"sleep": "5ns"}]}}})");
  KeptWindows kept;
  RunOptions options;
  options.cuts = {Instant{10}};
  options.windows = &kept;
  kept.windows.push_back(simulate(program, options).measurements);
  REQUIRE(kept.windows.size() == 2);
  CHECK(kept.windows[0].mailboxes[0].accepted == 0);
  CHECK(kept.windows[1].mailboxes[0].accepted == 1);
  const auto sleeping = static_cast<std::size_t>(Activity::sleeping);
  CHECK(kept.windows[0].processes[0].time[sleeping] == 10);
  CHECK(kept.windows[1].processes[0].time[sleeping] == 5);
}

TEST_CASE("each window has the counts and waits that end in it, and its own part of the times") {
  const std::vector<Measurements> windows = clockwork_in_windows();
  REQUIRE(windows.size() == 3);
  CHECK(windows[0].window_begin.ns == 1 * kSecond);
  CHECK(windows[0].window_end.ns == 2'200'000'000);
  CHECK(windows[2].window_begin.ns == 5 * kSecond);
  CHECK(windows[2].window_end.ns == 8 * kSecond);

  // Receptions at 1.5 s; 2.5, 3.5, 4.5 s; 5.5, 6.5, 7.5 s. What is sent at a cut comes after it.
  CHECK(windows[0].mailboxes[0].accepted == 2);
  CHECK(windows[1].mailboxes[0].accepted == 2);
  CHECK(windows[2].mailboxes[0].accepted == 3);
  CHECK(windows[0].mailboxes[0].received == 1);
  CHECK(windows[1].mailboxes[0].received == 3);
  CHECK(windows[2].mailboxes[0].received == 3);
  // One waits over the first cut, with its full length in the second window.
  CHECK(windows[1].mailboxes[0].wait.mean_ns() == 0.5e9);
  CHECK(windows[0].mailboxes[0].depth_integral == 700'000'000);
  CHECK(windows[1].mailboxes[0].depth_integral == 1'300'000'000);
  CHECK(windows[1].mailboxes[0].depth_max == 1);
  const auto computing = static_cast<std::size_t>(Activity::computing);
  CHECK(windows[0].processes[1].time[computing] == 1'200'000'000);
  CHECK(windows[1].processes[1].time[computing] == 2'800'000'000);
}

TEST_CASE("a run that ends before a cut has no more windows") {
  const Program program = testing::program_of(R"({"ipcsim": 1, "run": {"until": "8s"},
    "mailboxes": {}, "processes": {"a": {"program": [{"sleep": "2500ms"}]}}})");
  KeptWindows kept;
  RunOptions options;
  options.until = Instant{8 * kSecond};
  options.cuts = {Instant{2 * kSecond}, Instant{3 * kSecond}, Instant{4 * kSecond}};
  options.windows = &kept;
  const RunResult result = simulate(program, options);
  REQUIRE(kept.windows.size() == 1);
  CHECK(result.measurements.window_begin.ns == 2 * kSecond);
  CHECK(result.measurements.window_end.ns == 2'500'000'000);
}

}  // namespace ipcsim
