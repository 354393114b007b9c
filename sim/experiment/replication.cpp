#include "sim/experiment/replication.hpp"

#include <algorithm>

#include "sim/experiment/windowed_run.hpp"

namespace ipcsim {
namespace {

/// Processes and mailboxes; beyond, 40 cuts take longer than many a run.
constexpr std::uint64_t kMostWatched = 20'000;

/// Batches serve to see growth as well, if there are any. A run without a time at which it ends
/// cannot be cut in advance.
std::uint32_t window_count(const MeasuringPlan& plan, const RunOptions& options) {
  if (plan.batches > 0) return plan.batches;
  return plan.may_grow.empty() || options.until == kNever ? 1 : kGrowthWindows;
}

bool leaves_to_chance(const Program& program) {
  const auto is_random = [](const Distribution& it) {
    return it.kind() != Distribution::Kind::constant && it.kind() != Distribution::Kind::trace;
  };
  const auto is_drawn = [](const Operation& it) { return it.addressing == Addressing::drawn; };
  const auto is_lossy = [](const Link& it) { return it.loss > 0; };
  return !program.choices.empty() || std::ranges::any_of(program.distributions, is_random) ||
         std::ranges::any_of(program.operations, is_drawn) ||
         std::ranges::any_of(program.links, is_lossy);
}

}  // namespace

MeasuringPlan measuring_plan(const Scenario& scenario, const Program& program,
                             const Warmup& warmup) {
  MeasuringPlan plan{
      .summary = summary_of(scenario, program), .warmup = warmup, .batches = scenario.run.batches};
  plan.summary.warmup = warmup.length;
  plan.layout = metric_layout(plan.summary);
  if (leaves_to_chance(program)) plan.chancy = scenario.expect.metrics;
  if (program.processes + program.mailboxes > kMostWatched) return plan;
  for (const MailboxGroupId group : unbounded_groups(program)) {
    plan.may_grow.push_back({group, name_of(program, group)});
  }
  return plan;
}

Replication run_replication(const Program& program, RunOptions options, const MeasuringPlan& plan) {
  options.warmup = Instant{} + plan.warmup.length;
  Replication replication;
  replication.net_flows.resize(plan.may_grow.size());
  const auto observe = [&](const Measurements& window) {
    for (std::size_t i = 0; i < plan.may_grow.size(); ++i) {
      replication.net_flows[i].push_back(net_flow(program, window, plan.may_grow[i].group));
    }
    if (plan.batches == 0) return;
    replication.batches.push_back(metric_values(program, plan.layout, window));
  };
  RunResult result = simulate_in_windows(program, options, window_count(plan, options), observe);
  replication.end = {static_cast<std::uint32_t>(options.replication), result.reason, result.end,
                     reported(program, result.findings)};
  replication.values = metric_values(program, plan.layout, result.measurements);
  replication.totals = totals_of(result.measurements);
  return replication;
}

std::vector<std::optional<double>> counted_values(
    std::span<const Replication> replications,
    const std::function<std::optional<double>(const Replication&)>& value) {
  const bool none_whole =
      std::ranges::none_of(replications, [](const Replication& it) { return ended_whole(it.end); });
  std::vector<std::optional<double>> counted;
  for (const Replication& replication : replications) {
    if (none_whole || ended_whole(replication.end)) counted.push_back(value(replication));
  }
  return counted;
}

}  // namespace ipcsim
