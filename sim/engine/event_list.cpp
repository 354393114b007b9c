#include "sim/engine/event_list.hpp"

#include "sim/base/check.hpp"

namespace ipcsim {

void EventList::schedule(Owner owner, Instant time, Urgency urgency) {
  check(place_[owner] == kNowhere, "an owner has at most one event");
  check(time >= now_, "no event is scheduled in the past");
  if (time == now_ && urgency == Urgency::prompt) {
    ring_.push_back(owner);
    place_[owner] = kInRing;
    return;
  }
  const Entry entry{time, entered_++ | (urgency == Urgency::late ? kLate : 0), owner};
  heap_.push_back(entry);
  rise(heap_.size() - 1, entry);
}

void EventList::cancel(Owner owner) {
  check(place_[owner] != kNowhere && place_[owner] != kInRing,
        "only a late or future event that is scheduled can be cancelled");
  remove(place_[owner]);
  place_[owner] = kNowhere;
}

/// The heap's prompt events at the present instant entered before it, so before all in the ring.
bool EventList::heap_is_next() const {
  if (ring_.empty()) return true;
  return !heap_.empty() && heap_.front().time == now_ && heap_.front().order < kLate;
}

Instant EventList::next_time() const { return heap_is_next() ? heap_.front().time : now_; }

EventList::Owner EventList::next_owner() const {
  return heap_is_next() ? heap_.front().owner : ring_.front();
}

EventList::Event EventList::pop() {
  if (heap_is_next()) {
    const Entry first = heap_.front();
    remove(0);
    place_[first.owner] = kNowhere;
    now_ = first.time;
    return {first.time, first.owner};
  }
  const Owner owner = ring_.front();
  ring_.pop_front();
  place_[owner] = kNowhere;
  return {now_, owner};
}

void EventList::put(std::size_t place, const Entry& entry) {
  heap_[place] = entry;
  place_[entry.owner] = static_cast<std::uint32_t>(place);
}

void EventList::rise(std::size_t place, const Entry& entry) {
  while (place > 0) {
    const std::size_t parent = (place - 1) / 2;
    if (!entry.before(heap_[parent])) break;
    put(place, heap_[parent]);
    place = parent;
  }
  put(place, entry);
}

void EventList::sink(std::size_t place, const Entry& entry) {
  for (;;) {
    std::size_t child = 2 * place + 1;
    if (child >= heap_.size()) break;
    if (child + 1 < heap_.size() && heap_[child + 1].before(heap_[child])) ++child;
    if (!heap_[child].before(entry)) break;
    put(place, heap_[child]);
    place = child;
  }
  put(place, entry);
}

void EventList::remove(std::size_t place) {
  const Entry last = heap_.back();
  heap_.pop_back();
  if (place == heap_.size()) return;
  if (place > 0 && last.before(heap_[(place - 1) / 2])) {
    rise(place, last);
  } else {
    sink(place, last);
  }
}

}  // namespace ipcsim
