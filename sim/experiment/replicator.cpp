#include "sim/experiment/replicator.hpp"

#include <mutex>
#include <utility>

#include "sim/experiment/pilot.hpp"
#include "sim/experiment/work_in_parallel.hpp"

namespace ipcsim {

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

Replicator::Replicator(std::vector<Variant> variants, ReplicationOptions options)
    : variants_(std::move(variants)), options_(std::move(options)) {
  for (std::uint32_t v = 0; v < variants_.size(); ++v) {
    const Variant& variant = variants_[v];
    plans_.push_back(measuring_plan(*variant.scenario, *variant.program, warmup_of(v)));
  }
}

Warmup Replicator::warmup_of(std::uint32_t variant) const {
  const RunSettings& run = variants_[variant].scenario->run;
  if (!run.find_warmup) return {.length = run.warmup};
  std::vector<PilotSeries> pilot(kPilotReplications);
  work_in_parallel(options_.jobs, pilot.size(), [&](std::size_t i) {
    if (options_.interrupt != nullptr && options_.interrupt->load()) return;
    RunOptions options = options_of({variant, static_cast<std::uint32_t>(i)});
    options.trace = nullptr;
    pilot[i] = pilot_series(*variants_[variant].program, options);
  });
  return find_warmup(pilot, Instant{} + *run.until);
}

std::vector<std::optional<Replication>> Replicator::run(
    std::span<const ReplicationId> which) const {
  std::vector<std::optional<Replication>> replications(which.size());
  std::mutex done_mutex;
  work_in_parallel(options_.jobs, which.size(), [&](std::size_t i) {
    if (options_.interrupt != nullptr && options_.interrupt->load()) return;
    replications[i] = run_one(which[i]);
    if (!options_.on_done) return;
    const std::lock_guard lock(done_mutex);
    options_.on_done();
  });
  return replications;
}

Replication Replicator::run_one(ReplicationId id) const {
  return run_replication(*variants_[id.variant].program, options_of(id), plans_[id.variant]);
}

RunOptions Replicator::options_of(ReplicationId id) const {
  const Variant& variant = variants_[id.variant];
  RunOptions options = run_options(*variant.scenario, *variant.program);
  options.replication = id.replication;
  options.trace = options_.trace;
  options.interrupt = options_.interrupt;
  options.stop_on_deadlock = options_.stop_on_deadlock;
  return options;
}

}  // namespace ipcsim
