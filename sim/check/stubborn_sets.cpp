#include "sim/check/stubborn_sets.hpp"

#include <algorithm>
#include <limits>

#include "sim/machine/control_flow.hpp"

namespace ipcsim {
namespace {

constexpr std::uint32_t kMostCalls = 4;  // that are counted

bool receives(Opcode opcode) {
  return opcode == Opcode::receive || opcode == Opcode::try_receive ||
         opcode == Opcode::poll_receive;
}

/// By mailbox group: every message that comes into it is a call.
std::vector<bool> groups_of_calls_alone(const Program& program) {
  std::vector<bool> only_calls(program.mailbox_groups.size(), true);
  for (std::size_t g = 0; g < only_calls.size(); ++g) {
    only_calls[g] = program.mailbox_groups[g].initial == 0;
  }
  const auto add_send = [&](const Operation& operation) {
    if (operation.awaits != Awaits::reply) {
      only_calls[group_of(program, operation.first).index()] = false;
    }
  };
  for (const Instruction& instruction : program.code) {
    if (instruction.opcode == Opcode::select) {
      for (const auto& it : program.selections[instruction.operand].alternatives) {
        if (it.direction == Direction::send) add_send(program.operations[it.operation]);
      }
    } else if (row_of(instruction.opcode).operands == Operands::operation &&
               direction_of(instruction.opcode) == Direction::send) {
      add_send(program.operations[instruction.operand]);
    }
  }
  return only_calls;
}

/// Looks for a way to a `reply` that finds no call, over the program alone.
class CallCount {
 public:
  explicit CallCount(const Program& program)
      : program_(program),
        only_calls_(groups_of_calls_alone(program)),
        least_(program.code.size(), kMostCalls + 1) {}

  bool reply_may_fail() {
    for (const ProcessGroup& group : program_.process_groups) reach(group.entry, 0);
    while (!open_.empty()) {
      const CodeIndex at = open_.back();
      open_.pop_back();
      if (program_.code[at].opcode == Opcode::reply && least_[at] == 0) return true;
      go_on_from(at);
    }
    return false;
  }

 private:
  /// With at least so many calls received and not answered.
  void reach(CodeIndex at, std::uint32_t calls) {
    calls = std::min(calls, kMostCalls);
    if (calls >= least_[at]) return;
    least_[at] = calls;
    open_.push_back(at);
  }

  [[nodiscard]] bool brings_call(std::uint32_t operation) const {
    const Operation& it = program_.operations[operation];
    return it.addressing != Addressing::several &&
           only_calls_[group_of(program_, it.first).index()];
  }

  void go_on_from(CodeIndex at) {
    const Instruction instruction = program_.code[at];
    const std::uint32_t calls = least_[at];
    if (instruction.opcode == Opcode::reply) {
      reach(at + 1, calls - 1);
      return;
    }
    for (const WayOn& way : ways_on(program_, at)) {
      const bool takes = way.guard == Guard::message && way.direction == Direction::receive &&
                         (receives(instruction.opcode) || instruction.opcode == Opcode::select);
      reach(way.target, takes && brings_call(way.operation) ? calls + 1 : calls);
    }
  }

  const Program& program_;
  std::vector<bool> only_calls_;
  std::vector<std::uint32_t> least_;  // by CodeIndex
  std::vector<CodeIndex> open_;
};

/// Some circle of instructions has no step in it. Counted loops end.
bool may_circle_without_step(const Program& program) {
  enum class Mark : std::uint8_t { unseen, open, done };
  std::vector<Mark> marks(program.code.size(), Mark::unseen);
  struct Visit {
    CodeIndex at;
    std::size_t next = 0;
  };
  const auto ways = [&](CodeIndex at) {
    const Instruction instruction = program.code[at];
    if (is_step(program, instruction)) return std::vector<CodeIndex>();
    if (instruction.opcode == Opcode::end_round) return std::vector<CodeIndex>{at + 1};
    return successors(program, at);
  };
  for (CodeIndex start = 0; start < program.code.size(); ++start) {
    if (marks[start] != Mark::unseen) continue;
    std::vector<Visit> path = {{start}};
    marks[start] = Mark::open;
    while (!path.empty()) {
      Visit& here = path.back();
      const std::vector<CodeIndex> targets = ways(here.at);
      if (here.next == targets.size()) {
        marks[here.at] = Mark::done;
        path.pop_back();
        continue;
      }
      const CodeIndex target = targets[here.next++];
      if (marks[target] == Mark::open) return true;
      if (marks[target] == Mark::done) continue;
      marks[target] = Mark::open;
      path.push_back({target});
    }
  }
  return false;
}

}  // namespace

bool hides_only_deadlocks(const Program& program) {
  return !CallCount(program).reply_may_fail() && !may_circle_without_step(program);
}

StubbornSets::StubbornSets(const Program& program, const UntimedWorld& world)
    : program_(program),
      world_(world),
      footprints_(program),
      able_(program.processes, false),
      is_in_(program.processes, false) {
  exist_ = footprints_.exist() && world.lanes().size() == 0 && hides_only_deadlocks(program);
  for (const MailboxGroup& group : program.mailbox_groups) {
    const bool commutes = group.capacity > 0 && group.order == TakeOrder::fifo &&
                          group.when_full != FullPolicy::drop_oldest;
    commutes_.insert(commutes_.end(), group.count, commutes);
    for (std::uint32_t i = 0; i < group.count; ++i) {
      const MailboxId m{group.first.value + i};
      const bool bounded = group.capacity != kUnbounded;
      capacity_.push_back(bounded ? group.capacity : world.codec().most_messages(m));
    }
  }
}

const std::vector<ProcessId>& StubbornSets::choose() {
  std::size_t all = 0;
  for (std::uint32_t i = 0; i < program_.processes; ++i) {
    able_[i] = seems_able({i});
    if (able_[i]) ++all;
  }
  best_.clear();
  std::size_t fewest = all;
  for (std::uint32_t i = 0; i < program_.processes && fewest > 1; ++i) {
    if (!able_[i]) continue;
    close({i}, fewest);
    if (active_ < fewest) {
      fewest = active_;
      best_ = set_;
    }
  }
  std::sort(best_.begin(), best_.end());
  return best_;
}

/// Everybody that belongs into a set with `first`; stops where that is no smaller than another.
void StubbornSets::close(ProcessId first, std::size_t most_active) {
  for (const ProcessId p : set_) is_in_[p.index()] = false;
  set_.clear();
  active_ = 0;
  add(first);
  for (std::size_t i = 0; i < set_.size() && active_ < most_active; ++i) add_needed_by(set_[i]);
}

void StubbornSets::add(ProcessId p) {
  if (is_in_[p.index()]) return;
  if (world_.is_finished(p)) return;
  is_in_[p.index()] = true;
  set_.push_back(p);
  if (able_[p.index()]) ++active_;
}

void StubbornSets::add_users(MailboxId m, Use use) {
  for (const ProcessId q : footprints_.users_of(m)) {
    if (footprints_.may(q, world_.at(q), use, m)) add(q);
  }
}

void StubbornSets::add_all_users(MailboxId m) {
  for (const ProcessId q : footprints_.users_of(m)) {
    const CodeIndex at = world_.at(q);
    if (footprints_.may(q, at, Use::send, m) || footprints_.may(q, at, Use::receive, m)) add(q);
  }
}

void StubbornSets::add_needed_by(ProcessId p) {
  const Instruction instruction = world_.instruction_of(p);
  switch (instruction.opcode) {
    case Opcode::send:
    case Opcode::poll_send:
    case Opcode::receive:
    case Opcode::poll_receive: {
      const Operation& operation = program_.operations[instruction.operand];
      add_for(p, operation, direction_of(instruction.opcode), operation.timeout.has_value());
      return;
    }
    case Opcode::try_send:
    case Opcode::try_receive:
      add_for(p, program_.operations[instruction.operand], direction_of(instruction.opcode), true);
      return;
    case Opcode::select:
      for (const auto& alternative : program_.selections[instruction.operand].alternatives) {
        add_for(p, program_.operations[alternative.operation], alternative.direction, true);
      }
      return;
    case Opcode::await:
      add_for_await(p, program_.operations[instruction.operand]);
      return;
    case Opcode::reply:
      add_for_reply(p);
      return;
    default:
      return;
  }
}

void StubbornSets::add_for(ProcessId p, const Operation& operation, Direction direction,
                           bool looks) {
  visit_mailboxes_now(program_, operation, world_.current().processes[p.index()],
                      world_.current().registers, [&](MailboxSpan span) {
                        for (std::uint32_t i = 0; i < span.count; ++i) {
                          add_for_mailbox(p, {span.first.value + i}, direction, looks);
                        }
                      });
}

void StubbornSets::add_for_mailbox(ProcessId p, MailboxId m, Direction direction, bool looks) {
  if (looks || !commutes(m)) {
    add_all_users(m);
    return;
  }
  const bool sends = direction == Direction::send;
  if (seems_able_at(p, m, direction)) {
    add_users(m, sends ? Use::send : Use::receive);
    add_users(m, Use::look);
  } else {
    add_users(m, sends ? Use::receive : Use::send);
  }
}

void StubbornSets::add_for_await(ProcessId p, const Operation& operation) {
  const MailboxId m = world_.mailbox_now(p, operation);
  if (world_.current().stages[p.index()] != MessageStage::accepted) {
    add_for_mailbox(p, m, Direction::send, operation.timeout.has_value());
    return;
  }
  add_users(m, Use::receive);
  if (!commutes(m) || operation.timeout) add_users(m, Use::send);
  if (operation.awaits != Awaits::reply) return;
  const auto& calls = world_.current().calls;
  for (std::uint32_t q = 0; q < calls.size(); ++q) {
    const bool holds = std::any_of(calls[q].begin(), calls[q].end(), [&](const OpenCall& call) {
      return call.ticket == kAwaitedTicket && call.caller == p;
    });
    if (holds) add({q});
  }
}

void StubbornSets::add_for_reply(ProcessId p) {
  const auto& calls = world_.current().calls[p.index()];
  if (calls.empty() || calls.front().ticket != kAwaitedTicket) return;
  add(calls.front().caller);
}

bool StubbornSets::seems_able(ProcessId p) const {
  const Instruction instruction = world_.instruction_of(p);
  switch (instruction.opcode) {
    case Opcode::stop:
      return false;
    case Opcode::send:
    case Opcode::poll_send:
    case Opcode::receive:
    case Opcode::poll_receive: {
      const Operation& operation = program_.operations[instruction.operand];
      if (operation.timeout) return true;
      bool able = false;
      visit_mailboxes_now(program_, operation, world_.current().processes[p.index()],
                          world_.current().registers, [&](MailboxSpan span) {
                            for (std::uint32_t i = 0; i < span.count && !able; ++i) {
                              able = seems_able_at(p, {span.first.value + i},
                                                   direction_of(instruction.opcode));
                            }
                          });
      return able;
    }
    case Opcode::await: {
      const Operation& operation = program_.operations[instruction.operand];
      if (operation.timeout) return true;
      if (world_.current().stages[p.index()] == MessageStage::accepted) return false;
      return seems_able_at(p, world_.mailbox_now(p, operation), Direction::send);
    }
    default:
      return true;
  }
}

bool StubbornSets::seems_able_at(ProcessId p, MailboxId m, Direction direction) const {
  if (!world_.has_capacity_zero(m)) {
    if (direction == Direction::receive) return content(m) > 0;
    if (content(m) < capacity_[m.index()]) return true;
    return world_.drops_oldest(m);
  }
  const Direction opposite = direction == Direction::send ? Direction::receive : Direction::send;
  const std::span<const ProcessId> partners = world_.may_wait_at(m, opposite);
  return std::any_of(partners.begin(), partners.end(),
                     [&](ProcessId q) { return q != p && world_.waits_at(q, m, opposite); });
}

}  // namespace ipcsim
