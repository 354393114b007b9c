// A way through the untimed world, step by step, and what is wrong where it ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/check/account.hpp"
#include "sim/check/steps.hpp"
#include "sim/machine/finding.hpp"

namespace ipcsim {

/// What a schedule leads to.
enum class ScheduleEnd : std::uint8_t {
  deadlock,          // nobody can go on, and somebody is neither finished nor an idle service
  livelock,          // the same, but somebody polls; or somebody circles for ever without a step
  program_error,     // somebody stands at a statement that cannot be carried out
  partial_deadlock,  // somebody can never go on, while others do
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

    friend bool operator==(const Content&, const Content&) = default;
  };
  std::vector<Content> contents;
};

/// A way from the beginning to what was found, and what that is.
struct Schedule {
  ScheduleEnd end = ScheduleEnd::deadlock;
  /// Which of the first states it begins in, where the first statements draw an index.
  std::uint32_t start = 0;
  std::vector<ScheduleStep> steps;
  std::vector<ProcessId> stuck;  // in a standstill or a partial deadlock: who can never go on
  std::vector<Finding> findings;
  /// So many steps lead to where there is no escape any more; empty: not known.
  std::optional<std::size_t> steps_to_no_return;
};

}  // namespace ipcsim
