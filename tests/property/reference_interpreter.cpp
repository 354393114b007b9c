#include "tests/property/reference_interpreter.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "tests/property/reference_state.hpp"

namespace ipcsim::testing {
namespace reference {

Interpreter::Interpreter(const Scenario& scenario, const ReferenceOptions& options)
    : scenario_(scenario), options_(options) {
  link_spec_.capacity = scenario.direct_capacity;
  for (std::uint32_t g = 0; g < scenario.mailboxes.size(); ++g) add_boxes(g);
  for (const DirectLink& link : scenario.direct_links) add_link(link);
  for (std::uint32_t g = 0; g < scenario.processes.size(); ++g) {
    for (std::uint32_t r = 0; r < scenario.processes[g].count; ++r) add_process(g, r);
  }
  for (const Process& p : processes_) has_work_ = has_work_ || !p.spec->service;
}

ReferenceResult Interpreter::run() && {
  while (!ended_) {
    if (agenda_.empty()) {
      end(all_idle() ? ReferenceEnd::completed : ReferenceEnd::deadlock);
    } else if (agenda_.begin()->first.first >= options_.until) {
      now_ = options_.until;
      end(ReferenceEnd::time_limit);
    } else {
      const auto next = agenda_.begin();
      now_ = next->first.first;
      const std::uint32_t p = next->second;
      agenda_.erase(next);
      happen(p);
      look_for_livelock();
      if (result_.events.size() >= options_.most_events) end(ReferenceEnd::cut);
    }
  }
  result_.end_time = now_;
  return std::move(result_);
}

void Interpreter::add_boxes(std::uint32_t group) {
  const MailboxSpec& spec = scenario_.mailboxes[group];
  first_box_.push_back(static_cast<std::uint32_t>(boxes_.size()));
  for (std::uint32_t e = 0; e < spec.elements(); ++e) {
    Box box{.spec = &spec, .group = group, .element = e};
    for (std::uint32_t i = 0; i < spec.initial; ++i) box.letters.push_back({++box.numbered});
    boxes_.push_back(std::move(box));
  }
}

void Interpreter::add_process(std::uint32_t group, std::uint32_t replica) {
  const ProcessSpec& spec = scenario_.processes[group];
  Process p{.spec = &spec, .group = group, .replica = replica};
  p.stream = make_stream(scenario_.run.seed, options_.replication, spec.name, replica);
  p.stack.push_back({&spec.program});
  processes_.push_back(std::move(p));
  const auto id = static_cast<std::uint32_t>(processes_.size() - 1);
  plan(id, draw(id, spec.start), false);
}

void Interpreter::plan(std::uint32_t p, std::int64_t time, bool last) {
  agenda_.emplace(std::pair(time, last), p);
}

void Interpreter::unplan(std::uint32_t p) {
  const auto found = std::find_if(agenda_.begin(), agenda_.end(),
                                  [&](const auto& entry) { return entry.second == p; });
  if (found != agenda_.end()) agenda_.erase(found);
}

std::int64_t Interpreter::draw(std::uint32_t p, const Distribution& law) {
  return law.draw(processes_[p].stream, processes_[p].cursors[&law]);
}

std::optional<std::int64_t> Interpreter::draw(std::uint32_t p,
                                              const std::optional<Distribution>& law) {
  return law ? std::optional(draw(p, *law)) : std::nullopt;
}

void Interpreter::happen(std::uint32_t p) {
  Process& self = processes_[p];
  if (!self.begun) {
    self.begun = true;
    tell("started", p, nullptr);
  }
  switch (self.stand) {
    case Stand::waits_to_send:
    case Stand::waits_to_receive:
    case Stand::awaits:
      leave_boxes(p);
      self.awaits = Awaited::nothing;
      fail(p, "timed_out");
      break;
    case Stand::waits_in_select:
      leave_boxes(p);
      after_passed(p);
      break;
    case Stand::polls:
      if (too_many_steps(self)) return end(ReferenceEnd::zero_time_loop);
      if (look(p) == Go::away) return;
      break;
    case Stand::running:
    case Stand::passing_time:
    case Stand::finished:
      break;
  }
  self.stand = Stand::running;
  go_on(p);
}

void Interpreter::go_on(std::uint32_t p) {
  Process& self = processes_[p];
  for (;;) {
    if (received_for_limit_ && *received_for_limit_ >= scenario_.run.message_limit->messages) {
      return end(ReferenceEnd::message_limit);
    }
    if (too_many_steps(self)) return end(ReferenceEnd::zero_time_loop);
    if (self.awaits != Awaited::nothing) {
      if (await(p) == Go::away) return;
      continue;
    }
    if (!self.round.targets.empty()) {
      if (next_of_multicast(p) == Go::away) return;
      continue;
    }
    if (self.stack.empty()) return finish(p, nullptr);
    Frame& frame = self.stack.back();
    if (frame.next == frame.block->size()) {
      end_of_block(self);
    } else if (execute(p, (*frame.block)[frame.next++]) == Go::away) {
      return;
    }
  }
}

bool Interpreter::too_many_steps(Process& self) {
  if (self.stepped_at != now_) self.steps = 0;
  self.stepped_at = now_;
  result_.most_steps = std::max(result_.most_steps, ++self.steps);
  return self.steps > options_.zero_time_steps;
}

void Interpreter::end_of_block(Process& self) {
  Frame& frame = self.stack.back();
  const bool again = frame.loop != nullptr && (!frame.loop->count || --frame.rounds > 0);
  if (again) {
    frame.next = 0;
  } else {
    self.stack.pop_back();
  }
}

Go Interpreter::execute(std::uint32_t p, const Statement& statement) {
  Process& self = processes_[p];
  if (const auto* it = std::get_if<Compute>(&statement.what)) {
    return pass_time(p, statement, "computes", it->time);
  }
  if (const auto* it = std::get_if<Sleep>(&statement.what)) {
    return pass_time(p, statement, "sleeps", it->time);
  }
  if (const auto* it = std::get_if<Send>(&statement.what)) return send(p, statement, *it);
  if (const auto* it = std::get_if<Receive>(&statement.what)) return receive(p, statement, *it);
  if (const auto* it = std::get_if<Call>(&statement.what)) return call(p, statement, *it);
  if (const auto* it = std::get_if<Reply>(&statement.what)) return reply(p, statement, *it);
  if (const auto* it = std::get_if<Select>(&statement.what)) return select(p, statement, *it);
  if (const auto* it = std::get_if<Multicast>(&statement.what)) multicast(p, statement, *it);
  if (const auto* it = std::get_if<Choose>(&statement.what)) choose(p, *it);
  if (const auto* it = std::get_if<Loop>(&statement.what)) {
    if (it->count != 0U) self.stack.push_back({&it->body, 0, it, it->count.value_or(0)});
  }
  if (std::holds_alternative<Break>(statement.what)) {
    leave_blocks_inside_loop(self);
    self.stack.pop_back();
  }
  if (std::holds_alternative<Continue>(statement.what)) {
    leave_blocks_inside_loop(self);
    self.stack.back().next = self.stack.back().block->size();
  }
  if (std::holds_alternative<Stop>(statement.what)) {
    finish(p, &statement);
    return Go::away;
  }
  return Go::on;
}

void Interpreter::leave_blocks_inside_loop(Process& self) {
  while (self.stack.back().loop == nullptr) self.stack.pop_back();
}

Go Interpreter::pass_time(std::uint32_t p, const Statement& statement, std::string_view kind,
                          const Distribution& law) {
  const std::int64_t until = later(now_, draw(p, law));
  processes_[p].stand = Stand::passing_time;
  plan(p, until, false);
  tell(kind, p, &statement).until = until;
  return Go::away;
}

void Interpreter::choose(std::uint32_t p, const Choose& choose) {
  double total = 0;
  for (const Choose::Branch& branch : choose.branches) total += branch.weight;
  double left = processes_[p].stream.uniform() * total;
  double passed = 0;
  const Block* chosen = nullptr;
  for (const Choose::Branch& branch : choose.branches) {
    if (branch.weight == 0) continue;
    chosen = &branch.body;
    passed += branch.weight;
    if (left < passed) break;
  }
  processes_[p].stack.push_back({chosen});
}

void Interpreter::finish(std::uint32_t p, const Statement* statement) {
  processes_[p].stand = Stand::finished;
  tell("finished", p, statement);
  const bool work_left = std::any_of(processes_.begin(), processes_.end(), [](const Process& it) {
    return !it.spec->service && it.stand != Stand::finished;
  });
  if (has_work_ && !work_left) end(ReferenceEnd::completed);
}

bool Interpreter::is_idle(const Process& p) {
  if (p.stand == Stand::finished) return true;
  const std::vector<Offer>& offers = p.attempt.offers;
  const bool only_receives = std::all_of(
      offers.begin(), offers.end(), [](const Offer& offer) { return offer.way == Way::receive; });
  const bool waits = p.stand == Stand::waits_to_receive || p.stand == Stand::polls ||
                     (p.stand == Stand::waits_in_select && only_receives);
  return p.spec->service && waits && !p.attempt.deadline && p.open_calls.empty();
}

bool Interpreter::all_idle() const {
  return std::all_of(processes_.begin(), processes_.end(), is_idle);
}

void Interpreter::look_for_livelock() {
  if (ended_ || result_.only_polling_since) return;
  std::uint32_t pollers = 0;
  for (const Process& p : processes_) {
    if (p.stand == Stand::finished) continue;
    if (p.stand == Stand::passing_time || p.stand == Stand::running) return;
    if (p.attempt.deadline) return;
    if (p.stand != Stand::polls) continue;
    if (!finds_nothing(p)) return;
    ++pollers;
  }
  if (pollers == 0) return;
  result_.only_polling_since = result_.events.size();
  result_.pollers = pollers;
}

bool Interpreter::finds_nothing(const Process& p) const {
  return std::none_of(p.attempt.offers.begin(), p.attempt.offers.end(), [&](const Offer& offer) {
    return there_since(boxes_[offer.box]).has_value();
  });
}

void Interpreter::end(ReferenceEnd end) {
  if (ended_) return;
  ended_ = true;
  result_.end = end;
}

ReferenceEvent& Interpreter::tell(std::string_view kind, std::uint32_t p,
                                  const Statement* statement) {
  result_.events.push_back({.time = now_, .kind = kind, .process = p, .statement = statement});
  return result_.events.back();
}

ReferenceEvent& Interpreter::tell_of_box(std::string_view kind, std::uint32_t p,
                                         std::uint64_t message) {
  const Attempt& attempt = processes_[p].attempt;
  ReferenceEvent& event = tell(kind, p, attempt.statement);
  if (!attempt.box) return event;  // any of several
  event.mailbox = attempt.box;
  event.message = message;
  event.depth = boxes_[*attempt.box].letters.size();
  return event;
}

}  // namespace reference

ReferenceResult interpret(const Scenario& scenario, const ReferenceOptions& options) {
  return reference::Interpreter(scenario, options).run();
}

}  // namespace ipcsim::testing
