#include "sim/engine/deadlock_watch.hpp"

#include <algorithm>

#include "sim/machine/explanation.hpp"

namespace ipcsim {

std::int64_t DeadlockWatch::first_credit(Eagerness eagerness, std::uint64_t credit) {
  switch (eagerness) {
    case Eagerness::thrifty:
      return static_cast<std::int64_t>(credit);
    case Eagerness::eager:
      return kEndless;
    case Eagerness::at_the_end:
      return -kEndless;
  }
  return 0;
}

DeadlockWatch::DeadlockWatch(const Program& program, Eagerness eagerness, std::uint64_t credit)
    : program_(program),
      search_(program),
      doomed_since_(program.processes, kNever),
      credit_(first_credit(eagerness, credit)) {}

bool DeadlockWatch::look(Instant now) {
  stuck_ = search_.search(situation_);
  cost_ = kEventsForAPlace * static_cast<std::int64_t>(kCostOfAnySearch + search_.work());
  credit_ -= cost_;
  note_stuck(now);
  return std::any_of(stuck_.begin(), stuck_.end(), [&](ProcessId p) {
    return !is_idle(program_, p, situation_.processes[p.index()]);
  });
}

void DeadlockWatch::note_stuck(Instant now) {
  newly_stuck_.clear();
  for (const ProcessId p : stuck_) {
    if (doomed_since_[p.index()] != kNever) continue;
    doomed_since_[p.index()] = now;
    newly_stuck_.push_back(p);
  }
}

void DeadlockWatch::date(const std::vector<Instant>& dates) {
  for (std::size_t i = 0; i < dates.size(); ++i) {
    doomed_since_[newly_stuck_[i].index()] = dates[i];
  }
}

std::vector<Finding> DeadlockWatch::findings() const {
  std::vector<Finding> findings = explained(search_.may_get_stuck());
  for (Finding& finding : findings) {
    if (finding.kind == FindingKind::deadlock) finding.kind = FindingKind::partial_deadlock;
  }
  return findings;
}

void DeadlockWatch::stand_still(Instant now) {
  stuck_.clear();
  for (std::uint32_t i = 0; i < program_.processes; ++i) {
    if (situation_.processes[i].standing != Standing::finished) stuck_.push_back(ProcessId{i});
  }
  note_stuck(now);
}

std::vector<Finding> DeadlockWatch::explained(const std::vector<ProcessId>& may_get_stuck) const {
  std::vector<Finding> findings = explain(program_, situation_, stuck_, may_get_stuck);
  for (Finding& finding : findings) {
    finding.doomed_since = kNever;
    for (const StuckProcess& process : finding.processes) {
      const Instant doomed = doomed_since_[process.process.index()];
      finding.doomed_since = std::min(finding.doomed_since, doomed);
      finding.since = std::max(finding.since, doomed);
    }
  }
  return findings;
}

}  // namespace ipcsim
