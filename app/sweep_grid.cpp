#include "app/sweep_grid.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "app/usage_error.hpp"
#include "sim/base/check.hpp"
#include "sim/base/spelling.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr std::size_t kMostPoints = 1'000'000;

}  // namespace

SweepGrid::SweepGrid(const SweepRequest& request, Terminal& terminal)
    : request_(request), interrupt_(terminal.interrupt), source_(request.file) {
  sweep_.variations = request.variations;
  if (count_points(request.variations) > kMostPoints) {
    throw UsageError("--vary: " + grouped(count_points(request.variations)) +
                         " combinations are more than a sweep takes",
                     {"at most " + grouped(kMostPoints)});
  }
  for (std::vector<std::string>& values : all_points(request.variations)) {
    sweep_.points.push_back({.values = std::move(values)});
  }
  check_points(terminal);
}

std::vector<Override> SweepGrid::overrides_at(std::size_t point) const {
  std::vector<Override> overrides = request_.overrides;
  for (std::size_t v = 0; v < sweep_.variations.size(); ++v) {
    overrides.push_back({"--vary", sweep_.variations[v].path, sweep_.points[point].values[v]});
  }
  return overrides;
}

void SweepGrid::check_points(Terminal& terminal) {
  for (std::size_t i = 0; i < sweep_.points.size(); ++i) {
    SweepPoint& point = sweep_.points[i];
    LoadedScenario loaded =
        source_.load({.overrides = overrides_at(i), .show_warnings = i == 0}, terminal);
    if (loaded.scenario == nullptr) {
      has_errors_ = true;
      return;
    }
    for (const std::string& trace : loaded.traces) {
      if (std::find(traces_.begin(), traces_.end(), trace) == traces_.end()) {
        traces_.push_back(trace);
      }
    }
    SweptMetrics metrics =
        swept_metrics(summary_of(*loaded.scenario, *loaded.program), request_.metrics);
    if (i == 0) {
      check_metrics(metrics);
      tell_what_stands_aside(loaded.scenario->run, terminal);
      sweep_.scenario = summary_of(*loaded.scenario, *loaded.program);
      sweep_.columns = request_.metrics;
    }
    point.metrics = i > 0 && *sweep_.points[i - 1].metrics == metrics
                        ? sweep_.points[i - 1].metrics
                        : std::make_shared<const SweptMetrics>(std::move(metrics));
    point.replications = loaded.scenario->run.replications;
    begins_.push_back(begins_.back() + point.replications);
    if (i == 0) first_ = std::move(loaded);
  }
}

void SweepGrid::tell_what_stands_aside(const RunSettings& run, Terminal& terminal) const {
  if (run.precision.empty() && run.batches == 0) return;
  terminal.err << source_.name() << ": a sweep runs " << counted(run.replications, "replication")
               << " of each point, whatever " << (run.batches > 0 ? "run.batches" : "run.precision")
               << " asks for\n";
}

void SweepGrid::check_metrics(const SweptMetrics& known) const {
  for (const std::string& path : request_.metrics) {
    const bool is_known = std::any_of(
        known.begin(), known.end(), [&](const SweptMetric& metric) { return metric.path == path; });
    if (is_known) continue;
    std::vector<std::string> hints;
    std::vector<std::string> paths;
    const LoadedScenario loaded = source_.attempt(request_.overrides).loaded;
    if (loaded.scenario != nullptr) {
      for (const SweptMetric& metric :
           swept_metrics(summary_of(*loaded.scenario, *loaded.program), {})) {
        paths.push_back(metric.path);
      }
    }
    if (const auto meant = nearest(path, paths)) {
      hints.push_back("did you mean " + quote(*meant) + "?");
    }
    hints.emplace_back(
        "total.throughput is over all mailboxes, mailboxes.NAME.throughput of one; "
        "ipcsim run FILE --format csv lists all but the totals");
    throw UsageError("--metric: nothing that is measured is called " + quote(path), hints);
  }
}

SweepGrid::Place SweepGrid::place_of(std::size_t number) const {
  const auto behind = std::upper_bound(begins_.begin(), begins_.end(), number);
  const auto point = static_cast<std::size_t>(behind - begins_.begin()) - 1;
  return {point, static_cast<std::uint32_t>(number - begins_[point])};
}

std::shared_ptr<const SweepGrid::LoadedPoint> SweepGrid::loaded(std::size_t point) {
  constexpr std::size_t kKept = 4;
  // Held while a point is loaded: others that want it wait for it, and do not load it as well.
  const std::lock_guard lock(recent_mutex_);
  for (const auto& recent : recent_) {
    if (recent->point == point) return recent;
  }
  ScenarioSource::Attempt attempt = source_.attempt(overrides_at(point));
  check(attempt.error.empty(), "a point that was valid is valid");
  auto result = std::make_shared<LoadedPoint>();
  result->point = point;
  result->loaded = std::move(attempt.loaded);
  const Variant variant{result->loaded.scenario.get(), result->loaded.program.get()};
  result->replicator.emplace(std::vector<Variant>{variant},
                             ReplicationOptions{.jobs = request_.jobs, .interrupt = &interrupt_});
  recent_.push_back(result);
  if (recent_.size() > kKept) recent_.erase(recent_.begin());
  return result;
}

SweepRecord SweepGrid::run(std::size_t number) {
  const Place place = place_of(number);
  return run_record(*loaded(place.point)->replicator, place.replication,
                    *sweep_.points[place.point].metrics);
}

}  // namespace ipcsim
