#include "sim/base/random.hpp"

#include <cstddef>

#include "sim/base/check.hpp"

namespace ipcsim {
namespace {

__extension__ using Uint128 = unsigned __int128;

/// 128 bits into which words are absorbed one after another. Each step is a bijection of the state
/// for a given word and of the word for a given state, so two keys can meet only by the chance of
/// a 128-bit hash. Not cryptographic: it keeps apart keys chosen without malice.
class KeyHash {
 public:
  /// The fractional bits of pi: any start will do that is not 0, which stirring leaves as it is.
  KeyHash() = default;
  /// One that has absorbed something goes on.
  KeyHash(std::uint64_t left, std::uint64_t right) : left_(left), right_(right) {}

  [[nodiscard]] std::uint64_t left() const { return left_; }
  [[nodiscard]] std::uint64_t right() const { return right_; }

  void absorb(std::uint64_t word) {
    left_ ^= word;
    for (int round = 0; round < 3; ++round) stir();
  }

  /// Stirs further than the avalanche test needs, as a margin.
  RandomStream stream() {
    for (int round = 0; round < 3; ++round) stir();
    return left_ == 0 && right_ == 0 ? RandomStream() : RandomStream(left_, right_);
  }

 private:
  // Odd multipliers: the fractional bits of the golden ratio and of the square root of 2, made odd.
  static constexpr std::uint64_t kLeftFactor = 0x9e3779b97f4a7c15;
  static constexpr std::uint64_t kRightFactor = 0x6a09e667f3bcc909;

  // A product carries low bits upwards, a shifted exclusive-or brings high bits down, and the
  // halves feed each other.
  void stir() {
    left_ *= kLeftFactor;
    left_ ^= left_ >> 32;
    right_ += std::rotl(left_, 23);
    right_ *= kRightFactor;
    right_ ^= right_ >> 29;
    left_ += right_;
  }

  std::uint64_t left_ = 0x243f6a8885a308d3;
  std::uint64_t right_ = 0x13198a2e03707344;
};

/// Up to eight bytes as a number, the first byte lowest, whatever the machine's byte order.
std::uint64_t word_of(std::string_view bytes) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    word |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  }
  return word;
}

}  // namespace

std::uint64_t RandomStream::below(std::uint64_t n) {
  check(n > 0, "a random number below n needs n above 0");
  Uint128 product = Uint128{next_bits()} * n;
  if (static_cast<std::uint64_t>(product) < n) {
    // 2^64 mod n products would make some values likelier than others; they are drawn again.
    const std::uint64_t surplus = (0 - n) % n;
    while (static_cast<std::uint64_t>(product) < surplus) product = Uint128{next_bits()} * n;
  }
  return static_cast<std::uint64_t>(product >> 64);
}

StreamMaker::StreamMaker(std::uint64_t seed, std::uint64_t replication) {
  KeyHash hash;
  hash.absorb(seed);
  hash.absorb(replication);
  left_ = hash.left();
  right_ = hash.right();
}

// The words absorbed spell the key without ambiguity: three numbers, the name's length, its bytes.
RandomStream StreamMaker::stream(std::string_view name, std::uint64_t replica) const {
  KeyHash hash(left_, right_);
  hash.absorb(replica);
  hash.absorb(name.size());
  for (std::size_t start = 0; start < name.size(); start += 8) {
    hash.absorb(word_of(name.substr(start, 8)));
  }
  return hash.stream();
}

RandomStream make_stream(std::uint64_t seed, std::uint64_t replication, std::string_view name,
                         std::uint64_t replica) {
  return StreamMaker(seed, replication).stream(name, replica);
}

}  // namespace ipcsim
