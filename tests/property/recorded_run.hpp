// A run of the engine with every event of its trace.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/engine/simulate.hpp"
#include "sim/model/scenario.hpp"
#include "sim/program/program.hpp"

namespace ipcsim::testing {

class RecordingSink : public TraceSink {
 public:
  void record(const TraceEvent& event) override { events.push_back(event); }
  std::vector<TraceEvent> events;
};

struct RecordedRun {
  std::shared_ptr<const Scenario> scenario;
  Program program;
  RunOptions options;  // without the sink
  RunResult result;
  std::vector<TraceEvent> events;
};

/// Reads the text, as a file of this folder. Throws std::runtime_error if it has an error.
std::shared_ptr<const Scenario> scenario_in_this_folder(const std::string& text);

/// Replication 0 of the scenario. Where it has no `until`, the run is cut at kLongestRun.
RecordedRun record_run(const std::string& text);

inline constexpr Instant kLongestRun{3'000};  // ns; a random scenario's times are a few ns

/// The trace event's kind as its enumerator is spelled.
std::string_view name_of(TraceEvent::Kind kind);

/// Whether the event is about one mailbox: `mailbox`, `message` and `depth` count.
bool speaks_of_mailbox(const TraceEvent& event);

/// The event in words, for messages.
std::string describe(const Program& program, const TraceEvent& event);

/// "0 2 since 5 doomed since 3; ": who is stuck, and the dates in ns, of all findings.
std::string dates_text(const RunResult& result);

/// Seeds for random tests: `count` of them from `first` on, or the one in the environment's
/// IPCSIM_PROPERTY_SEED, which repeats a failure.
std::vector<std::uint64_t> property_seeds(std::uint64_t first, double count);

}  // namespace ipcsim::testing
