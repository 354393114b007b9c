// Runs replications of one or several scenarios side by side on threads. Each is a function of its
// scenario, its seed and its number alone, so what comes out does not depend on how many threads
// there are, nor on their order. Knows nothing of statistics.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "sim/engine/trace.hpp"
#include "sim/experiment/replication.hpp"
#include "sim/experiment/variant.hpp"

namespace ipcsim {

struct ReplicationOptions {
  std::uint32_t jobs = 1;  // threads; at least 1
  /// Sees what happens. REQUIRES: null, or only one replication is run.
  TraceSink* trace = nullptr;
  /// Once true, the replications under way end as `interrupted` and no more begin.
  const std::atomic<bool>* interrupt = nullptr;
  /// End a replication at its first partial deadlock that has all its members; see RunOptions.
  bool stop_on_deadlock = false;
  /// Called behind each replication, by one thread at a time.
  std::function<void()> on_done = {};
};

/// One replication of one of the variants.
struct ReplicationId {
  std::uint32_t variant = 0;
  std::uint32_t replication = 0;  // from 0
};

/// What the scenario's `run` settings mean for its first replication.
RunOptions run_options(const Scenario& scenario, const Program& program);

class Replicator {
 public:
  /// What the variants point to must outlive it. Runs the pilots of those whose warm-up is to be
  /// found. Throws InternalError on a failed self-check.
  Replicator(std::vector<Variant> variants, ReplicationOptions options);

  /// As `which`; empty for those that an interrupt left out. Throws InternalError on a failed
  /// self-check.
  std::vector<std::optional<Replication>> run(std::span<const ReplicationId> which) const;

  [[nodiscard]] const ScenarioSummary& summary(std::uint32_t variant) const {
    return plans_[variant].summary;
  }
  [[nodiscard]] const MeasuringPlan& plan(std::uint32_t variant) const { return plans_[variant]; }

  /// On this thread; does not look at `interrupt` before it begins, nor call on_done.
  [[nodiscard]] Replication run_one(ReplicationId id) const;

 private:
  [[nodiscard]] RunOptions options_of(ReplicationId id) const;
  [[nodiscard]] Warmup warmup_of(std::uint32_t variant) const;

  const std::vector<Variant> variants_;
  const ReplicationOptions options_;
  std::vector<MeasuringPlan> plans_;  // by variant
};

}  // namespace ipcsim
