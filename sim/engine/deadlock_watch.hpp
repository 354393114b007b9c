// Looks for processes that can never go on while the run goes on. Every search costs time, so in a
// long run they are spaced out; ./dev bench measures what they take together. What is found is
// right whenever it is found; only the date at which it could first have been seen may then be
// late.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/machine/finding.hpp"
#include "sim/machine/situation.hpp"
#include "sim/machine/stuck.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

class DeadlockWatch {
 public:
  enum class Eagerness : std::uint8_t {
    thrifty,     // as often as the time for it allows
    eager,       // behind every instant that may have changed something
    at_the_end,  // never on the way
  };

  DeadlockWatch(const Program& program, Eagerness eagerness);

  /// Called with the last event of an instant; `changes`: counts what may lead into a deadlock.
  /// True: it is time to look.
  bool is_due(std::uint64_t changes) {
    ++credit_;
    if (changes == changes_seen_ || credit_ < cost_) return false;
    changes_seen_ = changes;
    return true;
  }

  /// To be filled in before what follows.
  [[nodiscard]] Situation& situation() { return situation_; }
  /// Searches. True: some process that is no idle service is stuck.
  bool look(Instant now);

  /// Explains what the last `look` has found.
  [[nodiscard]] std::vector<Finding> findings() const;
  /// The same for a run in which nothing can ever happen any more: all are stuck.
  [[nodiscard]] std::vector<Finding> findings_at_standstill(Instant now);

 private:
  // In places looked at. Each call of is_due pays for one.
  static constexpr std::int64_t kFirstCredit = 2'000'000;
  static constexpr std::uint64_t kCostOfAnySearch = 100;
  static constexpr std::int64_t kEndless = std::int64_t{1} << 62;  // more than any run can spend
  static std::int64_t first_credit(Eagerness eagerness);

  [[nodiscard]] std::vector<Finding> explained(const std::vector<ProcessId>& may_get_stuck) const;

  const Program& program_;
  StuckSearch search_;
  Situation situation_;
  std::vector<ProcessId> stuck_;
  std::vector<Instant> doomed_since_;  // by process; kNever: not stuck
  std::int64_t credit_;
  std::int64_t cost_ = 0;  // of the last search
  std::uint64_t changes_seen_ = 0;
};

}  // namespace ipcsim
