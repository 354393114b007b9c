// Future events, earliest first. Events at equal times leave in the order in which they entered;
// late ones (timeouts) after all others of their instant, also after those that enter meanwhile.
// An owner has at most one event. Knows nothing of what an owner is.
//
// What comes next is a short sorted array; what comes later lies in buckets: by the highest digit
// of base 64 in which its time differs from the present, and by that digit. A bucket that is next
// goes into the array if it is small, else into the buckets of the digits below. Nothing is ever
// compared with everything, and an event moves at most once for each digit: schedule, cancel and
// pop take O(1) amortised, at most 11 moves, whatever the times. (Hierarchical timing wheels:
// Varghese & Lauck, SOSP 1987; with a base of 2 they are the radix heap of Ahuja, Mehlhorn, Orlin &
// Tarjan, JACM 37, 1990.)
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/time.hpp"
#include "sim/engine/ring_buffer.hpp"

namespace ipcsim {

enum class Urgency : std::uint8_t {
  prompt,  // in the order of entry
  late,    // when nothing prompt is left at that instant; among themselves in the order of entry
};

/// 17 bytes an event, and 4 an owner once there has been a late event.
class EventList {
 public:
  using Owner = std::uint32_t;

  struct Event {
    Instant time;
    Owner owner = 0;
  };

  /// Owners are 0 … owners - 1.
  explicit EventList(std::uint32_t owners) : owners_(owners) {}

  /// One owner more: the lowest number that none has yet.
  Owner add_owner() {
    if (!stamps_.empty()) stamps_.push_back(0);
    return owners_++;
  }

  /// REQUIRES: `time` is not before the last event popped; the owner has no event.
  void schedule(Owner owner, Instant time, Urgency urgency) {
    if (time > now_ && urgency == Urgency::prompt) [[likely]] {
      enter(key_of(time), owner, 0);
      return;
    }
    check(time >= now_, "no event is scheduled in the past");
    if (urgency == Urgency::prompt) {
      ring_.push_back(owner);
    } else {
      enter(key_of(time) + 1, owner, new_stamp(owner));
    }
  }

  /// A prompt event at the present instant: the time of the last one popped.
  void schedule_now(Owner owner) { ring_.push_back(owner); }

  /// Takes the owner's event out again. REQUIRES: it has one, which is late.
  void cancel(Owner owner);

  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] std::size_t size() const {
    return (last_ - first_) + ring_.size() + (far_ - cancelled_);
  }
  /// Memory in use for events, about.
  [[nodiscard]] std::size_t bytes() const {
    return sizeof(EventList) + buckets_.size() * sizeof(Bucket) + chunks_.size() * sizeof(Chunk) +
           stamps_.size() * sizeof(std::uint32_t);
  }

  /// When the next event is. REQUIRES: not empty.
  [[nodiscard]] Instant next_time() const {
    if (!ring_.empty()) return now_;
    return time_of(first_ != last_ ? near_[first_].key : first_far().key);
  }
  /// Whose it is. REQUIRES: not empty.
  [[nodiscard]] Owner next_owner() const;
  /// REQUIRES: not empty.
  Event pop() {
    if (!ring_.empty() && !is_before_ring()) {
      return {now_, ring_.pop_front()};
    }
    if (is_nothing_near()) bring_near();
    return pop_near();
  }

  // pop() in parts, for a loop that asks for the time first.
  /// A prompt event was scheduled at the present instant, in it, and has not left yet.
  [[nodiscard]] bool holds_present() const { return !ring_.empty(); }
  /// Nothing else is where pop_near() takes it.
  [[nodiscard]] bool is_nothing_near() const { return first_ == last_; }
  /// The next events, where something is scheduled only after the first of them has left.
  /// REQUIRES: not empty, !holds_present(), is_nothing_near().
  void bring_near() { refill(); }
  /// A prompt event at `time` that was scheduled now would be the next one. REQUIRES: `time` is
  /// behind the last event popped. May be false where nothing is near.
  [[nodiscard]] bool would_be_next(Instant time) const {
    if (holds_present()) return false;
    return is_nothing_near() ? empty() : key_of(time) < near_[first_].key;
  }
  /// As if such an event had been scheduled and popped. REQUIRES: would_be_next(time).
  void pass_to(Instant time) { now_ = time; }
  /// next_time(). REQUIRES, as the next: !holds_present(), !is_nothing_near().
  [[nodiscard]] Instant next_near() const { return time_of(near_[first_].key); }
  Event pop_near() {
    const std::uint64_t key = near_[first_].key;
    const Owner owner = near_[first_].owner();
    ++first_;
    if ((key & 1U) != 0) [[unlikely]] {
      ++stamps_[owner];
    }
    now_ = time_of(key);
    return {now_, owner};
  }

  /// Calls fetch(owner) for those whose events are near: their data will be needed soon, and that
  /// of so many is in no cache.
  template <class Fetch>
  [[gnu::always_inline]] void visit_near(Fetch fetch) const {
    for (std::size_t i = first_; i < last_; ++i) fetch(near_[i].owner());
  }

 private:
  /// Time and urgency as one number, and which event of the owner it is, if it can be cancelled.
  struct Entry {
    std::uint64_t key;
    std::uint64_t owner_and_stamp;  // written and read as one: halves would wait for each other
    [[nodiscard]] Owner owner() const { return static_cast<Owner>(owner_and_stamp); }
    [[nodiscard]] std::uint32_t stamp() const {
      return static_cast<std::uint32_t>(owner_and_stamp >> 32U);
    }
  };

  using Words [[gnu::vector_size(16)]] = std::uint64_t;
  static_assert(sizeof(Entry) == sizeof(Words));

  static constexpr std::size_t kRoom = 72;    // places in the sorted array
  static constexpr std::size_t kFew = 8;      // entries, for enter_among_few()
  static constexpr std::size_t kMost = 40;    // with more, when the last place is taken, it is left
  static constexpr std::size_t kEnough = 24;  // with so many no further bucket is taken
  static constexpr int kBucketsAhead = 2;     // that are fetched while those before are used
  static constexpr unsigned kDigitBits = 6;
  static constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;
  static constexpr std::size_t kLevels = 11;
  static constexpr std::uint64_t kEverything = ~std::uint64_t{0};  // no key is above it
  static constexpr std::uint32_t kNone = 0xFFFF'FFFF;
  /// A stamp comes again after 2^32 changes, two for each event; before that all are looked at.
  static constexpr std::uint32_t kStampsBetweenSweeps = 1U << 30U;

  /// A piece of a bucket, 512 bytes. All but its last one are full.
  struct alignas(64) Chunk {
    static constexpr std::uint32_t kEntries = 31;
    std::uint32_t next = kNone;
    std::array<Entry, kEntries> entries;
  };
  struct Bucket {
    std::uint32_t first = kNone;  // index into chunks_; kNone: the bucket is empty
    std::uint32_t last = kNone;
    std::uint32_t used = Chunk::kEntries;  // of the last chunk; of none as if it were full
    [[nodiscard]] std::uint32_t entries_in(std::uint32_t chunk) const {
      return chunk == last ? used : Chunk::kEntries;
    }
    [[nodiscard]] bool is_one_chunk() const { return first == last; }
  };
  struct Place {
    unsigned level = 0;
    unsigned digit = 0;
    [[nodiscard]] std::size_t index() const { return level * kDigits + digit; }
  };

  static std::uint64_t key_of(Instant time) { return static_cast<std::uint64_t>(time.ns) << 1U; }
  static Instant time_of(std::uint64_t key) { return {static_cast<std::int64_t>(key >> 1U)}; }

  // An entry is written where it belongs, part by part: one that is put together first and then
  // copied waits for its own parts.
  void enter(std::uint64_t key, Owner owner, std::uint32_t stamp) {
    const std::uint64_t owner_and_stamp = std::uint64_t{stamp} << 32U | owner;
    if (key <= near_until_ && last_ < kRoom) [[likely]] {
      enter_near(key, owner_and_stamp);
    } else {
      make_room_and_enter({key, owner_and_stamp});
    }
  }
  /// The array holds what is before the key, and nothing from it on. No event has the key 0: it
  /// would be a prompt one at the very beginning, and is in the ring.
  void end_near_before(std::uint64_t key) { near_until_ = key == 0 ? 0 : key - 1; }
  [[gnu::always_inline]] void enter_near(std::uint64_t key, std::uint64_t owner_and_stamp) {
    const std::size_t entries = last_ - first_;
    std::size_t place = 0;
    // Where there are none, near_[first_] is whatever was left there, and both ends are one.
    if (key < near_[first_].key && first_ > 0) {
      place = --first_;
    } else if (entries > 1 && entries <= kFew) {
      enter_among_few(key, owner_and_stamp);
      return;
    } else {
      place = last_++;
      for (; place > first_ && near_[place - 1].key > key; --place) near_[place] = near_[place - 1];
    }
    near_[place].key = key;
    near_[place].owner_and_stamp = owner_and_stamp;
  }
  /// Without a branch that depends on the keys, which nobody can guess: how many stay before it is
  /// counted, and so many places are moved behind it as there can be entries.
  [[gnu::noinline]] void enter_among_few(std::uint64_t key, std::uint64_t owner_and_stamp) {
    std::size_t place = first_;
    for (std::size_t i = first_; i < last_; ++i) place += near_[i].key <= key ? 1 : 0;
    ++last_;
    std::array<Entry, kFew> behind;
    std::memcpy(behind.data(), &near_[place], sizeof behind);
    std::memcpy(&near_[place + 1], behind.data(), sizeof behind);
    // In one write: it may soon be moved, and halves that are read as one wait for each other.
    const Words entry = {key, owner_and_stamp};
    std::memcpy(&near_[place], &entry, sizeof entry);
  }
  void make_room_and_enter(const Entry& entry);
  void move_to_front();
  void give_up_near();
  void enter_far(const Entry& entry);
  void begin_buckets();
  void append(Place place, const Entry& entry);
  void add_chunk(Place place);
  [[nodiscard]] Place place_of(std::uint64_t key) const;
  [[nodiscard]] Place first_place() const;
  [[nodiscard]] Entry first_far() const;
  Bucket take_bucket(Place place);
  void free_chunk(std::uint32_t chunk);
  void fetch(std::uint32_t chunk) const;
  void fetch_next_buckets() const;
  void refill();
  void refill_with_equals(Place place);
  void refill_with_bucket(Place place);
  void spread(Place place);
  void sweep();
  /// Calls visit(entry) for those of a taken bucket that have not been cancelled, and frees it.
  template <class Visit>
  void use_up(const Bucket& bucket, Visit visit);
  [[nodiscard]] bool is_cancelled(const Entry& entry) const {
    return (entry.key & 1U) != 0 && stamps_[entry.owner()] != entry.stamp();
  }
  std::uint32_t new_stamp(Owner owner);
  /// The next event outside the ring is a prompt one of the present instant: it entered before.
  [[nodiscard]] bool is_before_ring() const {
    const std::uint64_t now = key_of(now_);
    if (first_ != last_) return near_[first_].key == now;
    return near_until_ + 1 == now && far_ > 0 && ((occupied_[0] >> (now % kDigits)) & 1U) != 0;
  }

  // Keys up to near_until_ are in near_[first_, last_), ascending; all others in the buckets, by
  // their highest digit that differs from reference_, which is not above the present.
  std::array<Entry, kRoom + kFew> near_{};  // behind kRoom is what enter_among_few() moves there
  std::size_t first_ = 0;
  std::size_t last_ = 0;
  std::uint64_t near_until_ = kEverything;
  RingBuffer<Owner> ring_;  // prompt events of the present instant, scheduled in it
  Instant now_;             // time of the last event popped

  std::uint64_t reference_ = 0;
  std::size_t far_ = 0;                            // entries in buckets, also those cancelled
  std::size_t cancelled_ = 0;                      // of them
  std::uint32_t used_levels_ = 0;                  // a bit for each level with entries
  std::array<std::uint64_t, kLevels> occupied_{};  // a bit for each bucket with entries
  std::vector<Bucket> buckets_;  // by level and digit; empty until the first is needed
  std::vector<Chunk> chunks_;
  std::uint32_t free_ = kNone;  // chunks, linked by `next`

  std::uint32_t owners_;
  std::vector<std::uint32_t> stamps_;  // by owner; odd while it has a late event
  std::uint32_t stamps_since_sweep_ = 0;
};

}  // namespace ipcsim
