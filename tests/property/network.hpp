// What a run's trace says of the messages between hosts. For links_test.cpp.
#pragma once

#include <cstdint>
#include <string>

#include "tests/property/recorded_run.hpp"

namespace ipcsim::testing {

/// What a trace says of all mailboxes, and of messages between hosts.
struct NetworkStory {
  std::uint64_t set_out = 0;    // messages, each once
  std::uint64_t arrived = 0;    // at their mailbox
  std::uint64_t lost = 0;       // by links, repeated ones too
  std::uint64_t withdrawn = 0;  // from where they waited, by a timeout
  std::string broken;           // the first rule that is broken; empty: none
};

/// Follows the trace, and compares its counts with what the run measured.
/// REQUIRES: the run has no warm-up.
NetworkStory network_story(const RecordedRun& run);

}  // namespace ipcsim::testing
