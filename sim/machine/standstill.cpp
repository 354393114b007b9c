#include "sim/machine/standstill.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "sim/base/check.hpp"
#include "sim/machine/wait_graph.hpp"

namespace ipcsim {
namespace {

/// Which of the standing processes may come to send to, or receive from, a mailbox after the
/// operation in which they stand.
class FutureUsers {
 public:
  FutureUsers(const Program& program, const std::vector<StandingProcess>& standing) {
    std::map<CodeIndex, std::vector<CodeIndex>> reachable;  // replicas often stand at one place
    for (std::size_t i = 0; i < standing.size(); ++i) {
      const CodeIndex at = standing[i].state.at;
      auto found = reachable.find(at);
      if (found == reachable.end()) {
        found = reachable.emplace(at, reachable_after(program, at)).first;
      }
      for (const CodeIndex later : found->second) {
        add(i, communication_at(program, later, standing[i].state));
      }
    }
  }

  /// Ascending, each once.
  [[nodiscard]] std::vector<std::size_t> of(MailboxId mailbox, Direction direction) const {
    const auto found = users_.find(key(mailbox, direction));
    return found == users_.end() ? std::vector<std::size_t>{} : found->second;
  }

 private:
  static std::uint64_t key(MailboxId mailbox, Direction direction) {
    return std::uint64_t{mailbox.value} * 2 + (direction == Direction::send ? 0 : 1);
  }

  void add(std::size_t user, const Communication& communication) {
    for (std::uint32_t i = 0; i < communication.mailboxes.count; ++i) {
      const MailboxId mailbox{communication.mailboxes.first.value + i};
      auto& users = users_[key(mailbox, communication.direction)];
      if (users.empty() || users.back() != user) users.push_back(user);
    }
  }

  std::unordered_map<std::uint64_t, std::vector<std::size_t>> users_;
};

StuckProcess describe(const Program& program, const StandingProcess& standing) {
  const Instruction instruction = program.code[standing.state.at];
  const Communication wanted = communication_at(program, standing.state.at, standing.state);
  check(wanted.mailboxes.count > 0, "a process at a standstill stands in a send or receive");
  StuckProcess stuck;
  stuck.process = standing.process;
  stuck.at = standing.state.at;
  stuck.direction = wanted.direction;
  stuck.polling = instruction.opcode == Opcode::poll_receive;
  stuck.service = program.process_groups[group_of(program, standing.process).index()].service;
  stuck.mailbox = mailbox_of(program.operations[instruction.operand], standing.state);
  stuck.depth = standing.depth;
  stuck.since = standing.since;
  return stuck;
}

FindingShape finding_shape(WaitCore::Shape shape) {
  switch (shape) {
    case WaitCore::Shape::cycle:
      return FindingShape::cycle;
    case WaitCore::Shape::knot:
      return FindingShape::knot;
    case WaitCore::Shape::self_wait:
      return FindingShape::self_wait;
    case WaitCore::Shape::orphan_wait:
      return FindingShape::orphan_wait;
  }
  return FindingShape::none;
}

}  // namespace

std::vector<Finding> explain_standstill(const Program& program,
                                        const std::vector<StandingProcess>& standing) {
  const FutureUsers users(program, standing);
  std::vector<StuckProcess> stuck;
  WaitGraph graph(standing.size());
  for (std::size_t i = 0; i < standing.size(); ++i) {
    stuck.push_back(describe(program, standing[i]));
    const Direction partner =
        stuck[i].direction == Direction::send ? Direction::receive : Direction::send;
    std::vector<std::size_t> releasers = users.of(*stuck[i].mailbox, partner);
    // What a process itself would do later cannot release it; it is named only if it stands alone.
    if (releasers.size() > 1) std::erase(releasers, i);
    graph[i] = releasers;
    for (const std::size_t releaser : releasers) {
      stuck[i].waits_for.push_back(standing[releaser].process);
    }
  }

  const WaitShape shape = shape_of(graph);
  std::vector<Finding> findings(shape.cores.size());
  std::vector<bool> in_core(standing.size(), false);
  for (std::size_t c = 0; c < shape.cores.size(); ++c) {
    findings[c].shape = finding_shape(shape.cores[c].shape);
    for (const std::size_t node : shape.cores[c].nodes) {
      in_core[node] = true;
      findings[c].processes.push_back(stuck[node]);
    }
  }
  for (std::size_t i = 0; i < standing.size(); ++i) {
    if (!in_core[i]) findings[shape.behind_of[i]].behind.push_back(stuck[i]);
  }

  const auto idle = [&](const StuckProcess& process) {
    return process.service && process.direction == Direction::receive;
  };
  const auto all_idle = [&](const std::vector<StuckProcess>& processes) {
    return std::all_of(processes.begin(), processes.end(), idle);
  };
  std::erase_if(findings, [&](const Finding& finding) {
    return all_idle(finding.processes) && all_idle(finding.behind);
  });
  for (Finding& finding : findings) {
    for (const auto* part : {&finding.processes, &finding.behind}) {
      for (const StuckProcess& process : *part) {
        if (!idle(process)) finding.since = std::max(finding.since, process.since);
        if (process.polling) finding.kind = FindingKind::livelock;
      }
    }
  }
  return findings;
}

}  // namespace ipcsim
