// One replication: simulated, and measured as the experiment asks for. Knows nothing of others.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/experiment/growth.hpp"
#include "sim/experiment/metric_layout.hpp"
#include "sim/experiment/results.hpp"
#include "sim/experiment/scenario_summary.hpp"
#include "sim/experiment/totals.hpp"

namespace ipcsim {

using MetricValues = std::vector<std::optional<double>>;  // by metric, as metric_values gives them

/// A group of mailboxes, or a direct link, whose capacity is unbounded.
struct WatchedGroup {
  MailboxGroupId group;
  std::string name;
};

/// What is measured of one scenario, alike in all replications.
struct MeasuringPlan {
  ScenarioSummary summary;
  Warmup warmup;
  std::vector<MetricSlot> layout;
  std::uint32_t batches = 0;           // 0: none
  std::vector<WatchedGroup> may_grow;  // watched for growth
  /// What is expected of metrics; empty where nothing is left to chance.
  std::vector<MetricExpectation> chancy;
};

/// What the scenario asks for, and what is watched besides.
MeasuringPlan measuring_plan(const Scenario& scenario, const Program& program,
                             const Warmup& warmup);

struct Replication {
  ReplicationEnd end;
  MetricValues values;  // by layout
  Totals totals;
  std::vector<MetricValues> batches;  // those that passed whole
  std::vector<NetFlows> net_flows;    // by may_grow
};

/// The plan says when the measuring begins, whatever the options do.
Replication run_replication(const Program& program, RunOptions options, const MeasuringPlan& plan);

/// Of values, one for each replication: those of the replications whose figures are comparable;
/// all, if none are.
std::vector<std::optional<double>> counted_values(
    std::span<const Replication> replications,
    const std::function<std::optional<double>(const Replication&)>& value);

}  // namespace ipcsim
