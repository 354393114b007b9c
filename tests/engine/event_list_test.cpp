#include "sim/engine/event_list.hpp"

#include <algorithm>
#include <vector>

#include <doctest/doctest.h>

#include "sim/base/check.hpp"
#include "sim/base/random.hpp"

namespace ipcsim {
namespace {

/// The reference: a list that is searched from end to end.
class SortedReference {
 public:
  void schedule(std::uint32_t owner, Instant time, Urgency urgency) {
    entries_.push_back({time, urgency == Urgency::late, entered_++, owner});
  }
  void cancel(std::uint32_t owner) {
    std::erase_if(entries_, [&](const Entry& entry) { return entry.owner == owner; });
  }
  [[nodiscard]] bool has(std::uint32_t owner) const {
    return std::any_of(entries_.begin(), entries_.end(),
                       [&](const Entry& entry) { return entry.owner == owner; });
  }
  [[nodiscard]] bool may_cancel(std::uint32_t owner, Instant now) const {
    return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) {
      return entry.owner == owner && (entry.late || entry.time > now);
    });
  }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  EventList::Event pop() {
    const auto first = std::min_element(entries_.begin(), entries_.end());
    const EventList::Event event{first->time, first->owner};
    entries_.erase(first);
    return event;
  }

 private:
  struct Entry {
    Instant time;
    bool late;
    std::uint64_t order;
    std::uint32_t owner;
    auto operator<=>(const Entry&) const = default;
  };
  std::vector<Entry> entries_;
  std::uint64_t entered_ = 0;
};

using Increment = Duration (*)(RandomStream&);

/// Random schedules, cancellations and pops; both lists must give the same events.
void compare_with_reference(std::uint64_t seed, Increment increment) {
  constexpr std::uint32_t kOwners = 60;
  RandomStream random = make_stream(seed, 0, "event list", 0);
  EventList events(kOwners);
  SortedReference reference;
  Instant now;
  for (int i = 0; i < 4000; ++i) {
    const auto owner = static_cast<std::uint32_t>(random.below(kOwners));
    const auto action = random.below(10);
    if (action < 5 && !reference.has(owner)) {
      const Urgency urgency = random.below(4) == 0 ? Urgency::late : Urgency::prompt;
      const Instant time = now + increment(random);
      events.schedule(owner, time, urgency);
      reference.schedule(owner, time, urgency);
    } else if (action < 7 && reference.may_cancel(owner, now)) {
      events.cancel(owner);
      reference.cancel(owner);
    } else if (reference.size() > 0) {
      const EventList::Event expected = reference.pop();
      REQUIRE(events.next_time() == expected.time);
      REQUIRE(events.next_owner() == expected.owner);
      const EventList::Event event = events.pop();
      REQUIRE(event.time == expected.time);
      REQUIRE(event.owner == expected.owner);
      now = event.time;
    }
    REQUIRE(events.size() == reference.size());
    REQUIRE(events.empty() == (reference.size() == 0));
  }
}

}  // namespace

TEST_CASE("the event list gives what a sorted reference gives, whatever the increments") {
  const Increment increments[] = {
      [](RandomStream&) { return Duration{0}; },
      [](RandomStream& random) { return Duration{static_cast<std::int64_t>(random.below(3))}; },
      [](RandomStream& random) { return Duration{static_cast<std::int64_t>(random.below(1000))}; },
      [](RandomStream& random) {  // bimodal
        return Duration{static_cast<std::int64_t>(random.below(2) * 1'000'000 + random.below(10))};
      },
      [](RandomStream& random) {  // heavy tail
        return Duration{static_cast<std::int64_t>(1) << random.below(40)};
      },
  };
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    for (const Increment increment : increments) compare_with_reference(seed, increment);
  }
}

TEST_CASE("events at one instant leave in the order of entry, late ones after all others") {
  EventList events(5);
  events.schedule(0, Instant{10}, Urgency::late);
  events.schedule(1, Instant{10}, Urgency::prompt);
  events.schedule(2, Instant{10}, Urgency::prompt);
  CHECK(events.pop().owner == 1);
  events.schedule(3, Instant{10}, Urgency::prompt);  // while the instant goes on
  events.schedule(1, Instant{10}, Urgency::late);
  CHECK(events.pop().owner == 2);
  CHECK(events.pop().owner == 3);
  CHECK(events.pop().owner == 0);
  CHECK(events.pop().owner == 1);
  CHECK(events.empty());
}

TEST_CASE("misuse of the event list is found: a second event, one in the past, none to cancel") {
  EventList events(2);
  events.schedule(0, Instant{5}, Urgency::prompt);
  CHECK_THROWS_AS(events.schedule(0, Instant{6}, Urgency::prompt), InternalError);
  CHECK_THROWS_AS(events.cancel(1), InternalError);
  events.pop();
  events.schedule(0, Instant{5}, Urgency::prompt);  // already on its way
  CHECK_THROWS_AS(events.cancel(0), InternalError);
  CHECK_THROWS_AS(events.schedule(1, Instant{4}, Urgency::prompt), InternalError);
}

}  // namespace ipcsim
