// Runs a scenario, as many replications as it asks for, and says what came of it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/experiment/replicator.hpp"
#include "sim/experiment/results.hpp"
#include "sim/experiment/variant.hpp"

namespace ipcsim {

/// What gives an interval to go by, where nobody said how many.
inline constexpr std::uint32_t kUsualReplications = 10;

/// Replications of one variant, in order.
struct Replicated {
  std::vector<Replication> replications;
  bool some_left_out = false;  // by an interrupt

  void add(std::optional<Replication> replication);
};

/// The replications of one scenario, of which more can be run as long as there are too few.
class Experiment {
 public:
  /// What the variant points to must outlive the experiment.
  Experiment(const Variant& variant, ReplicationOptions options);

  /// Runs replications until there are `count` in all; after an interrupt there are fewer. Throws
  /// InternalError on a failed self-check.
  void replicate(std::uint32_t count);
  /// Of all that were run.
  [[nodiscard]] Results results() const;

 private:
  Variant variant_;
  Replicator replicator_;
  std::uint32_t asked_ = 0;
  Replicated done_;
};

/// Throws InternalError on a failed self-check. REQUIRES: the program is the scenario's.
Results run_experiment(const Scenario& scenario, const Program& program,
                       const ReplicationOptions& options);

/// The same of several, whose replications share the threads. By variant.
std::vector<Results> run_experiments(const std::vector<Variant>& variants,
                                     const ReplicationOptions& options);

}  // namespace ipcsim
