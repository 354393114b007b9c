#include "tests/property/untimed_world.hpp"

#include <algorithm>

#include "sim/machine/control_flow.hpp"
#include "sim/machine/step.hpp"

namespace ipcsim::testing {
namespace {

constexpr std::size_t kMostOpenCalls = 3;  // of one process
constexpr int kMostJumps = 200;            // on the way to the next step; more never end
constexpr ProcessSet kOne = 1;

bool is_no_step(Opcode opcode) {
  return opcode == Opcode::jump || opcode == Opcode::begin_loop || opcode == Opcode::end_round;
}

}  // namespace

std::uint32_t Odometer::pick(std::uint32_t options) {
  if (options < 2) return 0;
  if (at_ == wheels_.size()) wheels_.push_back({0, options});
  return wheels_[at_++].chosen;
}

bool Odometer::advance() {
  at_ = 0;
  while (!wheels_.empty() && ++wheels_.back().chosen == wheels_.back().options) wheels_.pop_back();
  return !wheels_.empty();
}

UntimedWorld::UntimedWorld(const Program& program) : program_(program) {
  for (const MailboxGroup& group : program.mailbox_groups) {
    groups_.insert(groups_.end(), group.count, &group);
  }
}

UntimedWorld::Effect UntimedWorld::go_on(ProcessId p, Odometer& odometer) {
  odometer_ = &odometer;
  moved_ = kOne << p.value;
  too_many_calls_ = false;
  Standing& standing = current.standings[p.index()];
  polled_before_ = standing == Standing::polling;
  standing = Standing::going;
  const std::uint32_t statement = program_.symbols.statement_of[state(p).at];
  Outcome outcome = Outcome::advanced;
  while (outcome == Outcome::advanced && program_.symbols.statement_of[state(p).at] == statement) {
    outcome = step(program_, p, *this);
  }
  if (outcome == Outcome::impossible) return Effect::error;
  if (too_many_calls_) return Effect::beyond_bound;
  if (outcome == Outcome::blocked) standing = Standing::waiting;
  if (outcome == Outcome::finished) standing = Standing::finished;
  return polled_before_ && standing == Standing::polling ? Effect::nothing : Effect::happened;
}

std::uint32_t UntimedWorld::timeouts(ProcessId p) const {
  if (current.standings[p.index()] != Standing::waiting) return 0;
  const Instruction instruction = instruction_of(p);
  if (instruction.opcode == Opcode::select) {
    return static_cast<std::uint32_t>(program_.selections[instruction.operand].afters.size());
  }
  return program_.operations[instruction.operand].timeout ? 1 : 0;
}

void UntimedWorld::time_out(ProcessId p, std::uint32_t which) {
  moved_ = kOne << p.value;
  const Instruction instruction = instruction_of(p);
  if (instruction.opcode == Opcode::select) {
    state(p).at = program_.selections[instruction.operand].afters[which].target;
  } else {
    state(p).delivery = Delivery::none;
    fail(program_.operations[instruction.operand], state(p));
  }
  current.standings[p.index()] = Standing::going;
}

void UntimedWorld::settle() {
  for (std::uint32_t i = 0; i < current.processes.size(); ++i) {
    const ProcessId p{i};
    Standing& standing = current.standings[i];
    if (standing != Standing::going) continue;
    for (int jumps = 0; jumps < kMostJumps && is_no_step(instruction_of(p).opcode); ++jumps) {
      step(program_, p, *this);
    }
    if (instruction_of(p).opcode == Opcode::stop) standing = Standing::finished;
  }
}

bool UntimedWorld::is_spinning(ProcessId p) const { return is_no_step(instruction_of(p).opcode); }

bool UntimedWorld::awaits_word(ProcessId p) {
  return current.standings[p.index()] == Standing::waiting &&
         instruction_of(p).opcode == Opcode::await;
}

void UntimedWorld::look_again(ProcessId p, const Operation& /*operation*/) {
  current.standings[p.index()] = Standing::polling;
}

bool UntimedWorld::out_of_time(ProcessId /*p*/, const Operation& operation) {
  return operation.timeout && polled_before_ && odometer_->pick(2) == 1;
}

std::uint32_t UntimedWorld::pick_branch(ProcessId /*p*/, const Choice& choice) {
  return odometer_->pick(static_cast<std::uint32_t>(choice.branches.size()));
}

bool UntimedWorld::means(ProcessId p, const Operation& operation, MailboxId m) {
  bool found = false;
  visit_mailboxes_now(program_, operation, state(p), current.registers,
                      [&](MailboxSpan span) { found = found || span.contains(m); });
  return found;
}

/// In which alternative p waits there.
std::optional<std::uint32_t> UntimedWorld::waits_at(ProcessId p, MailboxId m, Direction direction) {
  if (current.standings[p.index()] != Standing::waiting) return std::nullopt;
  const Instruction instruction = instruction_of(p);
  if (instruction.opcode == Opcode::select) {
    const auto& alternatives = program_.selections[instruction.operand].alternatives;
    for (std::uint32_t i = 0; i < alternatives.size(); ++i) {
      if (alternatives[i].direction != direction) continue;
      if (means(p, program_.operations[alternatives[i].operation], m)) return i;
    }
    return std::nullopt;
  }
  const Opcode wanted = direction == Direction::send ? Opcode::send : Opcode::receive;
  if (instruction.opcode != wanted) return std::nullopt;
  if (!means(p, program_.operations[instruction.operand], m)) return std::nullopt;
  return 0;
}

void UntimedWorld::collect_waiters(MailboxId m, Direction direction) {
  waiters_.clear();
  for (std::uint32_t i = 0; i < current.processes.size(); ++i) {
    if (const auto alternative = waits_at({i}, m, direction)) {
      waiters_.emplace_back(ProcessId{i}, *alternative);
    }
  }
}

Waiter UntimedWorld::pick_waiter(MailboxId m, Direction direction) {
  collect_waiters(m, direction);
  if (waiters_.empty()) return {};
  return waiters_[odometer_->pick(static_cast<std::uint32_t>(waiters_.size()))];
}

std::optional<MailboxId> UntimedWorld::ready_source(ProcessId p, const Operation& operation) {
  ready_.clear();
  visit_mailboxes(program_, operation, state(p), [&](MailboxSpan span) {
    for (std::uint32_t i = 0; i < span.count; ++i) {
      const MailboxId m{span.first.value + i};
      collect_waiters(m, Direction::send);
      if (holds_message(m) || !waiters_.empty()) ready_.push_back(m);
    }
  });
  if (ready_.empty()) return std::nullopt;
  return ready_[odometer_->pick(static_cast<std::uint32_t>(ready_.size()))];
}

void UntimedWorld::put(ProcessId p, const Operation& operation, MailboxId m) {
  const bool ranks = group(m).order == TakeOrder::priority;
  box(m).push_back({{p, state(p).ticket, operation.awaits}, ranks ? operation.priority : 0});
}

Envelope UntimedWorld::take(ProcessId /*p*/, MailboxId m) {
  std::vector<UntimedMessage>& messages = box(m);
  auto taken = messages.begin();
  if (group(m).order == TakeOrder::lifo) {
    taken = messages.end() - 1;
  } else if (group(m).order == TakeOrder::priority) {
    taken = std::max_element(
        messages.begin(), messages.end(),
        [](const UntimedMessage& a, const UntimedMessage& b) { return a.priority < b.priority; });
  }
  const Envelope envelope = taken->envelope;
  messages.erase(taken);
  return envelope;
}

Envelope UntimedWorld::drop_oldest(MailboxId m) {
  const Envelope envelope = box(m).front().envelope;
  box(m).erase(box(m).begin());
  return envelope;
}

void UntimedWorld::wake(ProcessId p) {
  current.standings[p.index()] = Standing::going;
  moved_ |= kOne << p.value;
}

void UntimedWorld::open_call(ProcessId p, const OpenCall& call) {
  auto& calls = current.calls[p.index()];
  calls.push_back(call);
  if (calls.size() > kMostOpenCalls) too_many_calls_ = true;
}

std::optional<OpenCall> UntimedWorld::oldest_call(ProcessId p) {
  const auto& calls = current.calls[p.index()];
  if (calls.empty()) return std::nullopt;
  return calls.front();
}

void UntimedWorld::close_oldest_call(ProcessId p, const Operation& /*reply*/, bool /*in_time*/) {
  auto& calls = current.calls[p.index()];
  calls.erase(calls.begin());
}

}  // namespace ipcsim::testing
