// Streams of random numbers: xoroshiro128++ (Blackman & Vigna, "Scrambled linear pseudorandom
// number generators", ACM TOMS 47, 2021), period 2^128 - 1, sixteen bytes of state and nothing
// else. A stream is a function of (seed, replication, name, replica), so whoever draws from its own
// sees the same numbers whatever the others do. The same numbers on every machine. Knows nothing of
// laws of distribution or of what the numbers are for.
#pragma once

#include <bit>
#include <cstdint>
#include <string_view>

namespace ipcsim {

class RandomStream {
 public:
  /// A fixed stream, for a place that is filled in later.
  RandomStream() = default;

  /// REQUIRES: not both are 0.
  RandomStream(std::uint64_t first, std::uint64_t second) : first_(first), second_(second) {}

  /// 64 bits, each as good as any other.
  std::uint64_t next_bits() {
    const std::uint64_t result = std::rotl(first_ + second_, 17) + first_;
    const std::uint64_t difference = second_ ^ first_;
    first_ = std::rotl(first_, 49) ^ difference ^ (difference << 21);
    second_ = std::rotl(difference, 28);
    return result;
  }

  /// In [0, 1), a multiple of 2^-53.
  double uniform() { return static_cast<double>(next_bits() >> 11) * 0x1p-53; }

  /// In (0, 1], a multiple of 2^-53: fit for a logarithm.
  double uniform_positive() { return static_cast<double>((next_bits() >> 11) + 1) * 0x1p-53; }

  /// In [0, n), each value equally likely (Lemire, "Fast random integer generation in an interval",
  /// ACM TOMACS 29, 2019). Takes one draw, seldom more.
  /// REQUIRES: n > 0.
  std::uint64_t below(std::uint64_t n);

  friend bool operator==(const RandomStream&, const RandomStream&) = default;

 private:
  std::uint64_t first_ = 1;
  std::uint64_t second_ = 2;
};

static_assert(sizeof(RandomStream) == 16);

/// The streams of one seed and replication, for whoever needs many: what they have in common is
/// worked out once.
class StreamMaker {
 public:
  StreamMaker(std::uint64_t seed, std::uint64_t replication);
  /// make_stream(seed, replication, name, replica).
  [[nodiscard]] RandomStream stream(std::string_view name, std::uint64_t replica) const;

 private:
  std::uint64_t left_;  // the hash of seed and replication
  std::uint64_t right_;
};

/// The stream that belongs to these four. Any difference in any of them gives an unrelated stream,
/// also where one name begins with the other. Things of different kinds that may bear one name (a
/// process, a link) must be told apart in `name` by the caller.
RandomStream make_stream(std::uint64_t seed, std::uint64_t replication, std::string_view name,
                         std::uint64_t replica);

}  // namespace ipcsim
