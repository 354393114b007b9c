// Counts of durations in log-linear classes: exact below 64 ns, above that 32 classes to each power
// of two, so that a percentile read off it is wrong by at most 1/64 of its value; exact where all
// of a class are equal, so also for runs in which nothing is random. Memory only for the powers of
// two that occur, 512 bytes each. (The idea is that of HdrHistogram.)
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <memory>
#include <vector>

#include "sim/base/time.hpp"

namespace ipcsim {

class Histogram {
 public:
  /// REQUIRES: value >= 0.
  void add(Duration value) {
    ++count_;
    if (value.ns == 0) return;
    const Place place = place_of(static_cast<std::uint64_t>(value.ns));
    add_to(octave(place.octave)[place.index], 1, value.ns);
    if (__builtin_add_overflow(recent_sum_, value.ns, &recent_sum_)) [[unlikely]] {
      keep_sum(value);
    }
    if (value.ns > max_) max_ = value.ns;
  }
  void add_all(const Histogram& other);

  [[nodiscard]] std::uint64_t count() const { return count_; }
  /// The value that at least the fraction q of all are not above (nearest rank), or the middle of
  /// its class if that holds different ones. REQUIRES: 0 < q <= 1, count() > 0.
  [[nodiscard]] Duration quantile(double q) const;
  /// Values that lie so close that they are counted as one: from `low` to `high`, both included.
  struct Bin {
    Duration low;
    Duration high;
    std::uint64_t count = 0;
  };
  /// Those that hold any, in rising order.
  [[nodiscard]] std::vector<Bin> bins() const;
  /// Exact. REQUIRES: count() > 0.
  [[nodiscard]] Duration max() const { return {max_}; }
  /// Exact.
  [[nodiscard]] __int128 sum_ns() const { return sum_ + recent_sum_; }
  /// Exact up to one rounding to double, ns. REQUIRES: count() > 0.
  [[nodiscard]] double mean_ns() const;

 private:
  static constexpr unsigned kClassBits = 5;
  static constexpr std::size_t kClasses = std::size_t{1} << kClassBits;
  static constexpr std::size_t kOctaves = 64 - kClassBits;
  struct Class {
    std::uint64_t count = 0;
    std::int64_t only_value = 0;  // kDifferent once there are several
  };
  static constexpr std::int64_t kDifferent = -1;
  using Octave = std::array<Class, kClasses>;

  // Octave 0 holds the values 1 … 31 one by one, octave o > 0 those of 2^(o+4) … 2^(o+5) - 1. What
  // no octave holds are zeros: nothing is as frequent as an operation that did not wait.
  struct Place {
    std::size_t octave;
    std::size_t index;
  };
  static Place place_of(std::uint64_t value) {
    if (value < kClasses) return {0, value};
    // 63 ^ countl_zero is the number of the highest bit, as the processor gives it.
    const unsigned shift = (63U ^ static_cast<unsigned>(std::countl_zero(value))) - kClassBits;
    return {shift + 1, (value >> shift) - kClasses};
  }
  static Bin bounds_of(Place place);           // its count 0
  static std::int64_t middle_of(Place place);  // rounded down
  static void add_to(Class& known, std::uint64_t count, std::int64_t only_value) {
    if (known.only_value != only_value) {
      known.only_value = known.count == 0 ? only_value : kDifferent;
    }
    known.count += count;
  }
  [[nodiscard]] std::uint64_t zeros() const;
  Octave& octave(std::size_t number) {
    if (octaves_ && (*octaves_)[number]) [[likely]] {
      return *(*octaves_)[number];
    }
    return new_octave(number);
  }
  Octave& new_octave(std::size_t number);
  /// The recent sum has gone round with this value: begins a new one.
  void keep_sum(Duration value);

  std::unique_ptr<std::array<std::unique_ptr<Octave>, kOctaves>> octaves_;
  std::uint64_t count_ = 0;
  __int128 sum_ = 0;             // ns, without the recent ones
  std::int64_t recent_sum_ = 0;  // ns
  std::int64_t max_ = 0;
};

}  // namespace ipcsim
