#include "sim/experiment/experiment.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "sim/experiment/expectations.hpp"
#include "sim/experiment/notes.hpp"
#include "sim/experiment/statistics.hpp"

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

/// The values of the replications whose figures are comparable; of all, if none are.
std::vector<std::optional<double>> counted_values(
    const std::vector<Replication>& replications,
    const std::vector<std::optional<double>>& values) {
  const bool none_whole = std::none_of(replications.begin(), replications.end(),
                                       [](const Replication& it) { return ended_whole(it.end); });
  std::vector<std::optional<double>> counted;
  for (std::size_t i = 0; i < replications.size(); ++i) {
    if (none_whole || ended_whole(replications[i].end)) counted.push_back(values[i]);
  }
  return counted;
}

void add_metrics(Results& results, const std::vector<MetricSlot>& layout,
                 const std::vector<Replication>& replications) {
  for (std::size_t slot = 0; slot < layout.size(); ++slot) {
    MetricResult metric{
        .path = layout[slot].path, .metric = layout[slot].metric, .unit = layout[slot].unit};
    for (const Replication& replication : replications) {
      metric.values.push_back(replication.values[slot]);
    }
    metric.estimate = estimate(counted_values(replications, metric.values));
    results.metrics.push_back(std::move(metric));
  }
}

void add_totals(Results& results, const std::vector<Replication>& replications) {
  for (std::size_t t = 0; t < kTotals.size(); ++t) {
    TotalResult& total = results.totals[t];
    for (const Replication& replication : replications) {
      total.values.push_back(replication.totals[t]);
    }
    total.estimate = estimate(counted_values(replications, total.values));
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

Results results_of(const Variant& variant, ScenarioSummary summary,
                   const std::vector<Replication>& replications) {
  Results results{.scenario = std::move(summary)};
  for (const Replication& replication : replications) {
    results.replications.push_back(replication.end);
    if (badness(replication.end) > badness(results.replications[results.leading])) {
      results.leading = results.replications.size() - 1;
    }
  }
  add_metrics(results, metric_layout(results.scenario), replications);
  add_totals(results, replications);
  results.expectations = judge_expectations(results, variant.scenario->expect);
  results.notes = notes_on(results, *variant.program);
  return results;
}

}  // namespace

Experiment::Experiment(const Variant& variant, ReplicationOptions options)
    : variant_(variant), replicator_({variant}, std::move(options)) {}

void Experiment::replicate(std::uint32_t count) {
  std::vector<ReplicationId> more;
  for (std::uint32_t r = asked_; r < count; ++r) more.push_back({0, r});
  asked_ = std::max(asked_, count);
  for (std::optional<Replication>& replication : replicator_.run(more)) {
    if (replication) replications_.push_back(std::move(*replication));
  }
}

Results Experiment::results() const {
  ScenarioSummary summary = replicator_.summary(0);
  summary.replications = asked_;
  return results_of(variant_, std::move(summary), replications_);
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
  std::vector<std::vector<Replication>> by_variant(variants.size());
  for (std::size_t i = 0; i < which.size(); ++i) {
    if (replications[i]) by_variant[which[i].variant].push_back(std::move(*replications[i]));
  }
  std::vector<Results> all;
  for (std::uint32_t v = 0; v < variants.size(); ++v) {
    all.push_back(results_of(variants[v], replicator.summary(v), by_variant[v]));
  }
  return all;
}

}  // namespace ipcsim
