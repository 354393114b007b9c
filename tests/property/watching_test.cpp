// What is read off a trace is what was measured, to the nanosecond, on random scenarios with cores
// and links. A failure prints the seed that repeats it: IPCSIM_PROPERTY_SEED=… ./property_test
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "sim/engine/doings.hpp"
#include "sim/engine/message_fates.hpp"
#include "sim/program/compile.hpp"
#include "tests/property/random_network.hpp"
#include "tests/property/random_program.hpp"
#include "tests/property/random_scenario.hpp"
#include "tests/property/recorded_run.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

constexpr double kScenarios = 5'000;

/// Sums up what processes do, and how long messages wait.
class Sums : public TraceSink {
 public:
  explicit Sums(const Program& program)
      : doings_(program),
        last_(program.processes),
        time_(program.processes),
        waits_(program.mailboxes) {}

  void record(const TraceEvent& event) override {
    for (const Doing& doing : doings_.after(event)) change(doing);
    const auto fate = fates_.after(event);
    if (!fate || fate->is_reply || fate->end != MessageEnd::received) return;
    waits_[fate->mailbox.index()].add(fate->ended - *fate->accepted);
  }
  void record_turn(const CoreTurn& turn) override {
    for (const Doing& doing : doings_.after(turn)) change(doing);
  }

  /// In words; empty: nothing differs.
  std::string difference(const Program& program, const RunResult& result) {
    for (std::uint32_t i = 0; i < last_.size(); ++i) {
      change({result.end, ProcessId{i}, Activity::finished});
      const auto& measured = result.measurements.processes[i].time;
      for (std::size_t a = 0; a < kMeasuredActivities; ++a) {
        if (time_[i][a] == measured[a]) continue;
        return ipcsim::name_of(program, ProcessId{i}) + ", activity " + std::to_string(a) +
               ": watched " + std::to_string(time_[i][a]) + " ns, measured " +
               std::to_string(measured[a]) + " ns";
      }
    }
    for (std::uint32_t i = 0; i < waits_.size(); ++i) {
      const Histogram& measured = result.measurements.mailboxes[i].wait;
      if (text_of(waits_[i]) == text_of(measured)) continue;
      return ipcsim::name_of(program, MailboxId{i}) + ": waits watched " + text_of(waits_[i]) +
             ", measured " + text_of(measured);
    }
    return "";
  }

 private:
  static std::string text_of(const Histogram& histogram) {
    std::string text;
    for (const Histogram::Bin& bin : histogram.bins()) {
      text += std::to_string(bin.low.ns) + "-" + std::to_string(bin.high.ns) + ":" +
              std::to_string(bin.count) + " ";
    }
    return text;
  }

  void change(const Doing& doing) {
    Doing& last = last_[doing.process.index()];
    const auto activity = static_cast<std::size_t>(last.activity);
    if (activity < kMeasuredActivities) {
      time_[doing.process.index()][activity] += (doing.since - last.since).ns;
    }
    last = doing;
  }

  Doings doings_;
  MessageFates fates_;
  std::vector<Doing> last_;
  std::vector<std::array<std::int64_t, kMeasuredActivities>> time_;
  std::vector<Histogram> waits_;
};

std::string difference_when_watched(const std::string& text) {
  const auto scenario = scenario_in_this_folder(text);
  const Program program = compile(*scenario);
  RunOptions options = run_options(*scenario, program);
  options.until = std::min(options.until, kLongestRun);
  options.warmup = {};
  Sums sums(program);
  options.trace = &sums;
  const RunResult result = simulate(program, options);
  return sums.difference(program, result);
}

/// With cores that processes share, switches, quanta and costs on every host.
std::string with_few_cores(const std::string& scenario, std::uint64_t seed) {
  Json json = json_of(scenario);
  Dice dice(seed);
  for (auto& [name, host] : json["hosts"].items()) {
    host["cores"] = 1 + dice.below(2);
    if (dice.chance(50)) host["quantum"] = random_ns(1 + dice.below(5));
    if (dice.chance(50)) host["context_switch"] = random_ns(dice.below(3));
    if (dice.chance(50)) host["costs"]["send"] = random_ns(dice.below(4));
    if (dice.chance(50)) host["costs"]["receive"] = random_ns(dice.below(4));
  }
  return json.dump();
}

}  // namespace

TEST_CASE("what processes do, and how long messages wait, is read off a trace as it is measured") {
  for (const std::uint64_t seed : property_seeds(2'100'000, kScenarios * test_scale())) {
    const std::string text = random_scenario(seed);
    const std::string over_links = over_network(text, seed);
    for (const std::string& it : {text, over_links, with_few_cores(over_links, seed)}) {
      INFO("IPCSIM_PROPERTY_SEED=", seed, "\n", it);
      REQUIRE_EQ(difference_when_watched(it), "");
    }
  }
}

}  // namespace ipcsim::testing
