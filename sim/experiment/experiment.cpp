#include "sim/experiment/experiment.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/experiment/batch_means.hpp"
#include "sim/experiment/expectations.hpp"
#include "sim/experiment/notes.hpp"
#include "sim/experiment/precision.hpp"
#include "sim/experiment/statistics.hpp"
#include "sim/experiment/warnings.hpp"

namespace ipcsim {
namespace {

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

/// The values of one run's batches, if all of them passed.
std::vector<std::optional<double>> batch_values(const Replication& run, std::size_t slot,
                                                std::uint32_t batches) {
  std::vector<std::optional<double>> values;
  if (run.batches.size() < batches) return values;
  for (const MetricValues& batch : run.batches) values.push_back(batch[slot]);
  return values;
}

Estimate estimate_of(std::size_t slot, const MeasuringPlan& plan,
                     const std::vector<Replication>& replications) {
  if (plan.batches == 0 || replications.empty()) {
    return estimate(
        counted_values(replications, [&](const Replication& it) { return it.values[slot]; }));
  }
  const Replication& run = replications.front();
  return batch_means(plan.layout[slot], run.values[slot], batch_values(run, slot, plan.batches));
}

void add_metrics(Results& results, const MeasuringPlan& plan,
                 const std::vector<Replication>& replications) {
  for (std::size_t slot = 0; slot < plan.layout.size(); ++slot) {
    const MetricSlot& of = plan.layout[slot];
    MetricResult metric{.path = of.path, .metric = of.metric, .unit = of.unit};
    for (const Replication& replication : replications) {
      metric.values.push_back(replication.values[slot]);
    }
    metric.estimate = estimate_of(slot, plan, replications);
    results.metrics.push_back(std::move(metric));
  }
}

void add_totals(Results& results, const std::vector<Replication>& replications) {
  for (std::size_t t = 0; t < kTotals.size(); ++t) {
    TotalResult& total = results.totals[t];
    const auto value = [t](const Replication& it) { return it.totals[t]; };
    for (const Replication& replication : replications) total.values.push_back(value(replication));
    total.estimate = estimate(counted_values(replications, value));
  }
}

void add_precision(Results& results, const std::vector<PrecisionGoal>& goals) {
  for (const PrecisionGoal& goal : goals) {
    const MetricResult* metric = find_metric(results, goal.metric);
    check(metric != nullptr, "the reader lets only measured metrics into a precision");
    results.precision.push_back(judge_precision(
        goal, metric->estimate, static_cast<std::uint32_t>(results.replications.size())));
  }
}

/// Replication by replication, each of all variants, so that an interrupt leaves every variant with
/// equally many.
std::vector<ReplicationId> replications_of(const std::vector<Variant>& variants) {
  std::uint32_t most = 0;
  for (const Variant& variant : variants) {
    most = std::max(most, variant.scenario->run.replications);
  }
  std::vector<ReplicationId> all;
  for (std::uint32_t r = 0; r < most; ++r) {
    for (std::uint32_t v = 0; v < variants.size(); ++v) {
      const RunSettings& run = variants[v].scenario->run;
      if (r < run.replications) all.push_back({v, run.only_replication.value_or(r)});
    }
  }
  return all;
}

/// `asked`: how many replications there would be but for an interrupt.
Results results_of(const Variant& variant, const MeasuringPlan& plan, std::uint32_t asked,
                   const Replicated& done) {
  const std::vector<Replication>& replications = done.replications;
  Results results{.scenario = plan.summary, .interrupted = done.some_left_out};
  results.scenario.replications = asked;
  results.warmup = plan.warmup;
  results.batches = plan.batches;
  for (const Replication& replication : replications) {
    results.replications.push_back(replication.end);
    if (replication.end.reason == EndReason::interrupted) results.interrupted = true;
    if (badness(replication.end) > badness(results.replications[results.leading])) {
      results.leading = results.replications.size() - 1;
    }
  }
  add_metrics(results, plan, replications);
  add_totals(results, replications);
  add_precision(results, variant.scenario->run.precision);
  results.expectations = judge_expectations(results, variant.scenario->expect);
  results.notes = notes_on(results, *variant.program);
  for (std::string& warning : warnings_on(results, plan, replications)) {
    results.notes.push_back(std::move(warning));
  }
  return results;
}

/// Adds replications of the variant until those there are meet its precision, or are the most that
/// it may have; or until an interrupt. Of those that are there, the first number that is enough is
/// kept, so the result does not depend on `jobs`.
void make_precise(const Replicator& replicator, std::uint32_t variant, const RunSettings& run,
                  std::uint32_t jobs, Replicated& done) {
  std::vector<Replication>& replications = done.replications;
  std::uint32_t n = run.replications;
  if (run.precision.empty() || run.only_replication || done.some_left_out) return;
  const std::vector<MetricSlot>& layout = replicator.plan(variant).layout;
  while (n < run.max_replications &&
         !is_precise(layout, run.precision, std::span(replications).first(n))) {
    n = std::min(next_decision(n), run.max_replications);
    if (n <= replications.size()) continue;
    // Some may turn out to be needless: every thread is given one all the same.
    const std::uint32_t last = std::min(std::max(n, n - 1 + jobs), run.max_replications);
    std::vector<ReplicationId> more;
    for (auto r = static_cast<std::uint32_t>(replications.size()); r < last; ++r) {
      more.push_back({variant, r});
    }
    for (std::optional<Replication>& replication : replicator.run(more)) {
      done.add(std::move(replication));
    }
    if (done.some_left_out) return;
  }
  replications.resize(n);
}

}  // namespace

void Replicated::add(std::optional<Replication> replication) {
  if (replication) {
    replications.push_back(std::move(*replication));
  } else {
    some_left_out = true;
  }
}

Experiment::Experiment(const Variant& variant, ReplicationOptions options)
    : variant_(variant), replicator_({variant}, std::move(options)) {}

void Experiment::replicate(std::uint32_t count) {
  std::vector<ReplicationId> more;
  for (std::uint32_t r = asked_; r < count; ++r) more.push_back({0, r});
  asked_ = std::max(asked_, count);
  for (std::optional<Replication>& replication : replicator_.run(more)) {
    done_.add(std::move(replication));
  }
}

Results Experiment::results() const {
  return results_of(variant_, replicator_.plan(0), asked_, done_);
}

Results run_experiment(const Scenario& scenario, const Program& program,
                       const ReplicationOptions& options) {
  return std::move(run_experiments({{&scenario, &program}}, options).front());
}

std::vector<Results> run_experiments(const std::vector<Variant>& variants,
                                     const ReplicationOptions& options) {
  const Replicator replicator(variants, options);
  const std::vector<ReplicationId> which = replications_of(variants);
  std::vector<std::optional<Replication>> replications = replicator.run(which);
  std::vector<Replicated> by_variant(variants.size());
  for (std::size_t i = 0; i < which.size(); ++i) {
    by_variant[which[i].variant].add(std::move(replications[i]));
  }
  std::vector<Results> all;
  for (std::uint32_t v = 0; v < variants.size(); ++v) {
    const RunSettings& run = variants[v].scenario->run;
    make_precise(replicator, v, run, options.jobs, by_variant[v]);
    const auto ran = static_cast<std::uint32_t>(by_variant[v].replications.size());
    all.push_back(results_of(variants[v], replicator.plan(v), std::max(run.replications, ran),
                             by_variant[v]));
  }
  return all;
}

}  // namespace ipcsim
