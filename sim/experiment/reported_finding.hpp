// A finding as reports tell it: names, places and capacities instead of ids into a Program, so that
// it can be kept, and told again, without one. Made of a Finding once, at the end of its run.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/machine/finding.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// See StuckAlternative.
struct ReportedAlternative {
  Direction direction = Direction::receive;
  std::string mailbox;                    // "fork[3]", "client[1] -> server"
  std::optional<std::uint32_t> capacity;  // of the mailbox; empty: unbounded
  std::uint64_t depth = 0;                // messages in it
  std::vector<std::string> waits_for;     // the first of `releasers`
  std::uint64_t releasers = 0;            // at least those named
};

/// In what a process is stuck.
enum class StuckOperation : std::uint8_t {
  none,     // it does not wait: the cause is another
  send,     // of a message that its mailbox does not take
  receive,  // several alternatives: from several mailboxes
  select,
  receipt,  // its message was accepted, and it waits until it is received
  reply,    // its call was accepted, and it waits for the reply
};

/// See StuckProcess.
struct ReportedProcess {
  std::string name;          // "producer[1]"; no other process has it
  std::string statement;     // "send buffer"
  std::uint32_t line = 0;    // of the statement, in the scenario
  std::uint32_t column = 0;  // likewise
  StuckOperation in = StuckOperation::none;
  bool polling = false;
  bool service = false;
  Duration poll;                                  // of a polling one: what one look takes
  Instant since;                                  // when the statement began
  std::vector<ReportedAlternative> alternatives;  // of `receipt` and `reply` one
  std::uint64_t all_alternatives = 0;             // at least those listed; 0 only if none is
  std::optional<std::string> holder;              // of `reply`
  std::vector<std::string> waits_for;             // the first of `releasers`
  std::uint64_t releasers = 0;                    // at least those named
};

/// See Finding.
struct ReportedFinding {
  FindingKind kind = FindingKind::deadlock;
  FindingCause cause = FindingCause::waiting;
  FindingShape shape = FindingShape::none;
  Instant since;
  Instant doomed_since;
  bool complete = true;
  std::vector<ReportedProcess> processes;  // never empty
  std::vector<ReportedProcess> behind;
};

/// REQUIRES: the finding is of a run of the program.
ReportedFinding reported(const Program& program, const Finding& finding);
std::vector<ReportedFinding> reported(const Program& program, const std::vector<Finding>& findings);

}  // namespace ipcsim
