#include "sim/engine/deadlock_watch.hpp"

#include <algorithm>

#include "sim/machine/explanation.hpp"

namespace ipcsim {

std::int64_t DeadlockWatch::first_credit(Eagerness eagerness) {
  switch (eagerness) {
    case Eagerness::thrifty:
      return kFirstCredit;
    case Eagerness::eager:
      return kEndless;
    case Eagerness::at_the_end:
      return -kEndless;
  }
  return 0;
}

DeadlockWatch::DeadlockWatch(const Program& program, Eagerness eagerness)
    : program_(program),
      search_(program),
      doomed_since_(program.processes, kNever),
      credit_(first_credit(eagerness)) {
  situation_.processes.resize(program.processes);
  situation_.depths.resize(program.mailboxes);
}

bool DeadlockWatch::look(Instant now) {
  stuck_ = search_.search(situation_);
  cost_ = static_cast<std::int64_t>(kCostOfAnySearch + search_.work() + program_.processes +
                                    program_.mailboxes);
  credit_ -= cost_;
  bool any = false;
  for (const ProcessId p : stuck_) {
    doomed_since_[p.index()] = std::min(doomed_since_[p.index()], now);
    if (!is_idle(program_, p, situation_.processes[p.index()])) any = true;
  }
  return any;
}

std::vector<Finding> DeadlockWatch::findings() const {
  std::vector<Finding> findings = explained(search_.may_get_stuck());
  for (Finding& finding : findings) {
    if (finding.kind == FindingKind::deadlock) finding.kind = FindingKind::partial_deadlock;
  }
  return findings;
}

std::vector<Finding> DeadlockWatch::findings_at_standstill(Instant now) {
  stuck_.clear();
  for (std::uint32_t i = 0; i < program_.processes; ++i) {
    if (situation_.processes[i].standing == Standing::finished) continue;
    stuck_.push_back(ProcessId{i});
    doomed_since_[i] = std::min(doomed_since_[i], now);
  }
  return explained({});
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
