#include "sim/machine/explanation.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <unordered_map>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/machine/control_flow.hpp"
#include "sim/machine/future_users.hpp"
#include "sim/machine/stuck.hpp"
#include "sim/machine/wait_graph.hpp"

namespace ipcsim {
namespace {

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

  void wait_for(std::size_t process, std::size_t user) { graph_[process].push_back(user); }

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

/// Describes stuck processes one by one, and draws the graph of who waits for whom.
class Describer {
 public:
  Describer(const Program& program, const Situation& situation, const std::vector<ProcessId>& stuck,
            const std::vector<ProcessId>& may_get_stuck)
      : program_(program),
        situation_(situation),
        processes_(stuck),
        future_(program, situation, stuck),
        may_join_(program, situation, may_get_stuck),
        graph_(stuck.size()) {}

  StuckProcess describe(std::size_t i) {
    const ProcessId p = processes_[i];
    const ProcessSituation& here = situation_.processes[p.index()];
    StuckProcess stuck;
    stuck.process = p;
    stuck.at = here.state.at;
    stuck.polling = here.standing == Standing::polling;
    stuck.service = program_.process_groups[group_of(program_, p).index()].service;
    stuck.since = here.since;
    stuck.holder = here.holder;
    const std::vector<WayOn> ways = ways_on(program_, here.state.at);
    for (const WayOn& way : ways) {
      if (way.guard == Guard::message) add_alternatives(i, way, stuck);
      if (way.guard == Guard::word) add_word(i, way, stuck);
    }
    check(stuck.all_alternatives > 0 || program_.operations[ways.front().operation].count == 0,
          "a stuck process waits somewhere");
    if (program_.code[stuck.at].opcode == Opcode::select) {
      stuck.in = StuckIn::select;
    } else if (stuck.in == StuckIn::nothing) {
      stuck.in = StuckIn::operation;
    }
    gather_releasers(i, stuck);
    return stuck;
  }

  /// Whether somebody who may get stuck, too, could have come to release it.
  [[nodiscard]] bool may_still_change(const StuckProcess& stuck) const {
    if (stuck.in == StuckIn::reply && stuck.holder) return false;
    const bool awaits = stuck.in == StuckIn::receipt || stuck.in == StuckIn::reply;
    return std::any_of(stuck.alternatives.begin(), stuck.alternatives.end(),
                       [&](const StuckAlternative& it) {
                         const Direction partner = awaits ? Direction::receive : opposite(it);
                         return may_join_.any(program_, it.mailbox, partner);
                       });
  }

  WaitGraph graph() && { return std::move(graph_).take(); }

 private:
  static Direction opposite(const StuckAlternative& alternative) {
    return alternative.direction == Direction::send ? Direction::receive : Direction::send;
  }

  void add_alternatives(std::size_t i, const WayOn& way, StuckProcess& stuck) {
    const ProcessState& state = situation_.processes[stuck.process.index()].state;
    visit_mailboxes_now(program_, program_.operations[way.operation], state, *situation_.registers,
                        [&](MailboxSpan span) {
                          for (std::uint32_t k = 0; k < span.count; ++k) {
                            add_alternative(i, {span.first.value + k}, way.direction, stuck);
                          }
                        });
  }

  void add_alternative(std::size_t i, MailboxId mailbox, Direction direction, StuckProcess& stuck) {
    StuckAlternative alternative{direction, mailbox, situation_.depths[mailbox.index()]};
    wait_for_users(i, mailbox, opposite(alternative), alternative);
    add(std::move(alternative), stuck);
  }

  /// The receipt or reply that the process awaits.
  void add_word(std::size_t i, const WayOn& way, StuckProcess& stuck) {
    const Operation& operation = program_.operations[way.operation];
    const ProcessState& state = situation_.processes[stuck.process.index()].state;
    const MailboxId mailbox = mailbox_of(operation, state, *situation_.registers);
    if (situation_.processes[stuck.process.index()].awaits_acceptance) {
      add_alternative(i, mailbox, Direction::send, stuck);
      return;
    }
    stuck.in = operation.awaits == Awaits::reply ? StuckIn::reply : StuckIn::receipt;
    StuckAlternative alternative{Direction::send, mailbox, situation_.depths[mailbox.index()]};
    if (stuck.in == StuckIn::reply && stuck.holder) {
      wait_for_holder(i, *stuck.holder, alternative);
    } else {
      wait_for_users(i, mailbox, Direction::receive, alternative);
    }
    add(std::move(alternative), stuck);
  }

  void wait_for_holder(std::size_t i, ProcessId holder, StuckAlternative& alternative) {
    const auto place = std::lower_bound(processes_.begin(), processes_.end(), holder);
    if (place == processes_.end() || *place != holder) return;
    const auto user = static_cast<std::size_t>(place - processes_.begin());
    const Users& repliers = future_.repliers();
    if (!std::binary_search(repliers.begin(), repliers.end(), user)) return;
    alternative.waits_for.push_back(holder);
    alternative.releasers = 1;
    graph_.wait_for(i, user);
  }

  /// In the graph, and by name. What it would do itself later cannot release it, so it counts only
  /// if there is nobody else.
  void wait_for_users(std::size_t i, MailboxId mailbox, Direction partner,
                      StuckAlternative& alternative) {
    const MailboxId first = program_.mailbox_groups[group_of(program_, mailbox).index()].first;
    const Users& naming_it = future_.of_mailbox(mailbox, partner);
    const Users& naming_any = future_.of_group(first, partner);
    graph_.wait_for_others(i, naming_it);
    graph_.wait_for_others(i, naming_any);

    Users both;  // most often one of the two is empty
    if (!naming_it.empty() && !naming_any.empty()) {
      std::set_union(naming_it.begin(), naming_it.end(), naming_any.begin(), naming_any.end(),
                     std::back_inserter(both));
    }
    const Users& one = naming_it.empty() ? naming_any : naming_it;
    const Users& all = both.empty() ? one : both;
    const bool by_itself = std::binary_search(all.begin(), all.end(), i);
    alternative.releasers = all.size() - (by_itself ? 1 : 0);
    for (const std::size_t user : all) {
      if (alternative.waits_for.size() == kMostReleasersNamed) break;
      if (user != i) alternative.waits_for.push_back(processes_[user]);
    }
    if (alternative.releasers == 0 && by_itself) {
      alternative.releasers = 1;
      alternative.waits_for.push_back(processes_[i]);
    }
  }

  static void add(StuckAlternative alternative, StuckProcess& stuck) {
    ++stuck.all_alternatives;
    stuck.releasers += alternative.releasers;
    if (stuck.alternatives.size() < kMostAlternativesNamed) {
      stuck.alternatives.push_back(std::move(alternative));
    }
  }

  /// Those of all alternatives together. What only it itself could do counts where nobody else
  /// could do anything.
  void gather_releasers(std::size_t i, StuckProcess& stuck) {
    std::set<ProcessId> others;
    for (const StuckAlternative& alternative : stuck.alternatives) {
      others.insert(alternative.waits_for.begin(), alternative.waits_for.end());
    }
    const bool by_itself = others.erase(stuck.process) > 0;
    const bool all_named = stuck.releasers <= kMostReleasersNamed;
    if (all_named || others.empty()) stuck.releasers = others.size();
    for (const ProcessId other : others) {
      if (stuck.waits_for.size() < kMostReleasersNamed) stuck.waits_for.push_back(other);
    }
    if (!others.empty() || !by_itself) return;
    stuck.releasers = 1;
    stuck.waits_for.push_back(stuck.process);
    graph_.wait_for(i, i);
  }

  const Program& program_;
  const Situation& situation_;
  const std::vector<ProcessId>& processes_;
  FutureUsers future_;    // of `processes_`
  FutureUsers may_join_;  // of others that may get stuck
  WaitGraphBuilder graph_;
};

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

std::vector<Finding> explain(const Program& program, const Situation& situation,
                             const std::vector<ProcessId>& stuck,
                             const std::vector<ProcessId>& may_get_stuck) {
  Describer describer(program, situation, stuck, may_get_stuck);
  std::vector<StuckProcess> described;
  for (std::size_t i = 0; i < stuck.size(); ++i) described.push_back(describer.describe(i));
  std::vector<bool> may_change;
  may_change.reserve(described.size());
  for (const StuckProcess& process : described) {
    may_change.push_back(describer.may_still_change(process));
  }
  const WaitShape shape = shape_of(std::move(describer).graph(), stuck.size());

  std::vector<Finding> findings(shape.cores.size());
  std::vector<bool> in_core(stuck.size(), false);
  const auto add = [&](Finding& finding, std::vector<StuckProcess>& list, std::size_t i) {
    list.push_back(described[i]);
    if (described[i].polling) finding.kind = FindingKind::livelock;
    if (may_change[i]) finding.complete = false;
  };
  for (std::size_t c = 0; c < shape.cores.size(); ++c) {
    findings[c].shape = finding_shape(shape.cores[c].shape);
    for (const std::size_t node : shape.cores[c].nodes) {
      in_core[node] = true;
      add(findings[c], findings[c].processes, node);
      findings[c].since = std::max(findings[c].since, described[node].since);
    }
  }
  for (std::size_t i = 0; i < stuck.size(); ++i) {
    if (!in_core[i]) add(findings[shape.behind_of[i]], findings[shape.behind_of[i]].behind, i);
  }

  const auto all_idle = [&](const std::vector<StuckProcess>& processes) {
    return std::all_of(processes.begin(), processes.end(), [&](const StuckProcess& process) {
      return is_idle(program, process.process, situation.processes[process.process.index()]);
    });
  };
  std::erase_if(findings, [&](const Finding& finding) {
    return all_idle(finding.processes) && all_idle(finding.behind);
  });
  for (Finding& finding : findings) finding.doomed_since = finding.since;
  return findings;
}

}  // namespace ipcsim
