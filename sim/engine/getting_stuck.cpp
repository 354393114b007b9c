#include "sim/engine/getting_stuck.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/engine/timed_world.hpp"
#include "sim/machine/step.hpp"
#include "sim/machine/stuck.hpp"

namespace ipcsim {
namespace {

/// Those who get stuck between two moments: not yet at `begin`, all of them at `end`.
struct Stretch {
  Moment begin;
  std::uint64_t events = 0;  // at most so many until `end`, those at `end` among them or not
  Instant end;
  std::vector<std::size_t> who;  // indices into the list of all
};

class Search {
 public:
  Search(const Program& program, const std::vector<ProcessId>& stuck, Instant now,
         std::uint64_t& work_left)
      : program_(program),
        search_(program),
        stuck_(stuck),
        dates_(stuck.size(), now),
        work_left_(work_left) {}

  /// REQUIRES: there is somebody to date.
  void date(Stretch stretch) {
    while (work_left_ > 0) {
      TimedWorld world(program_, stretch.begin);
      const std::uint64_t replayed = replay(world, (stretch.events + 1) / 2, stretch.end);
      if (replayed == 0) return;  // nothing happens before the end
      std::vector<std::size_t> early = stuck_now(world, stretch.who);
      std::vector<std::size_t> later;
      std::set_difference(stretch.who.begin(), stretch.who.end(), early.begin(), early.end(),
                          std::back_inserter(later));
      for (const std::size_t i : early) dates_[i] = world.now();
      if (!early.empty()) {
        date({std::move(stretch.begin), replayed - 1, world.now(), std::move(early)});
      }
      if (later.empty()) return;
      stretch = {world.moment(), stretch.events - std::min(replayed, stretch.events), stretch.end,
                 std::move(later)};
    }
  }

  std::vector<Instant> dates() && { return std::move(dates_); }

 private:
  /// Goes on for `events` and to the end of the instant, but not as far as `end`. How many events
  /// that were.
  std::uint64_t replay(TimedWorld& world, std::uint64_t events, Instant end) {
    std::uint64_t replayed = 0;
    while (world.has_event() && world.next_time() < end) {
      if (replayed >= events && world.next_time() > world.now()) break;
      replay_event(world);
      ++replayed;
    }
    spend(replayed);
    return replayed;
  }

  void replay_event(TimedWorld& world) {
    const ProcessId p = world.next_event();
    if (p == TimedWorld::kNobody) return;
    Outcome outcome = Outcome::advanced;
    while (outcome == Outcome::advanced) outcome = step(program_, p, world);
    check(outcome != Outcome::passed, "nobody goes on without an event where that was not allowed");
    if (outcome == Outcome::blocked) world.wait(p);
    if (outcome == Outcome::finished) world.finish(p);
  }

  std::vector<std::size_t> stuck_now(const TimedWorld& world, const std::vector<std::size_t>& who) {
    world.describe(situation_);
    const std::vector<ProcessId> all = search_.search(situation_);
    spend(search_.work());
    std::vector<std::size_t> result;
    std::copy_if(who.begin(), who.end(), std::back_inserter(result), [&](std::size_t i) {
      return std::binary_search(all.begin(), all.end(), stuck_[i]);
    });
    return result;
  }

  void spend(std::uint64_t work) { work_left_ -= std::min(work, work_left_); }

  const Program& program_;
  StuckSearch search_;
  Situation situation_;
  const std::vector<ProcessId>& stuck_;
  std::vector<Instant> dates_;  // as far as known
  std::uint64_t& work_left_;
};

}  // namespace

std::vector<Instant> dates_of_getting_stuck(const Program& program, const Waypoint& past,
                                            std::uint64_t events, Instant now,
                                            const std::vector<ProcessId>& stuck,
                                            std::uint64_t& work_left) {
  std::vector<std::size_t> everybody(stuck.size());
  for (std::size_t i = 0; i < everybody.size(); ++i) everybody[i] = i;
  Search search(program, stuck, now, work_left);
  search.date({past.moment, events - past.events, now, std::move(everybody)});
  return std::move(search).dates();
}

}  // namespace ipcsim
