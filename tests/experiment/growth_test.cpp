#include "sim/experiment/growth.hpp"

#include <string>

#include <doctest/doctest.h>

#include "sim/experiment/windowed_run.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim {
namespace {

using testing::test_scale;

/// M/M/1: arrivals 1 ms apart in the mean, a service `load` times as long.
std::string queue(double load) {
  return R"({"ipcsim": 1, "run": {"until": "1s"},
    "mailboxes": {"queue": {"capacity": "unbounded"}, "limited": {"capacity": 3}}, "processes": {
      "source": {"program": [{"loop": "forever", "do": [
          {"sleep": {"exponential": "1ms"}}, {"send": "queue"}]}]},
      "server": {"program": [{"loop": "forever", "do": [
          {"receive": "queue"}, {"compute": {"exponential": ")" +
         std::to_string(load) + R"(ms"}}]}]}}})";
}

/// In how many of `experiments` with `replications` each the queue is said to keep growing.
struct Trial {
  double load = 0;
  std::int64_t seconds = 0;
  std::uint32_t replications = 1;
  std::uint32_t experiments = 0;
};

std::uint32_t alarms(const Trial& trial, double level) {
  const Program program = testing::program_of(queue(trial.load));
  std::uint32_t alarms = 0;
  RunOptions options;
  options.until = Instant{trial.seconds * 1'000'000'000};
  for (std::uint32_t e = 0; e < trial.experiments; ++e) {
    std::vector<NetFlows> runs(trial.replications);
    for (NetFlows& flows : runs) {
      ++options.replication;
      simulate_in_windows(program, options, kGrowthWindows, [&](const Measurements& window) {
        flows.push_back(net_flow(program, window, MailboxGroupId{0}));
      });
    }
    alarms += keeps_growing(runs, level) ? 1 : 0;
  }
  return alarms;
}

}  // namespace

TEST_CASE("only mailboxes without a limit may grow for ever") {
  const Program program = testing::program_of(queue(0.5));
  const std::vector<MailboxGroupId> groups = unbounded_groups(program);
  REQUIRE(groups.size() == 1);
  CHECK(groups[0] == MailboxGroupId{0});
}

TEST_CASE("a stable M/M/1 raises no alarm, however high its load and however many replications") {
  const auto experiments = static_cast<std::uint32_t>(400 * test_scale());
  for (const double load : {0.5, 0.8, 0.9, 0.95}) {
    const std::uint32_t single = alarms({load, 20, 1, experiments}, kGrowthLevel);
    const std::uint32_t many = alarms({load, 4, 50, experiments / 10}, kGrowthLevel);
    MESSAGE("load " << load << ": " << single << " false alarms of " << experiments << ", " << many
                    << " of " << experiments / 10 << " with 50 replications");
    CHECK(single + many <= 1);
  }
}

TEST_CASE("M/M/1 at load 1.05 is seen to grow, given 100,000 messages in all") {
  const auto experiments = static_cast<std::uint32_t>(100 * test_scale());
  const std::uint32_t single = alarms({1.05, 100, 1, experiments}, kGrowthLevel);
  const std::uint32_t many = alarms({1.05, 10, 10, experiments}, kGrowthLevel);
  MESSAGE("load 1.05: seen in " << single << " and " << many << " of " << experiments);
  CHECK(single >= 0.9 * experiments);
  CHECK(many >= 0.9 * experiments);
}

TEST_CASE("growth that is over is no growth, steady growth is, without any chance too") {
  const NetFlows rising(40, 5);
  CHECK(keeps_growing({rising}, kGrowthLevel));
  NetFlows filled(40, 0);
  for (std::size_t i = 0; i < 25; ++i) filled[i] = 5;
  CHECK_FALSE(keeps_growing({filled}, kGrowthLevel));
  NetFlows beats(40, 0);
  for (std::size_t i = 0; i + 1 < 40; i += 2) {
    beats[i] = 1;
    beats[i + 1] = -1;
  }
  CHECK_FALSE(keeps_growing({beats}, kGrowthLevel));
  CHECK_FALSE(keeps_growing({NetFlows(40, 0)}, kGrowthLevel));
  CHECK_FALSE(keeps_growing({}, kGrowthLevel));
  CHECK_FALSE(keeps_growing({NetFlows(6, 5)}, kGrowthLevel));  // too little is known
}

}  // namespace ipcsim
