#include "sim/machine/standstill.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <unordered_map>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/machine/wait_graph.hpp"

namespace ipcsim {
namespace {

/// Standing processes, ascending, each once.
using Users = std::vector<std::size_t>;

/// Which of the standing processes may come to send to, or receive from, a mailbox after the
/// operation in which they stand: those that name it, and those that may name any of its group.
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

  [[nodiscard]] const Users& of_mailbox(MailboxId mailbox, Direction direction) const {
    return find(by_mailbox_, mailbox, direction);
  }
  /// `first`: the group's first mailbox.
  [[nodiscard]] const Users& of_group(MailboxId first, Direction direction) const {
    return find(by_group_, first, direction);
  }

 private:
  using Key = std::pair<MailboxId, Direction>;
  using UsersByKey = std::map<Key, Users>;

  static const Users& find(const UsersByKey& users, MailboxId mailbox, Direction direction) {
    static const Users kNobody;
    const auto found = users.find({mailbox, direction});
    return found == users.end() ? kNobody : found->second;
  }

  void add(std::size_t user, const Communication& communication) {
    if (communication.mailboxes.count == 0) return;
    UsersByKey& users = communication.mailboxes.count == 1 ? by_mailbox_ : by_group_;
    Users& known = users[{communication.mailboxes.first, communication.direction}];
    if (known.empty() || known.back() != user) known.push_back(user);
  }

  UsersByKey by_mailbox_;
  UsersByKey by_group_;  // by the group's first mailbox
};

/// The wait-for graph, with junctions in place of an edge from each waiting process to each user.
class WaitGraphBuilder {
 public:
  explicit WaitGraphBuilder(std::size_t processes) : graph_(processes) {}

  /// `process` could be released by any of `users` but itself.
  void wait_for_others(std::size_t process, const Users& users) {
    if (users.empty()) return;
    const Lane& lane = lane_of(users);
    const auto own = std::lower_bound(users.begin(), users.end(), process);
    if (own == users.end() || *own != process) {
      graph_[process].push_back(lane.up_to + users.size() - 1);
      return;
    }
    const auto place = static_cast<std::size_t>(own - users.begin());
    if (place > 0) graph_[process].push_back(lane.up_to + place - 1);
    if (place + 1 < users.size()) graph_[process].push_back(lane.from + place + 1);
  }

  void wait_for_itself(std::size_t process) { graph_[process].push_back(process); }

  WaitGraph take() && { return std::move(graph_); }

 private:
  /// Junctions for a list of users u0 … un: up_to + i waits for u0 … ui, from + i for ui … un.
  struct Lane {
    std::size_t up_to = 0;
    std::size_t from = 0;
  };

  const Lane& lane_of(const Users& users) {
    const auto [found, is_new] = lanes_.try_emplace(&users);
    if (!is_new) return found->second;
    const std::size_t n = users.size();
    Lane& lane = found->second;
    lane.up_to = graph_.size();
    lane.from = lane.up_to + n;
    graph_.resize(graph_.size() + 2 * n);
    for (std::size_t i = 0; i < n; ++i) {
      graph_[lane.up_to + i].push_back(users[i]);
      graph_[lane.from + i].push_back(users[i]);
      if (i > 0) graph_[lane.up_to + i].push_back(lane.up_to + i - 1);
      if (i + 1 < n) graph_[lane.from + i].push_back(lane.from + i + 1);
    }
    return lane;
  }

  WaitGraph graph_;
  std::unordered_map<const Users*, Lane> lanes_;
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

/// Who could release the process that stands at `i`: in the graph, and by name. What it would do
/// itself later cannot release it, so it counts only if there is nobody else.
void add_releasers(const Program& program, const std::vector<StandingProcess>& standing,
                   const FutureUsers& future, std::size_t i, StuckProcess& stuck,
                   WaitGraphBuilder& builder) {
  const Direction partner =
      stuck.direction == Direction::send ? Direction::receive : Direction::send;
  const MailboxId mailbox = *stuck.mailbox;
  const MailboxId first = program.mailbox_groups[group_of(program, mailbox).index()].first;
  const Users& naming_it = future.of_mailbox(mailbox, partner);
  const Users& naming_any = future.of_group(first, partner);
  builder.wait_for_others(i, naming_it);
  builder.wait_for_others(i, naming_any);

  Users both;  // most often one of the two is empty
  if (!naming_it.empty() && !naming_any.empty()) {
    std::set_union(naming_it.begin(), naming_it.end(), naming_any.begin(), naming_any.end(),
                   std::back_inserter(both));
  }
  const Users& one = naming_it.empty() ? naming_any : naming_it;
  const Users& all = both.empty() ? one : both;
  const bool by_itself = std::binary_search(all.begin(), all.end(), i);
  stuck.releasers = all.size() - (by_itself ? 1 : 0);
  for (const std::size_t user : all) {
    if (stuck.waits_for.size() == kMostReleasersNamed) break;
    if (user != i) stuck.waits_for.push_back(standing[user].process);
  }
  if (stuck.releasers == 0 && by_itself) {
    builder.wait_for_itself(i);
    stuck.releasers = 1;
    stuck.waits_for.push_back(stuck.process);
  }
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
  const FutureUsers future(program, standing);
  std::vector<StuckProcess> stuck;
  WaitGraphBuilder builder(standing.size());
  for (std::size_t i = 0; i < standing.size(); ++i) {
    stuck.push_back(describe(program, standing[i]));
    add_releasers(program, standing, future, i, stuck.back(), builder);
  }
  const WaitGraph graph = std::move(builder).take();

  const WaitShape shape = shape_of(graph, standing.size());
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
    for (const StuckProcess& process : finding.processes) {
      finding.since = std::max(finding.since, process.since);
    }
    for (const auto* part : {&finding.processes, &finding.behind}) {
      const auto polls = [](const StuckProcess& process) { return process.polling; };
      if (std::any_of(part->begin(), part->end(), polls)) finding.kind = FindingKind::livelock;
    }
  }
  return findings;
}

}  // namespace ipcsim
