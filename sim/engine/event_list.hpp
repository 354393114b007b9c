// Future events, earliest first. Events at equal times leave in the order in which they entered;
// late ones (timeouts) after all others of their instant, also after those that enter meanwhile.
// An owner has at most one event. Knows nothing of what an owner is.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "sim/base/time.hpp"

namespace ipcsim {

enum class Urgency : std::uint8_t {
  prompt,  // in the order of entry
  late,    // when nothing prompt is left at that instant; among themselves in the order of entry
};

/// A binary heap with the place of every owner, and a ring for what happens now: schedule, cancel
/// and pop take O(log n), at the present instant O(1). 24 bytes an event and 4 an owner.
class EventList {
 public:
  using Owner = std::uint32_t;

  struct Event {
    Instant time;
    Owner owner = 0;
  };

  /// Owners are 0 … owners - 1.
  explicit EventList(std::uint32_t owners) : place_(owners, kNowhere) {}

  /// One owner more: the lowest number that none has yet.
  Owner add_owner() {
    place_.push_back(kNowhere);
    return static_cast<Owner>(place_.size() - 1);
  }

  /// REQUIRES: `time` is not before the last event popped; the owner has no event.
  void schedule(Owner owner, Instant time, Urgency urgency);

  /// Takes the owner's event out again. REQUIRES: it has one, which is late or in the future.
  void cancel(Owner owner);

  [[nodiscard]] bool empty() const { return heap_.empty() && ring_.empty(); }
  [[nodiscard]] std::size_t size() const { return heap_.size() + ring_.size(); }

  /// When the next event is. REQUIRES: not empty.
  [[nodiscard]] Instant next_time() const;
  /// Whose it is. REQUIRES: not empty.
  [[nodiscard]] Owner next_owner() const;
  /// REQUIRES: not empty.
  Event pop();

 private:
  struct Entry {
    Instant time;
    std::uint64_t order;  // of entry; kLate is added for late ones
    Owner owner;
    [[nodiscard]] bool before(const Entry& other) const {
      return time != other.time ? time < other.time : order < other.order;
    }
  };
  static constexpr std::uint64_t kLate = std::uint64_t{1} << 63;
  static constexpr std::uint32_t kNowhere = 0xFFFF'FFFF;
  static constexpr std::uint32_t kInRing = 0xFFFF'FFFE;

  [[nodiscard]] bool heap_is_next() const;
  void put(std::size_t place, const Entry& entry);
  void rise(std::size_t place, const Entry& entry);
  void sink(std::size_t place, const Entry& entry);
  void remove(std::size_t place);

  std::vector<Entry> heap_;
  std::vector<std::uint32_t> place_;  // by owner: its index in heap_, kInRing or kNowhere
  std::deque<Owner> ring_;            // prompt events of the present instant, scheduled in it
  Instant now_;                       // time of the last event popped
  std::uint64_t entered_ = 0;
};

}  // namespace ipcsim
