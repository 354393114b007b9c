#include "sim/engine/event_list.hpp"

#include <algorithm>
#include <bit>

namespace ipcsim {

EventList::Owner EventList::next_owner() const {
  if (!ring_.empty() && !is_before_ring()) return ring_[0];
  return first_ != last_ ? near_[first_].owner() : first_far().owner();
}

std::uint32_t EventList::new_stamp(Owner owner) {
  if (stamps_.empty()) stamps_.resize(owners_);
  if (++stamps_since_sweep_ == kStampsBetweenSweeps) sweep();
  std::uint32_t& stamp = stamps_[owner];
  check(stamp % 2 == 0, "an owner has at most one event");
  return ++stamp;
}

void EventList::cancel(Owner owner) {
  check(owner < stamps_.size() && stamps_[owner] % 2 == 1,
        "only a late event that is scheduled can be cancelled");
  ++stamps_[owner];
  const auto begin = near_.begin() + static_cast<std::ptrdiff_t>(first_);
  const auto end = near_.begin() + static_cast<std::ptrdiff_t>(last_);
  const auto found = std::find_if(begin, end, [&](const Entry& it) { return it.owner() == owner; });
  if (found != end) {
    std::copy(found + 1, end, found);
    --last_;
    return;
  }
  ++cancelled_;
  if (2 * cancelled_ > far_ && cancelled_ > kDigits) sweep();
}

void EventList::make_room_and_enter(const Entry& entry) {
  if (entry.key > near_until_) {
    if (far_ > 0 || last_ - first_ > kMost / 2) {
      enter_far(entry);
      return;
    }
    near_until_ = kEverything;  // there are few: the array is enough
  }
  if (last_ - first_ > kMost) {
    give_up_near();
    enter_far(entry);
    return;
  }
  move_to_front();
  enter_near(entry.key, entry.owner_and_stamp);
}

void EventList::move_to_front() {
  if (last_ < kRoom) return;
  // The place before them is for one that comes before all.
  std::copy(near_.begin() + static_cast<std::ptrdiff_t>(first_),
            near_.begin() + static_cast<std::ptrdiff_t>(last_), near_.begin() + 1);
  last_ = last_ - first_ + 1;
  first_ = 1;
}

/// All up to near_until_ came out of the reference's own bucket, so they go into the buckets of
/// lower digits, which are empty, or into those that were taken together with it.
void EventList::give_up_near() {
  reference_ = key_of(now_);
  end_near_before(reference_);
  for (std::size_t i = first_; i < last_; ++i) enter_far(near_[i]);
  first_ = 0;
  last_ = 0;
}

EventList::Place EventList::place_of(std::uint64_t key) const {
  const std::uint64_t difference = key ^ reference_;
  const unsigned highest = 63U ^ static_cast<unsigned>(std::countl_zero(difference | 1U));
  const unsigned level = highest / kDigitBits;
  return {level, static_cast<unsigned>((key >> (level * kDigitBits)) % kDigits)};
}

/// Memory that is not touched costs nothing: with room for as many chunks as there can be, but for
/// cancelled events, they are never copied.
void EventList::begin_buckets() {
  buckets_.resize(kLevels * kDigits);
  chunks_.reserve(buckets_.size() + owners_ / Chunk::kEntries);
}

void EventList::add_chunk(Place place) {
  if (free_ == kNone) {
    free_ = static_cast<std::uint32_t>(chunks_.size());
    chunks_.emplace_back();
  }
  const std::uint32_t chunk = free_;
  free_ = chunks_[chunk].next;
  chunks_[chunk].next = kNone;
  Bucket& bucket = buckets_[place.index()];
  (bucket.last == kNone ? bucket.first : chunks_[bucket.last].next) = chunk;
  bucket.last = chunk;
  bucket.used = 0;
  occupied_[place.level] |= std::uint64_t{1} << place.digit;
  used_levels_ |= 1U << place.level;
}

/// REQUIRES: begin_buckets() was called.
[[gnu::always_inline]] inline void EventList::append(Place place, const Entry& entry) {
  Bucket& bucket = buckets_[place.index()];
  if (bucket.used == Chunk::kEntries) [[unlikely]] {
    add_chunk(place);
  }
  chunks_[bucket.last].entries[bucket.used++] = entry;
  ++far_;
}

[[gnu::always_inline]] inline void EventList::enter_far(const Entry& entry) {
  if (buckets_.empty()) [[unlikely]] {
    begin_buckets();
  }
  append(place_of(entry.key), entry);
}

/// The bucket with the earliest entries. REQUIRES: far_ > 0.
EventList::Place EventList::first_place() const {
  check(used_levels_ != 0, "a bucket is asked for only where there is one");
  const auto level = static_cast<unsigned>(std::countr_zero(used_levels_));
  return {level, static_cast<unsigned>(std::countr_zero(occupied_[level]))};
}

/// Of those that were not cancelled. REQUIRES: there is one.
EventList::Entry EventList::first_far() const {
  for (std::size_t level = 0; level < kLevels; ++level) {
    for (std::uint64_t left = occupied_[level]; left != 0; left &= left - 1) {
      const Bucket& bucket =
          buckets_[level * kDigits + static_cast<unsigned>(std::countr_zero(left))];
      Entry first{kEverything, kNone};
      for (std::uint32_t c = bucket.first; c != kNone; c = chunks_[c].next) {
        for (std::uint32_t i = 0; i < bucket.entries_in(c); ++i) {
          const Entry& entry = chunks_[c].entries[i];
          const bool is_first = entry.key < first.key || first.owner() == kNone;
          if (is_first && !is_cancelled(entry)) first = entry;
        }
      }
      if (first.owner() != kNone) return first;
    }
  }
  fail_check("a list that is not empty has a next event");
}

EventList::Bucket EventList::take_bucket(Place place) {
  const Bucket bucket = buckets_[place.index()];
  buckets_[place.index()] = Bucket();
  occupied_[place.level] &= ~(std::uint64_t{1} << place.digit);
  if (occupied_[place.level] == 0) used_levels_ &= ~(1U << place.level);
  return bucket;
}

void EventList::free_chunk(std::uint32_t chunk) {
  chunks_[chunk].next = free_;
  free_ = chunk;
}

// A chunk was written long ago, and is in no cache. GCC takes a function that does nothing but
// fetch for one that does nothing: these are inlined.
[[gnu::always_inline]] inline void EventList::fetch(std::uint32_t chunk) const {
  constexpr std::size_t kLine = 64;
  const char* begin = reinterpret_cast<const char*>(&chunks_[chunk]);
  for (std::size_t i = 0; i < sizeof(Chunk); i += kLine) __builtin_prefetch(begin + i);
}

[[gnu::always_inline]] inline void EventList::fetch_next_buckets() const {
  if (far_ == 0) return;
  const Place place = first_place();
  std::uint64_t left = occupied_[place.level];
  for (int i = 0; i < kBucketsAhead && left != 0; ++i, left &= left - 1) {
    fetch(
        buckets_[Place{place.level, static_cast<unsigned>(std::countr_zero(left))}.index()].first);
  }
}

template <class Visit>
void EventList::use_up(const Bucket& bucket, Visit visit) {
  for (std::uint32_t c = bucket.first; c != kNone;) {
    const std::uint32_t next = chunks_[c].next;
    if (next != kNone) fetch(next);
    const std::uint32_t entries = bucket.entries_in(c);
    far_ -= entries;
    for (std::uint32_t i = 0; i < entries; ++i) {
      const Entry entry = chunks_[c].entries[i];
      if (is_cancelled(entry)) {
        --cancelled_;
      } else {
        visit(entry);
      }
    }
    free_chunk(c);
    c = next;
  }
}

/// Fills the array with what comes next. REQUIRES: the array is empty, the list is not.
void EventList::refill() {
  first_ = 1;
  last_ = 1;
  while (first_ == last_) {
    const Place place = first_place();
    const unsigned shift = place.level * kDigitBits;
    const std::uint64_t below = (std::uint64_t{1} << shift) - 1;
    const std::uint64_t digits = below + (below + 1) * (kDigits - 1);  // this one and those below
    reference_ = (reference_ & ~digits) | std::uint64_t{place.digit} << shift;
    if (buckets_[place.index()].is_one_chunk()) {
      refill_with_bucket(place);
    } else if (place.level == 0) {
      refill_with_equals(place);
    } else {
      spread(place);
    }
  }
  fetch_next_buckets();
}

/// All in a bucket of the lowest digit have the same time. What is more than a chunk stays there,
/// and what enters later goes behind it.
void EventList::refill_with_equals(Place place) {
  end_near_before(reference_);
  Bucket& bucket = buckets_[place.index()];
  const std::uint32_t chunk = bucket.first;
  const Bucket part{.first = chunk, .last = chunk, .used = Chunk::kEntries};
  bucket.first = chunks_[chunk].next;
  chunks_[chunk].next = kNone;
  use_up(part, [&](const Entry& entry) { near_[last_++] = entry; });
}

/// And with those behind it on the same level, if there are only few in it.
void EventList::refill_with_bucket(Place place) {
  const unsigned shift = place.level * kDigitBits;
  const std::uint64_t base = reference_ - (std::uint64_t{place.digit} << shift);
  while (true) {
    use_up(take_bucket(place), [&](const Entry& entry) {
      std::size_t at = last_++;
      for (; at > first_ && near_[at - 1].key > entry.key; --at) near_[at] = near_[at - 1];
      near_[at] = entry;
    });
    near_until_ = base + (std::uint64_t{place.digit} << shift) + ((std::uint64_t{1} << shift) - 1);
    if (last_ - first_ >= kEnough || occupied_[place.level] == 0) return;
    place.digit = static_cast<unsigned>(std::countr_zero(occupied_[place.level]));
    const Bucket& next = buckets_[place.index()];
    if (!next.is_one_chunk() || last_ - first_ + next.used > Chunk::kEntries) return;
  }
}

/// Over the buckets of lower digits.
void EventList::spread(Place place) {
  use_up(take_bucket(place), [&](const Entry& entry) { append(place_of(entry.key), entry); });
}

/// Forgets all that were cancelled. Each bucket is filled again in the same order.
void EventList::sweep() {
  stamps_since_sweep_ = 0;
  for (unsigned level = 0; level < kLevels; ++level) {
    for (std::uint64_t left = occupied_[level]; left != 0; left &= left - 1) {
      const Place place{level, static_cast<unsigned>(std::countr_zero(left))};
      use_up(take_bucket(place), [&](const Entry& entry) { append(place, entry); });
    }
  }
}

}  // namespace ipcsim
