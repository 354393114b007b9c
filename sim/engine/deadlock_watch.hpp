// Looks for processes that can never go on while the run goes on. Every search costs time, so in a
// long run they are spaced out; ./dev bench measures what they take together. What is found is
// right whenever it is found; when it could first have been seen is then found by going back.
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
    eager,       // behind every instant at which somebody waits
    at_the_end,  // never on the way
  };

  /// `credit`: of a thrifty one, in events.
  DeadlockWatch(const Program& program, Eagerness eagerness, std::uint64_t credit);

  /// So many more events have begun.
  void earn(std::uint64_t events) { credit_ += static_cast<std::int64_t>(events); }
  /// It is time to look, behind the last event of an instant.
  [[nodiscard]] bool is_due() const { return credit_ >= cost_; }
  /// So many events later it will be. REQUIRES: !is_due().
  [[nodiscard]] std::uint64_t events_until_due() const {
    return static_cast<std::uint64_t>(cost_ - credit_);
  }

  /// To be filled in before what follows.
  [[nodiscard]] Situation& situation() { return situation_; }
  /// Searches. True: some process that is no idle service is stuck.
  bool look(Instant now);

  /// Those whom the last search has found stuck for the first time.
  [[nodiscard]] const std::vector<ProcessId>& newly_stuck() const { return newly_stuck_; }
  /// When each of them could first have been found. REQUIRES: no later than now.
  void date(const std::vector<Instant>& dates);
  /// For work beside the search, in places looked at.
  void pay(std::uint64_t work) { credit_ -= kEventsForAPlace * static_cast<std::int64_t>(work); }

  /// Explains what the last `look` has found.
  [[nodiscard]] std::vector<Finding> findings() const;
  /// Instead of a search in a run in which nothing can ever happen any more: all are stuck.
  void stand_still(Instant now);
  [[nodiscard]] std::vector<Finding> findings_at_standstill() const { return explained({}); }

 private:
  // Each event pays one, and each place looked at costs as many:
  static constexpr std::int64_t kEventsForAPlace = 4;
  // In places looked at:
  static constexpr std::uint64_t kCostOfAnySearch = 100;
  static constexpr std::int64_t kEndless = std::int64_t{1} << 62;  // more than any run can spend
  static std::int64_t first_credit(Eagerness eagerness, std::uint64_t credit);

  void note_stuck(Instant now);
  [[nodiscard]] std::vector<Finding> explained(const std::vector<ProcessId>& may_get_stuck) const;

  const Program& program_;
  StuckSearch search_;
  Situation situation_;
  std::vector<ProcessId> stuck_;
  std::vector<ProcessId> newly_stuck_;
  std::vector<Instant> doomed_since_;  // by process; kNever: not stuck
  std::int64_t credit_;
  std::int64_t cost_ = 0;  // of the last search
};

}  // namespace ipcsim
