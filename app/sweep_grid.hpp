// The points of a sweep, each checked before anything runs, and read again when its turn comes: no
// more than a few of them are in memory at once.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "app/load_scenario.hpp"
#include "app/request.hpp"
#include "app/terminal.hpp"
#include "sim/experiment/sweep.hpp"

namespace ipcsim {

class SweepGrid {
 public:
  /// Reads and compiles every point; errors are shown, those of one point alone. Throws UsageError
  /// for metrics that no point has.
  SweepGrid(const SweepRequest& request, Terminal& terminal);

  [[nodiscard]] bool has_errors() const { return has_errors_; }
  /// The first point, as its results are told of. REQUIRES: !has_errors().
  [[nodiscard]] const LoadedScenario& first() const { return first_; }
  /// The files of the traces that the points name.
  [[nodiscard]] const std::vector<std::string>& traces() const { return traces_; }
  /// Points without records.
  [[nodiscard]] const Sweep& empty_sweep() const { return sweep_; }

  /// Replications over all points. They are numbered point by point.
  [[nodiscard]] std::size_t replications() const { return begins_.back(); }
  /// Which replication (from 0) at which point has this number.
  struct Place {
    std::size_t point = 0;
    std::uint32_t replication = 0;
  };
  [[nodiscard]] Place place_of(std::size_t number) const;

  /// Runs the replication with this number. For any number of threads.
  SweepRecord run(std::size_t number);

 private:
  /// A point ready to run.
  struct LoadedPoint {
    std::size_t point = 0;
    LoadedScenario loaded;
    std::optional<Replicator> replicator;  // of `loaded`, with its warm-up found
  };

  [[nodiscard]] std::vector<Override> overrides_at(std::size_t point) const;
  std::shared_ptr<const LoadedPoint> loaded(std::size_t point);
  void check_points(Terminal& terminal);
  void tell_what_stands_aside(const RunSettings& run, Terminal& terminal) const;
  void check_metrics(const SweptMetrics& known) const;

  const SweepRequest& request_;
  const std::atomic<bool>& interrupt_;
  ScenarioSource source_;
  Sweep sweep_;
  std::vector<std::size_t> begins_ = {0};  // by point, the number of its first replication
  LoadedScenario first_;
  std::vector<std::string> traces_;
  bool has_errors_ = false;

  std::mutex recent_mutex_;
  std::vector<std::shared_ptr<const LoadedPoint>> recent_;  // the last of them was loaded last
};

}  // namespace ipcsim
