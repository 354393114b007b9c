// Who has a place in the drawing of a schedule, and where: processes on the left, mailboxes on the
// right, each in the order of the file. Those that the schedule speaks of come in first while there
// is room. Knows nothing of how a step is drawn.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/check/schedule.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

class ScheduleLanes {
 public:
  static constexpr double kGutter = 58;   // the number of a step
  static constexpr double kLane = 140;    // of a process
  static constexpr double kColumn = 104;  // of a mailbox
  static constexpr double kCell = 56;     // of what a mailbox holds, in its column
  static constexpr double kBetween = 10;  // processes and mailboxes
  static constexpr std::size_t kMostLanes = 24;
  static constexpr std::size_t kMostColumns = 16;

  ScheduleLanes(const Program& program, const Schedule& schedule);

  [[nodiscard]] const std::vector<ProcessId>& processes() const { return processes_; }
  [[nodiscard]] const std::vector<MailboxId>& mailboxes() const { return mailboxes_; }
  /// The middle of its lane or column; empty: it is not drawn, or nobody is named.
  [[nodiscard]] std::optional<double> x(std::optional<ProcessId> process) const;
  [[nodiscard]] std::optional<double> x(std::optional<MailboxId> mailbox) const;
  [[nodiscard]] double width() const;
  /// Of those that the schedule speaks of.
  [[nodiscard]] std::size_t processes_left_out() const { return processes_left_out_; }
  [[nodiscard]] std::size_t mailboxes_left_out() const { return mailboxes_left_out_; }

 private:
  std::vector<ProcessId> processes_;
  std::vector<MailboxId> mailboxes_;
  std::map<ProcessId, std::size_t> lane_of_;
  std::map<MailboxId, std::size_t> column_of_;
  std::size_t processes_left_out_ = 0;
  std::size_t mailboxes_left_out_ = 0;
};

}  // namespace ipcsim
