// What the ceilings share: the records that ipcsim keeps of a mailbox and of a process, as plain
// members that are counted in place, and their printing by ipcsim's metric paths, so that
// bench/run.py can hold both to the same results. The random laws are ipcsim's own; all else is
// written here anew. Knows nothing of scenarios.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "sim/base/distribution.hpp"
#include "sim/base/random.hpp"

namespace ceiling {

/// ns since the run's start.
using Time = std::int64_t;

/// The same classes as ipcsim's histogram, all of them there from the beginning.
class Histogram {
 public:
  void add(Time value) {
    const auto bits = static_cast<std::uint64_t>(value);
    // Octave 0 counts 0 … 31 one by one; below 32 the width of 32 stands in.
    const auto shift = static_cast<std::size_t>(std::bit_width(bits | 32U)) - 6;
    const std::size_t index = bits < 32 ? bits : shift * 32 + (bits >> shift);
    Class& known = classes_[index];
    if (known.only_value != value) known.only_value = known.count == 0 ? value : kDifferent;
    ++known.count;
    ++count_;
    sum_ += value;
    max_ = std::max(max_, value);
  }

  void print(const std::string& path) const {
    std::printf("%s.mean %.17g\n", path.c_str(),
                static_cast<double>(sum_) / static_cast<double>(count_) / 1e9);
    std::printf("%s.p99 %.17g\n", path.c_str(), static_cast<double>(quantile(0.99)) / 1e9);
    std::printf("%s.max %.17g\n", path.c_str(), static_cast<double>(max_) / 1e9);
  }

 private:
  struct Class {
    std::uint64_t count = 0;
    Time only_value = 0;
  };
  static constexpr Time kDifferent = -1;

  /// Of the class that holds the nearest rank: its only value, or its middle.
  [[nodiscard]] Time quantile(double q) const {
    const auto rank = static_cast<std::uint64_t>(std::ceil(q * static_cast<double>(count_)));
    std::uint64_t passed = 0;
    std::size_t index = 0;
    while ((passed += classes_[index].count) < rank) ++index;
    if (classes_[index].only_value != kDifferent) return classes_[index].only_value;
    const std::size_t shift = index / 32 - 1;
    const Time low = static_cast<Time>(index - 32 * shift) << shift;
    return std::min(low + ((Time{1} << shift) - 1) / 2, max_);
  }

  std::array<Class, 60 * std::size_t{32}> classes_{};
  std::uint64_t count_ = 0;
  __int128 sum_ = 0;
  Time max_ = 0;
};

struct Mailbox {
  std::uint64_t accepted = 0;
  std::uint64_t received = 0;
  Histogram wait;
  Histogram latency;
  Histogram send_wait;
  Histogram receive_wait;
  __int128 depth_integral = 0;
  std::uint64_t depth = 0;
  std::uint64_t depth_max = 0;
  Time depth_since = 0;
  __int128 stays = 0;

  void set_depth(std::uint64_t to, Time now) {
    depth_integral += static_cast<__int128>(depth) * (now - depth_since);
    depth_since = now;
    depth = to;
    depth_max = std::max(depth_max, to);
  }

  void print(const std::string& name, Time end) {
    set_depth(depth, end);
    const std::string path = "mailboxes." + name;
    std::printf("%s.accepted %ju\n", path.c_str(), static_cast<std::uintmax_t>(accepted));
    std::printf("%s.received %ju\n", path.c_str(), static_cast<std::uintmax_t>(received));
    if (end > 0) {
      std::printf("%s.depth.mean %.17g\n", path.c_str(),
                  static_cast<double>(depth_integral) / static_cast<double>(end));
    }
    std::printf("%s.depth.max %ju\n", path.c_str(), static_cast<std::uintmax_t>(depth_max));
    wait.print(path + ".wait");
    latency.print(path + ".latency");
    send_wait.print(path + ".send_wait");
    receive_wait.print(path + ".receive_wait");
  }
};

enum Activity : std::uint8_t { kStepping, kComputing, kBlockedSend, kBlockedReceive };

/// What a process does, and how long it has done what.
struct Activities {
  Time since = 0;
  std::array<Time, 4> spent{};
  Activity activity = kStepping;

  void change(Activity to, Time now) {
    spent[activity] += now - since;
    since = now;
    activity = to;
  }
};

/// REQUIRES: somebody spent time.
inline void print_fraction(const std::string& process, const char* what, __int128 spent,
                           __int128 of) {
  std::printf("processes.%s.time.%s %.17g\n", process.c_str(), what,
              static_cast<double>(spent) / static_cast<double>(of));
}

/// The only argument: how much to do.
inline std::uint64_t amount(int argc, char** argv) {
  const std::uint64_t amount = argc == 2 ? std::strtoull(argv[1], nullptr, 10) : 0;
  if (amount > 0) return amount;
  std::fprintf(stderr, "usage: %s HOW_MANY\n", argv[0]);
  std::exit(2);
}

/// From here on nothing is known of what lies in memory: without this, a compiler adds up rounds
/// that are all alike without running them.
inline void forget() { asm volatile("" ::: "memory"); }

}  // namespace ceiling
