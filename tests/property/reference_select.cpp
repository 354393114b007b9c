// The statement select.
#include "tests/property/reference_state.hpp"

namespace ipcsim::testing::reference {

Go Interpreter::select(std::uint32_t p, const Statement& statement, const Select& select) {
  Attempt& attempt = processes_[p].attempt;
  attempt = {.statement = &statement};
  for (const Select::Alternative& alternative : select.alternatives) {
    if (const auto* receive = std::get_if<Select::Receive>(&alternative.what)) {
      attempt.offers.push_back(
          {.way = Way::receive, .box = box_of(p, receive->mailbox), .alternative = &alternative});
    }
    if (const auto* send = std::get_if<Select::Send>(&alternative.what)) {
      attempt.offers.push_back({.way = Way::send,
                                .box = box_of(p, send->mailbox),
                                .priority = send->priority,
                                .alternative = &alternative});
      draw(p, send->size);
    }
  }
  const Select::Alternative* earliest = nullptr;
  for (const Select::Alternative& alternative : select.alternatives) {
    const auto* after = std::get_if<Select::After>(&alternative.what);
    if (after == nullptr) continue;
    const std::int64_t time = later(now_, draw(p, after->time));
    if (attempt.deadline && *attempt.deadline <= time) continue;
    attempt.deadline = time;
    earliest = &alternative;
  }
  const std::vector<Offer> offers = attempt.offers;
  for (const Offer& offer : offers) {
    attempt.offers = {offer};
    speak_of(attempt, offer);
    if (offer.way == Way::send ? place(p) : take(p)) {
      succeed(p);
      return Go::on;
    }
  }
  attempt.offers = offers;
  attempt.box.reset();
  attempt.alternative = earliest;
  if (select.otherwise) {
    tell("took_else", p, &statement);
    processes_[p].stack.push_back({&*select.otherwise});
    return Go::on;
  }
  wait(p, Stand::waits_in_select, "waits_in_select");
  return Go::away;
}

void Interpreter::after_passed(std::uint32_t p) {
  tell("after_passed", p, processes_[p].attempt.statement);
  succeed(p);
}

}  // namespace ipcsim::testing::reference
