#include "sim/experiment/experiment.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "sim/experiment/expectations.hpp"
#include "sim/experiment/metric_layout.hpp"
#include "sim/experiment/notes.hpp"
#include "sim/experiment/statistics.hpp"

namespace ipcsim {
namespace {

struct Replication {
  bool ran = false;
  ReplicationEnd end;
  std::vector<std::optional<double>> values;  // by metric
};

/// Runs the replications on `jobs` threads, each taking the next one that nobody has taken.
class Replicator {
 public:
  Replicator(const Scenario& scenario, const Program& program, const ExperimentOptions& options,
             const std::vector<MetricSlot>& layout)
      : scenario_(scenario),
        program_(program),
        options_(options),
        layout_(layout),
        replications_(scenario.run.replications) {}

  std::vector<Replication> run() {
    const std::uint32_t jobs =
        std::clamp<std::uint32_t>(options_.jobs, 1, scenario_.run.replications);
    std::vector<std::thread> others;
    others.reserve(jobs - 1);
    try {
      for (std::uint32_t i = 1; i < jobs; ++i) others.emplace_back([this] { work(); });
    } catch (const std::system_error&) {
      // The system gives no more threads: those there are do all the work.
    }
    work();
    for (std::thread& other : others) other.join();
    if (failure_) std::rethrow_exception(failure_);
    return std::move(replications_);
  }

 private:
  void work() {
    try {
      for (std::uint32_t i = next_++; i < replications_.size(); i = next_++) {
        if (options_.interrupt != nullptr && options_.interrupt->load()) return;
        run_one(i);
      }
    } catch (...) {
      const std::lock_guard lock(failure_mutex_);
      if (!failure_) failure_ = std::current_exception();
      next_ = static_cast<std::uint32_t>(replications_.size());
    }
  }

  void run_one(std::uint32_t i) {
    RunOptions options = run_options(scenario_, program_);
    options.replication = i;
    options.trace = i == 0 ? options_.trace : nullptr;
    options.interrupt = options_.interrupt;
    options.stop_on_deadlock = options_.stop_on_deadlock;
    const RunResult result = simulate(program_, options);
    replications_[i] = {true,
                        {i, result.reason, result.end, reported(program_, result.findings)},
                        metric_values(program_, layout_, result.measurements)};
  }

  const Scenario& scenario_;
  const Program& program_;
  const ExperimentOptions& options_;
  const std::vector<MetricSlot>& layout_;
  std::vector<Replication> replications_;
  std::atomic<std::uint32_t> next_ = 0;
  std::mutex failure_mutex_;
  std::exception_ptr failure_;
};

/// The worse, the higher.
int badness(const ReplicationEnd& end) {
  switch (end.reason) {
    case EndReason::program_error:
      return 7;
    case EndReason::deadlock:
      return 6;
    case EndReason::livelock:
      return 5;
    default:
      break;
  }
  if (is_stuck(end)) return 4;
  switch (end.reason) {
    case EndReason::interrupted:
      return 3;
    case EndReason::time_limit:
      return 2;
    case EndReason::message_limit:
      return 1;
    default:
      return 0;
  }
}

void add_metrics(Results& results, const std::vector<MetricSlot>& layout,
                 const std::vector<Replication>& replications) {
  const bool none_whole = std::none_of(replications.begin(), replications.end(),
                                       [](const Replication& it) { return ended_whole(it.end); });
  for (std::size_t slot = 0; slot < layout.size(); ++slot) {
    MetricResult metric{
        .path = layout[slot].path, .metric = layout[slot].metric, .unit = layout[slot].unit};
    std::vector<std::optional<double>> counted;
    for (const Replication& replication : replications) {
      metric.values.push_back(replication.values[slot]);
      if (none_whole || ended_whole(replication.end)) {
        counted.push_back(metric.values.back());
      }
    }
    metric.estimate = estimate(counted);
    results.metrics.push_back(std::move(metric));
  }
}

}  // namespace

RunOptions run_options(const Scenario& scenario, const Program& program) {
  RunOptions run;
  if (scenario.run.until) run.until = Instant{scenario.run.until->ns};
  if (const auto& limit = scenario.run.message_limit) {
    const MailboxGroup& group = program.mailbox_groups[limit->group.index()];
    run.goal = MessageGoal{{group.first, group.count}, limit->messages};
    if (limit->element) run.goal->mailboxes = {{group.first.value + *limit->element}, 1};
  }
  run.warmup = Instant{scenario.run.warmup.ns};
  run.seed = scenario.run.seed;
  run.zero_time_limit = scenario.run.zero_time_limit;
  return run;
}

Results run_experiment(const Scenario& scenario, const Program& program,
                       const ExperimentOptions& options) {
  Results results{.scenario = summary_of(scenario, program)};
  const std::vector<MetricSlot> layout = metric_layout(results.scenario);
  std::vector<Replication> replications = Replicator(scenario, program, options, layout).run();
  std::erase_if(replications, [](const Replication& it) { return !it.ran; });

  for (const Replication& replication : replications) {
    results.replications.push_back(replication.end);
    if (badness(replication.end) > badness(results.replications[results.leading])) {
      results.leading = results.replications.size() - 1;
    }
  }
  add_metrics(results, layout, replications);
  results.expectations = judge_expectations(results, scenario.expect);
  results.notes = notes_on(results, program);
  return results;
}

}  // namespace ipcsim
