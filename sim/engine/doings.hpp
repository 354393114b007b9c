// What every process does, and from when on, read off the trace of a run: the same six activities
// that measurements count, with the same bounds to the nanosecond. Knows nothing of who watches.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/engine/trace.hpp"

namespace ipcsim {

/// From `since` on, until the process does something else. What lasts no time may be told, too.
struct Doing {
  Instant since;
  ProcessId process;
  Activity activity = Activity::not_started;
  CodeIndex at = 0;
};

class Doings {
 public:
  /// `program` must outlive it.
  explicit Doings(const Program& program);

  /// What the event changes; empty for most. Valid until the next call.
  const std::vector<Doing>& after(const TraceEvent& event);
  /// Who gets a core, and who has lost it.
  const std::vector<Doing>& after(const CoreTurn& turn);

  /// What the process does now.
  [[nodiscard]] const Doing& of(ProcessId process) const { return now_[process.index()].doing; }

 private:
  struct State {
    Doing doing;
    Activity wants = Activity::computing;  // or polling: what it has a core for, or wants one
    bool has_core = false;                 // or needs none: its host has as many as anybody wants
  };

  void change(ProcessId process, Activity activity, Instant since, CodeIndex at);
  void use_core(const TraceEvent& event, Activity activity);

  const Program& program_;
  std::vector<State> now_;                          // by ProcessId
  std::vector<std::optional<ProcessId>> on_cores_;  // by Cores::Core, as far as any was told of
  std::vector<Doing> changes_;
};

/// Whether time counts for it; at the others none passes, or none is of interest.
constexpr bool is_measured(Activity activity) {
  return static_cast<std::size_t>(activity) < kMeasuredActivities;
}

/// Whether the event is one of the process itself, and not of a message that it once sent.
bool is_own(const TraceEvent& event);

}  // namespace ipcsim
