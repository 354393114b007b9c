// One message between two processes, as section 3 of DESIGN has it: put, handed over, taken, and
// the waiting before that.
#include <algorithm>

#include "tests/property/reference_state.hpp"

namespace ipcsim::testing::reference {

void Interpreter::speak_of(Attempt& attempt, const Offer& offer) {
  attempt.box = offer.box;
  attempt.priority = offer.priority;
  attempt.alternative = offer.alternative;
}

bool Interpreter::place(std::uint32_t p) {
  const std::uint32_t place = *processes_[p].attempt.box;
  Box& box = boxes_[place];
  if (!box.receivers.empty()) {
    const std::uint32_t receiver = box.receivers.front();
    meet(receiver, place, Way::receive);
    const Letter letter = accept(p);
    tell_of_box("handed_over", p, letter.number).partner = receiver;
    hand_in(receiver, letter);
    release(receiver);
    return true;
  }
  const auto capacity = box.spec->capacity;
  if (capacity && box.letters.size() == *capacity) {
    if (*capacity == 0 || box.spec->when_full != WhenFull::drop_oldest) return false;
    const Letter oldest = box.letters.front();
    box.letters.erase(box.letters.begin());
    tell_of_box("dropped", p, oldest.number).process = oldest.sender;
    bring_word(oldest, Word::dropped);
  }
  put(p);
  return true;
}

void Interpreter::put(std::uint32_t p) {
  const Letter letter = accept(p);
  boxes_[*processes_[p].attempt.box].letters.push_back(letter);
  tell_of_box("sent", p, letter.number);
}

Letter Interpreter::accept(std::uint32_t p) {
  Process& self = processes_[p];
  self.ticket = ++tickets_;
  self.awaits = self.attempt.wants;
  self.word = Word::none;
  return {.number = ++boxes_[*self.attempt.box].numbered,
          .ticket = self.ticket,
          .sender = p,
          .priority = self.attempt.priority,
          .accepted = now_,
          .is_call = self.attempt.wants == Awaited::reply};
}

bool Interpreter::take(std::uint32_t p) {
  const Offer* offer = longest_there(p);
  if (offer == nullptr) return false;
  speak_of(processes_[p].attempt, *offer);
  Box& box = boxes_[offer->box];
  if (box.letters.empty()) {
    const std::uint32_t sender = take_first_sender(offer->box);
    const Letter letter = accept(sender);
    tell_of_box("taken_over", p, letter.number).partner = sender;
    hand_in(p, letter);
    release(sender);
    return true;
  }
  const auto next = next_letter(box);
  const Letter letter = *next;
  box.letters.erase(next);
  tell_of_box("received", p, letter.number);
  hand_in(p, letter);
  if (!box.senders.empty()) {
    const std::uint32_t sender = take_first_sender(offer->box);
    put(sender);
    release(sender);
  }
  return true;
}

void Interpreter::hand_in(std::uint32_t p, const Letter& letter) {
  Process& self = processes_[p];
  count_received(boxes_[*self.attempt.box]);
  if (letter.is_call) {
    self.open_calls.push_back({letter.sender, letter.ticket, *self.attempt.box});
  } else {
    bring_word(letter, Word::came);
  }
}

std::vector<Letter>::iterator Interpreter::next_letter(Box& box) {
  if (box.spec->order == Order::fifo) return box.letters.begin();
  if (box.spec->order == Order::lifo) return box.letters.end() - 1;
  return std::max_element(
      box.letters.begin(), box.letters.end(),
      [](const Letter& a, const Letter& b) { return a.priority < b.priority; });  // the first
}

std::uint32_t Interpreter::take_first_sender(std::uint32_t place) {
  const Box& box = boxes_[place];
  auto first = box.senders.begin();
  if (box.spec->order == Order::priority) {
    first = std::max_element(
        box.senders.begin(), box.senders.end(), [&](std::uint32_t a, std::uint32_t b) {
          return offer_at(a, place, Way::send).priority < offer_at(b, place, Way::send).priority;
        });
  }
  const std::uint32_t sender = *first;
  meet(sender, place, Way::send);
  return sender;
}

void Interpreter::meet(std::uint32_t p, std::uint32_t box, Way way) {
  speak_of(processes_[p].attempt, offer_at(p, box, way));
  leave_boxes(p);
}

const Offer& Interpreter::offer_at(std::uint32_t p, std::uint32_t box, Way way) {
  const std::vector<Offer>& offers = processes_[p].attempt.offers;
  return *std::find_if(offers.begin(), offers.end(),
                       [&](const Offer& offer) { return offer.box == box && offer.way == way; });
}

void Interpreter::count_received(const Box& box) {
  const auto& limit = scenario_.run.message_limit;
  if (!limit || limit->group.value != box.group) return;
  if (limit->element && *limit->element != box.element) return;
  received_for_limit_ = received_for_limit_.value_or(0) + 1;
  for (Process& p : processes_) p.steps = 0;
}

void Interpreter::wait(std::uint32_t p, Stand stand, std::string_view kind) {
  Process& self = processes_[p];
  self.stand = stand;
  self.attempt.waits_since = now_;
  for (const Offer& offer : self.attempt.offers) {
    Box& box = boxes_[offer.box];
    std::vector<std::uint32_t>& queue = offer.way == Way::send ? box.senders : box.receivers;
    if (std::find(queue.begin(), queue.end(), p) == queue.end()) queue.push_back(p);
  }
  if (self.attempt.deadline) plan(p, *self.attempt.deadline, true);
  tell_of_box(kind, p);
}

void Interpreter::leave_boxes(std::uint32_t p) {
  for (Box& box : boxes_) {
    std::erase(box.senders, p);
    std::erase(box.receivers, p);
  }
}

void Interpreter::release(std::uint32_t p) {
  succeed(p);
  wake(p);
}

void Interpreter::wake(std::uint32_t p) {
  unplan(p);
  processes_[p].stand = Stand::running;
  plan(p, now_, false);
}

}  // namespace ipcsim::testing::reference
