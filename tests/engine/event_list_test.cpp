#include "sim/engine/event_list.hpp"

#include <cstdint>
#include <iterator>
#include <map>
#include <set>

#include <doctest/doctest.h>

#include "sim/base/check.hpp"
#include "sim/base/random.hpp"

namespace ipcsim {
namespace {

/// The reference: a sorted set, with the order of entry as a number.
class SortedReference {
 public:
  void schedule(std::uint32_t owner, Instant time, Urgency urgency) {
    const Entry entry{time, urgency == Urgency::late, entered_++, owner};
    entries_.insert(entry);
    by_owner_.emplace(owner, entry);
  }
  void cancel(std::uint32_t owner) {
    entries_.erase(by_owner_.at(owner));
    by_owner_.erase(owner);
  }
  [[nodiscard]] bool has(std::uint32_t owner) const { return by_owner_.count(owner) > 0; }
  [[nodiscard]] bool has_late(std::uint32_t owner) const {
    return has(owner) && by_owner_.at(owner).late;
  }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  /// A prompt one that entered now would be before all others.
  [[nodiscard]] bool would_be_next(Instant time) const {
    return entries_.empty() || Entry{time, false, entered_, 0} < *entries_.begin();
  }
  EventList::Event pop() {
    const Entry first = *entries_.begin();
    cancel(first.owner);
    return {first.time, first.owner};
  }

 private:
  struct Entry {
    Instant time;
    bool late;
    std::uint64_t order;
    std::uint32_t owner;
    auto operator<=>(const Entry&) const = default;
  };
  std::set<Entry> entries_;
  std::map<std::uint32_t, Entry> by_owner_;
  std::uint64_t entered_ = 0;
};

/// How far ahead the next event is.
using Increment = Duration (*)(RandomStream&);

Duration below(RandomStream& random, std::uint64_t bound) {
  return {static_cast<std::int64_t>(random.below(bound))};
}

const Increment kIncrements[] = {
    [](RandomStream&) { return Duration{0}; },
    [](RandomStream&) { return Duration{1}; },
    [](RandomStream&) { return Duration{1'000'000}; },
    [](RandomStream& random) { return below(random, 3); },
    [](RandomStream& random) { return below(random, 1000); },
    [](RandomStream& random) { return below(random, std::uint64_t{1} << 40); },
    [](RandomStream& random) {  // bimodal
      return Duration{below(random, 2).ns * 1'000'000 + below(random, 10).ns};
    },
    [](RandomStream& random) {  // heavy tail
      return Duration{std::int64_t{1} << random.below(55)};
    },
    [](RandomStream& random) {  // all at the ends of long periods
      return Duration{std::int64_t{64} << random.below(20)};
    },
};

/// Both lists, held to give the same events.
class Comparison {
 public:
  Comparison(std::uint64_t seed, std::uint32_t owners)
      : owners_(owners), random_(make_stream(seed, 0, "event list", 0)), events_(owners) {}

  /// Of ten actions `schedules` schedule, `cancels` cancel, the others pop.
  void act(int actions, std::uint64_t schedules, std::uint64_t cancels, Increment increment) {
    for (int i = 0; i < actions; ++i) {
      const auto owner = static_cast<std::uint32_t>(random_.below(owners_));
      const auto action = random_.below(10);
      if (action < schedules && !reference_.has(owner)) {
        schedule(owner, now_ + increment(random_),
                 random_.below(4) == 0 ? Urgency::late : Urgency::prompt);
      } else if (action < schedules + cancels && reference_.has_late(owner)) {
        events_.cancel(owner);
        reference_.cancel(owner);
      } else if (action >= schedules + cancels && reference_.size() > 0) {
        pop();
      }
      REQUIRE(events_.size() == reference_.size());
    }
  }

  void schedule_all(Increment increment) {
    for (std::uint32_t owner = 0; owner < owners_; ++owner) {
      if (reference_.has(owner)) continue;
      schedule(owner, now_ + increment(random_), owner % 5 == 0 ? Urgency::late : Urgency::prompt);
    }
  }

  void cancel_all() {
    for (std::uint32_t owner = 0; owner < owners_; ++owner) {
      if (!reference_.has_late(owner)) continue;
      events_.cancel(owner);
      reference_.cancel(owner);
    }
  }

  void pop_all() {
    while (reference_.size() > 0) pop();
    REQUIRE(events_.empty());
  }

 private:
  void schedule(std::uint32_t owner, Instant time, Urgency urgency) {
    if (urgency == Urgency::prompt && time > now_ && passes_to(time)) return;
    events_.schedule(owner, time, urgency);
    reference_.schedule(owner, time, urgency);
  }

  /// Sometimes, where an event would be the next one, it needs not enter.
  bool passes_to(Instant time) {
    const bool is_next = events_.would_be_next(time);
    if (!events_.is_nothing_near() || events_.empty()) {
      REQUIRE(is_next == reference_.would_be_next(time));
    }
    if (!is_next || random_.below(2) == 0) return false;
    REQUIRE(reference_.would_be_next(time));
    events_.pass_to(time);
    now_ = time;
    return true;
  }

  void pop() {
    const EventList::Event expected = reference_.pop();
    if (random_.below(2) == 0) {  // whether anybody has looked must make no difference
      REQUIRE(events_.next_time() == expected.time);
      REQUIRE(events_.next_owner() == expected.owner);
    }
    REQUIRE(!events_.empty());
    const EventList::Event event = random_.below(2) == 0 ? events_.pop() : pop_in_parts();
    REQUIRE(event.time == expected.time);
    REQUIRE(event.owner == expected.owner);
    now_ = event.time;
  }

  EventList::Event pop_in_parts() {
    if (events_.holds_present()) return events_.pop();
    if (events_.is_nothing_near()) events_.bring_near();
    const Instant next = events_.next_near();
    REQUIRE(next == events_.next_time());
    return events_.pop_near();
  }

  std::uint32_t owners_;
  RandomStream random_;
  EventList events_;
  SortedReference reference_;
  Instant now_;
};

}  // namespace

TEST_CASE("the event list gives what a sorted reference gives, whatever the increments") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    for (const std::uint32_t owners : {3U, 60U, 700U}) {
      CAPTURE(owners);
      for (std::size_t i = 0; i < std::size(kIncrements); ++i) {
        CAPTURE(i);
        Comparison lists(seed, owners);
        lists.act(1500, 6, 2, kIncrements[i]);
        lists.act(1500, 4, 1, kIncrements[i]);
        lists.pop_all();
      }
    }
  }
}

TEST_CASE("increments that change while the event list is full change nothing about its order") {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    CAPTURE(seed);
    Comparison lists(seed, 400);
    RandomStream random = make_stream(seed, 0, "phases", 0);
    for (int phase = 0; phase < 20; ++phase) {
      lists.act(400, 3 + random.below(4), random.below(3),
                kIncrements[random.below(std::size(kIncrements))]);
    }
    lists.pop_all();
  }
}

TEST_CASE("the event list is filled at once, emptied by cancelling or in order, and used again") {
  for (std::size_t i = 0; i < std::size(kIncrements); ++i) {
    CAPTURE(i);
    Comparison lists(i, 5000);
    lists.schedule_all(kIncrements[i]);
    lists.act(3000, 5, 0, kIncrements[i]);
    lists.cancel_all();
    lists.act(3000, 2, 2, kIncrements[(i + 3) % std::size(kIncrements)]);
    lists.schedule_all(kIncrements[i]);
    lists.pop_all();
    lists.schedule_all(kIncrements[i]);
    lists.pop_all();
  }
}

TEST_CASE("a copy of the event list goes on as the list itself does") {
  EventList events(500);
  RandomStream random = make_stream(1, 0, "copy", 0);
  for (std::uint32_t owner = 0; owner < 500; ++owner) {
    events.schedule(owner, Instant{below(random, 100'000).ns}, Urgency::prompt);
  }
  for (int i = 0; i < 100; ++i) events.pop();
  EventList copy = events;
  while (!events.empty()) {
    const EventList::Event event = events.pop();
    const EventList::Event same = copy.pop();
    CHECK(same.owner == event.owner);
    CHECK(same.time == event.time);
  }
  CHECK(copy.empty());
}

TEST_CASE("time passes over timeouts that were cancelled") {
  EventList events(120);
  for (std::uint32_t owner = 0; owner < 60; ++owner) {  // more than the array takes
    events.schedule(owner, Instant{10 + owner}, Urgency::prompt);
  }
  for (std::uint32_t owner = 60; owner < 120; ++owner) {
    events.schedule(owner, Instant{1'000'000 + owner}, Urgency::late);
  }
  CHECK(!events.would_be_next(Instant{11}));
  for (std::uint32_t owner = 60; owner < 120; ++owner) events.cancel(owner);
  for (std::uint32_t owner = 0; owner < 60; ++owner) CHECK(events.pop().owner == owner);
  REQUIRE(events.would_be_next(Instant{2'000'000}));
  events.pass_to(Instant{2'000'000});
  events.schedule(7, Instant{2'000'001}, Urgency::prompt);
  events.schedule(8, Instant{2'000'000}, Urgency::prompt);
  CHECK(events.pop().owner == 8);
  const EventList::Event last = events.pop();
  CHECK(last.owner == 7);
  CHECK(last.time == Instant{2'000'001});
  CHECK(events.empty());
}

TEST_CASE("timeouts that are cancelled long before they come leave no memory behind") {
  constexpr std::int64_t kHour = 3'600'000'000'000;
  EventList events(200);
  for (std::uint32_t owner = 100; owner < 200; ++owner) {
    events.schedule(owner, Instant{kHour + owner}, Urgency::prompt);
  }
  Instant now;
  for (std::uint32_t i = 0; i < 200'000; ++i) {
    events.schedule(i % 100, now + Duration{kHour}, Urgency::late);
    events.schedule(i % 100 == 0 ? 99 : i % 100 - 1, now + Duration{1}, Urgency::prompt);
    now = events.pop().time;
    events.cancel(i % 100);
  }
  CHECK(events.size() == 100);
  CHECK(events.bytes() < 100'000);
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

TEST_CASE("the end of the clock is a time like any other") {
  EventList events(100);
  for (std::uint32_t owner = 0; owner < 100; ++owner) {
    events.schedule(owner, owner % 2 == 0 ? kNever : Instant{owner},
                    owner % 3 == 0 ? Urgency::late : Urgency::prompt);
  }
  for (std::uint32_t owner = 1; owner < 100; owner += 2) CHECK(events.pop().owner == owner);
  for (std::uint32_t owner = 0; owner < 100; owner += 2) {
    if (owner % 3 != 0) CHECK(events.pop().owner == owner);
  }
  for (std::uint32_t owner = 0; owner < 100; owner += 6) CHECK(events.pop().owner == owner);
  CHECK(events.empty());
}

TEST_CASE("misuse of the event list is found: two timeouts, one in the past, none to cancel") {
  EventList events(2);
  events.schedule(0, Instant{5}, Urgency::late);
  CHECK_THROWS_AS(events.schedule(0, Instant{6}, Urgency::late), InternalError);
  CHECK_THROWS_AS(events.cancel(1), InternalError);
  events.schedule(1, Instant{4}, Urgency::prompt);
  CHECK_THROWS_AS(events.cancel(1), InternalError);  // it comes for certain
  events.pop();
  events.pop();
  CHECK_THROWS_AS(events.schedule(1, Instant{4}, Urgency::prompt), InternalError);
}

}  // namespace ipcsim
