#include "sim/check/untimed_world.hpp"

#include <algorithm>

#include "sim/machine/step.hpp"

namespace ipcsim {
namespace {

constexpr std::uint32_t kMostJumps = 1'000'000;  // without a step between them; more never end

}  // namespace

UntimedWorld::UntimedWorld(const Program& program, std::uint32_t bound)
    : program_(program),
      lanes_(program),
      codec_(program, lanes_, bound),
      senders_(program.mailboxes),
      receivers_(program.mailboxes),
      now_(codec_.first_state()),
      before_(codec_.words(), 0),
      is_touched_(codec_.components(), 0) {
  for (const MailboxGroup& group : program.mailbox_groups) {
    groups_.insert(groups_.end(), group.count, &group);
  }
  for (const ProcessGroup& group : program.process_groups) {
    hosts_.insert(hosts_.end(), group.count, group.host);
  }
  find_those_who_wait();
}

void UntimedWorld::add_waiter(MailboxSpan span, Direction direction, ProcessId p) {
  for (std::uint32_t i = 0; i < span.count; ++i) {
    const MailboxId m{span.first.value + i};
    if (!has_capacity_zero(m)) continue;
    auto& list = (direction == Direction::send ? senders_ : receivers_)[m.index()];
    if (list.empty() || list.back() != p) list.push_back(p);
  }
}

void UntimedWorld::find_those_who_wait() {
  for (const ProcessGroup& group : program_.process_groups) {
    for (std::uint32_t replica = 0; replica < group.count; ++replica) {
      const ProcessId p{group.first.value + replica};
      for (CodeIndex at = group.entry; at < group.end; ++at) {
        for (const WayOn& way : ways_on(program_, at)) {
          if (way.guard != Guard::message || !way.waits) continue;
          visit_mailboxes(program_, program_.operations[way.operation], now_.processes[p.index()],
                          [&](MailboxSpan span) { add_waiter(span, way.direction, p); });
        }
        const Instruction instruction = program_.code[at];
        if (instruction.opcode != Opcode::await) continue;
        const Operation& operation = program_.operations[instruction.operand];
        if (!operation.route) continue;
        visit_mailboxes(program_, operation, now_.processes[p.index()],
                        [&](MailboxSpan span) { add_waiter(span, Direction::send, p); });
      }
    }
  }
}

void UntimedWorld::touch(Component component) {
  look_at(component);
  if (is_touched_[component] != 0) return;
  is_touched_[component] = 1;
  touched_.push_back(component);
}

void UntimedWorld::go_to(const Word* words) {
  undo();
  if (begins_) {
    codec_.decode(words, now_);
    begins_ = false;
  } else {
    codec_.decode_changes(before_.data(), words, now_);
  }
  std::copy_n(words, codec_.words(), before_.data());
}

void UntimedWorld::undo() {
  for (const Component component : touched_) {
    is_touched_[component] = 0;
    if (!begins_) codec_.decode(before_.data(), component, now_);
  }
  touched_.clear();
}

void UntimedWorld::pack(Word* words) {
  if (begins_) {
    codec_.encode(now_, words);
    return;
  }
  std::copy_n(before_.data(), codec_.words(), words);
  for (const Component component : touched_) codec_.encode(now_, component, words);
}

void UntimedWorld::begin_attempt(std::optional<ProcessId> partner, Odometer& odometer) {
  odometer_ = &odometer;
  partner_ = partner;
  met_partner_ = false;
  looked_in_vain_ = false;
  is_cut_ = false;
  waits_in_turn_ = false;
  passed_.clear();
  if (account_ != nullptr) [[unlikely]]
    account_->events.clear();
}

Attempt UntimedWorld::end_attempt(Outcome outcome) {
  if (outcome == Outcome::impossible) return Attempt::impossible;
  if (is_cut_) return Attempt::cut;
  if (outcome == Outcome::blocked || looked_in_vain_) return Attempt::blocked;
  if (partner_ && !met_partner_) return Attempt::repeated;
  for (std::size_t i = 0; i < touched_.size(); ++i) {
    if (touched_[i] >= program_.processes) continue;
    if (!come_to_rest(ProcessId{touched_[i]})) return Attempt::endless;
  }
  if (is_cut_) return Attempt::cut;
  if (facts_ != nullptr) facts_->carry_out(passed_);
  return Attempt::done;
}

/// False: it never does.
bool UntimedWorld::come_to_rest(ProcessId p) {
  last_to_rest_ = p;
  for (std::uint32_t jumps = 0; jumps < kMostJumps; ++jumps) {
    const Instruction instruction = instruction_of(p);
    const bool has_word =
        instruction.opcode == Opcode::await && state(p).delivery != Delivery::pending;
    if (is_step(program_, instruction) && !has_word) return true;
    if (has_word) pass(p);
    step(program_, p, *this);
  }
  return false;
}

Attempt UntimedWorld::begin(Odometer& odometer) {
  begin_attempt(std::nullopt, odometer);
  begins_ = true;
  now_ = codec_.first_state();
  for (Component c = 0; c < codec_.components(); ++c) touch(c);
  return end_attempt(Outcome::advanced);
}

Attempt UntimedWorld::go(ProcessId p, std::optional<ProcessId> partner, Odometer& odometer) {
  begin_attempt(partner, odometer);
  touch(codec_.component_of(p));
  pass(p);
  const Instruction instruction = instruction_of(p);
  if (instruction.opcode != Opcode::await) return end_attempt(step(program_, p, *this));
  if (now_.stages[p.index()] != MessageStage::in_turn) return Attempt::blocked;
  const MailboxId m = mailbox_now(p, program_.operations[instruction.operand]);
  return end_attempt(land(fetch_parcel(p), m));
}

Outcome UntimedWorld::land(const Parcel& parcel, MailboxId m) {
  transfer::land(program_, parcel, m, *this);
  return waits_in_turn_ ? Outcome::blocked : Outcome::advanced;
}

std::uint32_t UntimedWorld::timeouts(ProcessId p) const {
  const Instruction instruction = instruction_of(p);
  switch (instruction.opcode) {
    case Opcode::select: {
      const Selection& selection = program_.selections[instruction.operand];
      if (selection.otherwise) return 0;
      return static_cast<std::uint32_t>(selection.afters.size());
    }
    case Opcode::send:
    case Opcode::receive:
    case Opcode::poll_send:
    case Opcode::poll_receive:
    case Opcode::await:
      return program_.operations[instruction.operand].timeout ? 1 : 0;
    default:
      return 0;
  }
}

Attempt UntimedWorld::time_out(ProcessId p, std::uint32_t which, Odometer& odometer) {
  begin_attempt(std::nullopt, odometer);
  touch(codec_.component_of(p));
  pass(p);
  const Instruction instruction = instruction_of(p);
  if (instruction.opcode == Opcode::select) {
    state(p).at = program_.selections[instruction.operand].afters[which].target;
  } else {
    if (instruction.opcode == Opcode::await) touch_messages_of(p);
    state(p).delivery = Delivery::none;
    now_.stages[p.index()] = MessageStage::accepted;
    fail(program_.operations[instruction.operand], state(p));
  }
  return end_attempt(Outcome::advanced);
}

/// Wherever the message may be of which p awaits word.
void UntimedWorld::touch_messages_of(ProcessId p) {
  const MailboxId m = mailbox_now(p, program_.operations[instruction_of(p).operand]);
  touch(codec_.component_of(m));
  for (std::uint32_t q = 0; q < program_.processes; ++q) {
    if (!now_.calls[q].empty()) touch(codec_.calls_of(ProcessId{q}));
  }
  for (std::size_t lane = 0; lane < lanes_.size(); ++lane) {
    if (lanes_[lane].to == m) touch(codec_.lane(lane));
  }
}

Attempt UntimedWorld::arrive(std::size_t lane, std::optional<ProcessId> partner,
                             Odometer& odometer) {
  begin_attempt(partner, odometer);
  touch(codec_.lane(lane));
  std::vector<UntimedMessage>& messages = now_.under_way[lane];
  const Parcel parcel{messages.front().envelope, messages.front().priority};
  messages.erase(messages.begin());
  if (transfer::is_awaited(parcel.envelope, *this)) {
    touch(codec_.component_of(parcel.envelope.sender()));
    now_.stages[parcel.envelope.sender().index()] = MessageStage::accepted;
  }
  transfer::land(program_, parcel, lanes_[lane].to, *this);
  return end_attempt(Outcome::advanced);
}

Attempt UntimedWorld::lose(std::size_t lane, Odometer& odometer) {
  begin_attempt(std::nullopt, odometer);
  touch(codec_.lane(lane));
  std::vector<UntimedMessage>& messages = now_.under_way[lane];
  const UntimedMessage lost = messages.front();
  const bool is_repeated = transfer::is_awaited(lost.envelope, *this);
  if (is_repeated && messages.size() == 1) return Attempt::blocked;  // all is as it was
  messages.erase(messages.begin());
  if (is_repeated) messages.push_back(lost);
  return end_attempt(Outcome::advanced);
}

bool UntimedWorld::means(ProcessId p, const Operation& operation, MailboxId m) const {
  const ProcessState& process = now_.processes[p.index()];
  if (operation.addressing != Addressing::several) {
    return mailbox_of(operation, process, now_.registers) == m;
  }
  bool found = false;
  visit_mailboxes(program_, operation, process,
                  [&](MailboxSpan span) { found = found || span.contains(m); });
  return found;
}

bool UntimedWorld::goes_by_itself(ProcessId q, const Selection& selection) const {
  return std::any_of(
      selection.alternatives.begin(), selection.alternatives.end(), [&](const auto& alternative) {
        const MailboxId m = mailbox_now(q, program_.operations[alternative.operation]);
        return alternative.direction == Direction::receive ? has_message(m) : takes_message(m);
      });
}

std::optional<std::uint32_t> UntimedWorld::waits_at(ProcessId q, MailboxId m,
                                                    Direction direction) const {
  const Instruction instruction = instruction_of(q);
  if (instruction.opcode == Opcode::select) {
    const Selection& selection = program_.selections[instruction.operand];
    if (selection.otherwise) return std::nullopt;
    for (std::uint32_t i = 0; i < selection.alternatives.size(); ++i) {
      const auto& alternative = selection.alternatives[i];
      if (alternative.direction != direction) continue;
      if (!means(q, program_.operations[alternative.operation], m)) continue;
      return goes_by_itself(q, selection) ? std::nullopt : std::optional(i);
    }
    return std::nullopt;
  }
  const bool in_turn = instruction.opcode == Opcode::await && direction == Direction::send &&
                       now_.stages[q.index()] == MessageStage::in_turn;
  const Opcode wanted = direction == Direction::send ? Opcode::send : Opcode::receive;
  if (instruction.opcode != wanted && !in_turn) return std::nullopt;
  if (!means(q, program_.operations[instruction.operand], m)) return std::nullopt;
  return 0;
}

Waiter UntimedWorld::partner_at(MailboxId m, Direction direction) {
  if (!partner_ || !has_capacity_zero(m)) return {};
  const auto alternative = waits_at(*partner_, m, direction);
  if (!alternative) return {};
  met_partner_ = true;
  pass(*partner_);
  touch(codec_.component_of(*partner_));
  return Waiter{*partner_, *alternative};
}

std::optional<MailboxId> UntimedWorld::ready_source(ProcessId p, const Operation& operation) {
  ready_.clear();
  visit_mailboxes(program_, operation, state(p), [&](MailboxSpan span) {
    for (std::uint32_t i = 0; i < span.count; ++i) {
      const MailboxId m{span.first.value + i};
      const bool is_offered =
          partner_ && has_capacity_zero(m) && waits_at(*partner_, m, Direction::send);
      if (holds_message(m) || is_offered) ready_.push_back(m);
    }
  });
  if (ready_.empty()) return std::nullopt;
  return ready_[odometer_->pick(static_cast<std::uint32_t>(ready_.size()))];
}

bool UntimedWorld::has_room(MailboxId m) {
  look_at(codec_.component_of(m));
  const std::size_t held = now_.mailboxes[m.index()].size();
  if (groups_[m.index()]->capacity != kUnbounded) return held < groups_[m.index()]->capacity;
  if (held < codec_.most_messages(m)) return true;
  is_cut_ = true;
  return false;
}

}  // namespace ipcsim
