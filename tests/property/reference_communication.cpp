// Send and receive as section 3 of DESIGN has them, case by case.
#include <algorithm>

#include "tests/property/reference_state.hpp"

namespace ipcsim::testing::reference {

std::uint32_t Interpreter::box_of(std::uint32_t p, const MailboxRef& ref) {
  const std::uint32_t count = scenario_.mailboxes[ref.group.index()].elements();
  const std::uint32_t first = first_box_[ref.group.index()];
  switch (ref.form) {
    case IndexForm::whole:
      return first;
    case IndexForm::fixed:
      return first + ref.offset;
    case IndexForm::self:
      return first + processes_[p].replica;
    case IndexForm::relative:
      return first + (processes_[p].replica + ref.offset) % count;
    case IndexForm::any:
      return first + static_cast<std::uint32_t>(processes_[p].stream.below(count));
    case IndexForm::all:  // in multicast alone
      break;
  }
  return first;
}

Go Interpreter::send(std::uint32_t p, const Statement& statement, const Send& send) {
  Attempt& attempt = processes_[p].attempt;
  const bool blocking = send.pinned.value_or(scenario_.send) == Mode::blocking;
  attempt = {.statement = &statement,
             .box = box_of(p, std::get<MailboxRef>(send.to)),
             .priority = send.priority};
  draw(p, send.size);
  if (send.timeout) {
    const std::int64_t deadline = later(now_, draw(p, *send.timeout));
    if (blocking) attempt.deadline = deadline;  // else drawn in vain: the same draws in each mode
  }
  Box& box = boxes_[attempt.box];
  if (place(p)) {
    succeed(p);
  } else if (blocking) {
    box.senders.push_back(p);
    wait(p, Stand::waits_to_send, "waits_to_send");
    return Go::away;
  } else if (box.spec->when_full == WhenFull::refuse) {
    fail(p, "refused");
  } else {
    tell_of_box("lost", p);
    succeed(p);
  }
  return Go::on;
}

bool Interpreter::place(std::uint32_t p) {
  Box& box = boxes_[processes_[p].attempt.box];
  if (!box.receivers.empty()) {
    const std::uint32_t receiver = box.receivers.front();
    box.receivers.erase(box.receivers.begin());
    tell_of_box("handed_over", p, ++box.numbered).partner = receiver;
    count_received(box);
    release(receiver);
    return true;
  }
  const auto capacity = box.spec->capacity;
  if (capacity && box.letters.size() == *capacity) {
    if (*capacity == 0 || box.spec->when_full != WhenFull::drop_oldest) return false;
    const Letter oldest = box.letters.front();
    box.letters.erase(box.letters.begin());
    tell_of_box("dropped", p, oldest.number).process = oldest.sender;
  }
  put(p);
  return true;
}

void Interpreter::put(std::uint32_t p) {
  const Attempt& attempt = processes_[p].attempt;
  Box& box = boxes_[attempt.box];
  box.letters.push_back({++box.numbered, p, attempt.priority});
  tell_of_box("sent", p, box.numbered);
}

Go Interpreter::receive(std::uint32_t p, const Statement& statement, const Receive& receive) {
  Process& self = processes_[p];
  self.attempt = {.statement = &statement, .box = box_of(p, std::get<MailboxRef>(receive.from))};
  if (receive.timeout) self.attempt.deadline = later(now_, draw(p, *receive.timeout));
  if (receive.pinned.value_or(scenario_.receive) == Mode::nonblocking) {
    if (receive.timeout || !receive.otherwise) {
      self.stand = Stand::running;  // its first look is no last one, even with a timeout of 0
      return look(p);
    }
    if (take(p)) {
      succeed(p);
    } else {
      fail(p, "found_none");
    }
    return Go::on;
  }
  if (take(p)) {
    succeed(p);
    return Go::on;
  }
  boxes_[self.attempt.box].receivers.push_back(p);
  wait(p, Stand::waits_to_receive, "waits_to_receive");
  return Go::away;
}

bool Interpreter::take(std::uint32_t p) {
  Box& box = boxes_[processes_[p].attempt.box];
  if (!box.letters.empty()) {
    const auto letter = next_letter(box);
    const std::uint64_t number = letter->number;
    box.letters.erase(letter);
    tell_of_box("received", p, number);
    count_received(box);
    if (!box.senders.empty()) {
      const std::uint32_t sender = take_first_sender(box);
      put(sender);
      release(sender);
    }
    return true;
  }
  if (box.senders.empty()) return false;
  const std::uint32_t sender = take_first_sender(box);
  tell_of_box("taken_over", p, ++box.numbered).partner = sender;
  count_received(box);
  release(sender);
  return true;
}

std::vector<Letter>::iterator Interpreter::next_letter(Box& box) {
  if (box.spec->order == Order::fifo) return box.letters.begin();
  if (box.spec->order == Order::lifo) return box.letters.end() - 1;
  return std::max_element(
      box.letters.begin(), box.letters.end(),
      [](const Letter& a, const Letter& b) { return a.priority < b.priority; });  // the first
}

std::uint32_t Interpreter::take_first_sender(Box& box) {
  auto first = box.senders.begin();
  if (box.spec->order == Order::priority) {
    first = std::max_element(
        box.senders.begin(), box.senders.end(), [&](std::uint32_t a, std::uint32_t b) {
          return processes_[a].attempt.priority < processes_[b].attempt.priority;
        });
  }
  const std::uint32_t sender = *first;
  box.senders.erase(first);
  return sender;
}

Go Interpreter::look(std::uint32_t p) {
  Process& self = processes_[p];
  const bool is_first = self.stand != Stand::polls;
  if (take(p)) {
    succeed(p);
    return Go::on;
  }
  if (!is_first && self.attempt.deadline && now_ >= *self.attempt.deadline) {
    fail(p, "timed_out");
    return Go::on;
  }
  self.stand = Stand::polls;
  const std::int64_t next = later(now_, scenario_.poll.ns);
  const bool is_last = self.attempt.deadline && next >= *self.attempt.deadline;
  plan(p, is_last ? *self.attempt.deadline : next, is_last);
  tell_of_box("looks", p).until = is_last ? *self.attempt.deadline : next;
  return Go::away;
}

void Interpreter::wait(std::uint32_t p, Stand stand, std::string_view kind) {
  processes_[p].stand = stand;
  if (processes_[p].attempt.deadline) plan(p, *processes_[p].attempt.deadline, true);
  tell_of_box(kind, p);
}

void Interpreter::release(std::uint32_t p) {
  unplan(p);
  processes_[p].stand = Stand::running;
  succeed(p);
  plan(p, now_, false);
}

void Interpreter::succeed(std::uint32_t p) {
  const Statement& statement = *processes_[p].attempt.statement;
  const auto* send = std::get_if<Send>(&statement.what);
  const Block& block = send ? send->then : std::get<Receive>(statement.what).then;
  processes_[p].stack.push_back({&block});
}

void Interpreter::fail(std::uint32_t p, std::string_view kind) {
  const Statement& statement = *processes_[p].attempt.statement;
  tell_of_box(kind, p);
  const auto* send = std::get_if<Send>(&statement.what);
  const auto& block = send ? send->otherwise : std::get<Receive>(statement.what).otherwise;
  if (block) processes_[p].stack.push_back({&*block});
}

void Interpreter::count_received(const Box& box) {
  const auto& limit = scenario_.run.message_limit;
  if (!limit || limit->group.value != box.group) return;
  if (limit->element && *limit->element != box.element) return;
  received_for_limit_ = received_for_limit_.value_or(0) + 1;
  for (Process& p : processes_) p.steps = 0;
}

}  // namespace ipcsim::testing::reference
