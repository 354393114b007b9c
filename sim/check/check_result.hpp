// What a search through every interleaving has found, as a value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/check/account.hpp"
#include "sim/check/exploration.hpp"
#include "sim/machine/finding.hpp"

namespace ipcsim {

enum class CheckVerdict : std::uint8_t {
  free,           // proved: no state that can be reached is one of the following
  deadlock,       // nobody can go on, and somebody is neither finished nor an idle service
  livelock,       // the same, but somebody polls; or somebody circles for ever without a step
  program_error,  // somebody comes to a statement that cannot be carried out
  undecided,      // a limit was reached
};

/// Whether processes can come to be stuck for ever while others still go on.
enum class PartialVerdict : std::uint8_t {
  none,      // proved
  none_met,  // not proved: where it was looked for, there was none
  found,
  undecided,  // a limit was reached, and where it was looked for before, there was none
};

/// One step on a way through the untimed world.
struct ScheduleStep {
  Step step;
  std::optional<CodeIndex> at;  // where its process stood; empty of an arrival or loss
  std::optional<CodeIndex> partner_at;
  std::vector<Event> events;
  /// The mailboxes that it named, with what is in them after it.
  struct Content {
    MailboxId mailbox;
    std::uint64_t depth = 0;
  };
  std::vector<Content> contents;
};

/// A way from the beginning to what was found, and what that is.
struct Schedule {
  std::vector<ScheduleStep> steps;
  std::vector<Finding> findings;
  /// So many steps lead to where there is no escape any more; empty: not known.
  std::optional<std::size_t> steps_to_no_return;
};

struct CheckResult {
  CheckVerdict verdict = CheckVerdict::undecided;
  PartialVerdict partial = PartialVerdict::none_met;
  SearchEnd end = SearchEnd::complete;
  SearchProgress progress;
  std::uint32_t bound = 0;
  bool was_cut = false;  // something lay beyond the bound
  /// A shortest one to what `verdict` names; empty: it names nothing.
  std::optional<Schedule> schedule;
  /// One to a partial deadlock, if `partial` says found. Shortest only where that was proved.
  std::optional<Schedule> partial_schedule;
};

}  // namespace ipcsim
