#include "sim/machine/stuck.hpp"

#include <algorithm>
#include <numeric>

namespace ipcsim {

namespace {

/// Of all mailboxes of the span together. An empty list has none.
std::uint64_t messages_in(const std::vector<std::uint64_t>& by_mailbox, MailboxSpan span) {
  if (by_mailbox.empty()) return 0;
  const auto first = by_mailbox.begin() + span.first.value;
  return std::accumulate(first, first + span.count, std::uint64_t{0});
}

}  // namespace

bool is_idle(const Program& program, ProcessId process, const ProcessSituation& situation) {
  if (situation.open_calls > 0 || situation.standing == Standing::going) return false;
  if (!program.process_groups[group_of(program, process).index()].service) return false;
  const Instruction instruction = program.code[situation.state.at];
  if (instruction.opcode != Opcode::select) {
    return instruction.opcode == Opcode::receive || instruction.opcode == Opcode::poll_receive;
  }
  const auto& alternatives = program.selections[instruction.operand].alternatives;
  return std::all_of(alternatives.begin(), alternatives.end(), [](const auto& alternative) {
    return alternative.direction == Direction::receive;
  });
}

StuckSearch::StuckSearch(const Program& program) : program_(program) {
  for (CodeIndex at = 0; at < program.code.size(); ++at) {
    ways_begin_.push_back(ways_.size());
    const std::vector<WayOn> ways = ways_on(program, at);
    ways_.insert(ways_.end(), ways.begin(), ways.end());
    if (program.code[at].opcode == Opcode::reply) has_replies_ = true;
  }
  ways_begin_.push_back(ways_.size());

  std::size_t places = 0;
  for (std::uint32_t g = 0; g < program.process_groups.size(); ++g) {
    const ProcessGroup& group = program.process_groups[g];
    places_begin_.push_back(places);
    places += std::size_t{group.count} * (group.end - group.entry);
    group_of_.insert(group_of_.end(), group.count, g);
  }
  reached_.resize(places);
  for (std::uint32_t g = 0; g < program.mailbox_groups.size(); ++g) {
    box_group_.insert(box_group_.end(), program.mailbox_groups[g].count, g);
  }
}

std::vector<ProcessId> StuckSearch::search(const Situation& situation) {
  begin(situation);
  for (std::uint32_t i = 0; i < program_.processes; ++i) {
    const ProcessSituation& process = situation.processes[i];
    if (process.standing == Standing::finished) continue;
    begin_at({ProcessId{i}, process.state.at});
  }
  while (!open_.empty()) {
    const PlaceOfProcess next = open_.back();
    open_.pop_back();
    look_at(next, false);
  }
  std::vector<ProcessId> stuck;
  for (std::uint32_t i = 0; i < program_.processes; ++i) {
    const Standing standing = situation.processes[i].standing;
    const bool waits = standing == Standing::waiting || standing == Standing::polling;
    if (waits && !left_[i]) stuck.push_back(ProcessId{i});
  }
  return stuck;
}

std::vector<ProcessId> StuckSearch::may_get_stuck() const {
  std::vector<ProcessId> result;
  for (std::uint32_t i = 0; i < program_.processes; ++i) {
    if (situation_->processes[i].standing != Standing::going) continue;
    const ProcessId p{i};
    const ProcessGroup& group = program_.process_groups[group_of_[i]];
    for (CodeIndex at = group.entry; at < group.end; ++at) {
      const auto first = ways_.begin() + static_cast<std::ptrdiff_t>(ways_begin_[at]);
      const auto last = ways_.begin() + static_cast<std::ptrdiff_t>(ways_begin_[at + 1]);
      const bool is_dead_end =
          is_reached(p, at) && first != last &&
          std::none_of(first, last, [&](const WayOn& way) { return is_reached(p, way.target); });
      if (!is_dead_end) continue;
      result.push_back(p);
      break;
    }
  }
  return result;
}

void StuckSearch::begin(const Situation& situation) {
  situation_ = &situation;
  const std::size_t places = program_.mailboxes + 2 * program_.mailbox_groups.size();
  std::fill(reached_.begin(), reached_.end(), false);
  left_.assign(program_.processes, false);
  offerers_.assign(places * kOffers, {});
  asked_.assign(places * kOffers, kNobody);
  asks_.clear();
  if (has_replies_) {
    replies_.assign(program_.processes, false);
    reply_asks_.assign(program_.processes, {});
    receives_of_.assign(program_.processes, {});
  }
  work_ = program_.processes + program_.mailboxes;
}

/// Looks at the ways on from where the process stands.
void StuckSearch::begin_at(PlaceOfProcess place) {
  const ProcessSituation& process = situation_->processes[place.process.index()];
  const Instruction instruction = program_.code[place.at];
  const bool is_await = instruction.opcode == Opcode::await;
  if (process.standing == Standing::going && !is_await) {
    reach(place.process, place.at);
  } else if (is_await && process.state.delivery == Delivery::delivered) {
    reach(place.process, place.at + 1);
    // Word that is there already comes in time; a reply that is under way may be late.
    const Operation& operation = program_.operations[instruction.operand];
    if (operation.route && operation.timeout) reach(place.process, operation.otherwise);
  } else if (is_await && process.state.delivery == Delivery::dropped) {
    reach(place.process, program_.operations[instruction.operand].otherwise);
  } else {
    look_at(place, true);
  }
}

std::size_t StuckSearch::place_in_reached(ProcessId p, CodeIndex at) const {
  const std::uint32_t g = group_of_[p.index()];
  const ProcessGroup& group = program_.process_groups[g];
  const std::size_t length = group.end - group.entry;
  return places_begin_[g] + (p.value - group.first.value) * length + (at - group.entry);
}

void StuckSearch::reach(ProcessId p, CodeIndex at) {
  const std::size_t place = place_in_reached(p, at);
  if (reached_[place]) return;
  reached_[place] = true;
  open_.push_back({p, at});
}

void StuckSearch::look_at(PlaceOfProcess place, bool now) {
  const auto [p, at] = place;
  const WayOn* const first = ways_.data() + ways_begin_[at];
  const WayOn* const last = ways_.data() + ways_begin_[at + 1];
  work_ += 1 + static_cast<std::uint64_t>(last - first);
  if (program_.code[at].opcode == Opcode::reply) become_replier(p);
  for (const WayOn* way = first; way != last; ++way) {
    if (way->guard == Guard::message) make_offers(p, *way, now);
  }
  for (const WayOn* way = first; way != last; ++way) pass({p, way, now}, at);
}

template <class Visit>
void StuckSearch::visit_spans(const Passage& passage, Visit visit) const {
  const Operation& operation = program_.operations[passage.way->operation];
  const ProcessState& state = situation_->processes[passage.process.index()].state;
  if (passage.now) {
    visit_mailboxes_now(program_, operation, state, *situation_->registers, visit);
  } else {
    visit_mailboxes(program_, operation, state, visit);
  }
}

void StuckSearch::make_offers(ProcessId p, const WayOn& way, bool now) {
  const bool sends = way.direction == Direction::send;
  visit_spans({p, &way, now}, [&](MailboxSpan span) {
    if (span.count == 0) return;
    offer(p, span, sends ? Offer::send : Offer::receive);
    if (way.waits) offer(p, span, sends ? Offer::waiting_send : Offer::waiting_receive);
    if (sends || !has_replies_) return;
    if (replies_[p.index()]) {
      offer(p, span, Offer::answered_receive);
    } else {
      receives_of_[p.index()].push_back(span);
    }
  });
}

void StuckSearch::offer(ProcessId p, MailboxSpan span, Offer offer) {
  const MailboxGroupId g{box_group_[span.first.index()]};
  if (span.count == program_.mailbox_groups[g.index()].count && span.count > 1) {
    offer_at(p, all_of(g), offer);
  } else {
    for (std::uint32_t i = 0; i < span.count; ++i) {
      offer_at(p, place_of({span.first.value + i}), offer);
    }
  }
  offer_at(p, any_of(g), offer);
}

void StuckSearch::offer_at(ProcessId p, Place place, Offer offer) {
  ++work_;
  Offerers& offerers = offerers_[record(place, offer)];
  if (offerers.first == kNobody) {
    offerers.first = p.value;
  } else if (offerers.second == kNobody && offerers.first != p.value) {
    offerers.second = p.value;
  } else {
    return;
  }
  std::uint32_t* link = &asked_[record(place, offer)];
  while (*link != kNobody) {
    const Ask& ask = asks_[*link];
    ++work_;
    if (ask.of_others && ask.process == p) {
      link = &asks_[*link].next;
      continue;
    }
    leave(ask.process, ask.target);
    *link = ask.next;
  }
}

void StuckSearch::become_replier(ProcessId p) {
  if (replies_[p.index()]) return;
  replies_[p.index()] = true;
  for (const MailboxSpan span : receives_of_[p.index()]) offer(p, span, Offer::answered_receive);
  for (const Passage& passage : reply_asks_[p.index()]) go_through(passage);
}

void StuckSearch::leave(ProcessId p, CodeIndex target) {
  left_[p.index()] = true;
  reach(p, target);
}

void StuckSearch::go_through(const Passage& passage) {
  leave(passage.process, passage.way->target);
}

/// Back to the top of a counted loop in which p stands and has rounds left. A loop that it may
/// enter anew needs no way back: its first round comes to the same places.
void StuckSearch::pass_back(const Passage& passage, CodeIndex end_of_round) {
  const ProcessState& state = situation_->processes[passage.process.index()].state;
  const std::uint16_t slot = program_.code[end_of_round].slot;
  const bool stands_inside = state.at >= passage.way->target && state.at <= end_of_round;
  const bool has_rounds_left = (*situation_->registers)[state.first_register + slot] > 1;
  if (stands_inside && has_rounds_left) go_through(passage);
}

void StuckSearch::pass(const Passage& passage, CodeIndex at) {
  switch (passage.way->guard) {
    case Guard::none:
      go_through(passage);
      return;
    case Guard::message:
      pass_message(passage);
      return;
    case Guard::word:
      pass_word(passage);
      return;
    case Guard::rounds:
      pass_back(passage, at);
      return;
    case Guard::drop:
      pass_drop(passage);
      return;
  }
}

/// Somebody else sends a message that drops the one that p awaits word of, or one that is under way
/// does.
void StuckSearch::pass_drop(const Passage& passage) {
  const ProcessSituation& process = situation_->processes[passage.process.index()];
  if (passage.now && process.holder) return;
  visit_spans(passage, [&](MailboxSpan span) {
    const MailboxGroup& group = program_.mailbox_groups[box_group_[span.first.index()]];
    if (group.when_full != FullPolicy::drop_oldest || group.capacity == 0) return;
    const std::uint64_t own = passage.now && process.awaits_acceptance ? 1 : 0;
    if (messages_in(situation_->under_way, span) > own) {
      go_through(passage);
    } else {
      ask(passage, span, Offer::send, true);
    }
  });
}

/// A message comes from another host that this receive may get. At a rendezvous a process that
/// does not wait gets only what a sender holds out.
bool StuckSearch::is_under_way(const WayOn& way, const MailboxGroup& group,
                               MailboxSpan span) const {
  const bool must_wait = group.capacity == 0 && !way.waits;
  return messages_in(must_wait ? situation_->awaited_under_way : situation_->under_way, span) > 0;
}

bool StuckSearch::possible_by_itself(const WayOn& way, const MailboxGroup& group,
                                     MailboxSpan span) const {
  if (way.direction == Direction::send) {
    if (!way.waits && group.when_full != FullPolicy::refuse) return true;  // lost, and told nobody
    if (group.capacity == 0) return false;
    if (group.capacity == kUnbounded || group.when_full == FullPolicy::drop_oldest) return true;
  } else if (is_under_way(way, group, span)) {
    return true;
  } else if (group.capacity == 0) {
    return false;
  }
  const auto* const depth = situation_->depths.data() + span.first.index();
  return std::any_of(depth, depth + span.count, [&](std::uint64_t messages) {
    return way.direction == Direction::send ? messages < group.capacity : messages > 0;
  });
}

void StuckSearch::pass_message(const Passage& passage) {
  const WayOn& way = *passage.way;
  visit_spans(passage, [&](MailboxSpan span) {
    if (span.count == 0) return;
    const MailboxGroup& group = program_.mailbox_groups[box_group_[span.first.index()]];
    if (possible_by_itself(way, group, span)) {
      go_through(passage);
      return;
    }
    const bool rendezvous = group.capacity == 0;
    const bool sends = way.direction == Direction::send;
    // At a rendezvous one of the two must be found waiting.
    const bool partner_waits = rendezvous && !way.waits;
    const Offer wanted = sends ? (partner_waits ? Offer::waiting_receive : Offer::receive)
                               : (partner_waits ? Offer::waiting_send : Offer::send);
    ask(passage, span, wanted, rendezvous);
  });
}

void StuckSearch::pass_word(const Passage& passage) {
  const ProcessSituation& process = situation_->processes[passage.process.index()];
  const Operation& operation = program_.operations[passage.way->operation];
  const bool is_reply = operation.awaits == Awaits::reply;
  if (passage.now && process.holder) {
    reach_if_replying(passage, *process.holder);
    return;
  }
  visit_spans(passage, [&](MailboxSpan span) {
    const MailboxGroup& group = program_.mailbox_groups[box_group_[span.first.index()]];
    const bool there_already = !is_reply && group.capacity == 0 && !operation.route;
    if (there_already) {
      go_through(passage);
    } else {
      ask(passage, span, is_reply ? Offer::answered_receive : Offer::receive, true);
    }
  });
}

void StuckSearch::reach_if_replying(const Passage& passage, ProcessId holder) {
  if (!has_replies_) return;
  if (replies_[holder.index()]) {
    go_through(passage);
  } else {
    reply_asks_[holder.index()].push_back(passage);
  }
}

void StuckSearch::ask(const Passage& passage, MailboxSpan span, Offer offer, bool of_others) {
  const Ask ask{passage.process, passage.way->target, of_others};
  const MailboxGroupId g{box_group_[span.first.index()]};
  if (span.count == program_.mailbox_groups[g.index()].count && span.count > 1) {
    ask_at(ask, any_of(g), offer);
    return;
  }
  if (ask_at(ask, all_of(g), offer)) return;
  for (std::uint32_t i = 0; i < span.count; ++i) {
    if (ask_at(ask, place_of({span.first.value + i}), offer)) return;
  }
}

bool StuckSearch::ask_at(const Ask& ask, Place place, Offer offer) {
  ++work_;
  const Offerers& offerers = offerers_[record(place, offer)];
  const auto counts = [&](std::uint32_t offerer) {
    return offerer != kNobody && !(ask.of_others && offerer == ask.process.value);
  };
  if (counts(offerers.first) || counts(offerers.second)) {
    leave(ask.process, ask.target);
    return true;
  }
  std::uint32_t& last = asked_[record(place, offer)];
  asks_.push_back(ask);
  asks_.back().next = last;
  last = static_cast<std::uint32_t>(asks_.size() - 1);
  return false;
}

}  // namespace ipcsim
