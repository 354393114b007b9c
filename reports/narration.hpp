// A run told in words while it goes on, one line an event: when, who, what, and where that stands
// in the file. A poller's looks are told once, and summed up when they end.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/engine/trace.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

struct NarrationOptions {
  Instant from;  // only what happens in [from, to]
  Instant to = kNever;
  std::vector<ProcessId> processes;  // only what these do, or do to each other; empty: everybody
  Instant longest;                   // the latest time expected, for the width of its column
};

class Narration final : public TraceSink {
 public:
  /// Writes to `out`, which must outlive it, as must `program`.
  Narration(const Program& program, NarrationOptions options, std::ostream& out);

  void record(const TraceEvent& event) override;

  /// Tells of those who were still looking in vain. Call it once, when the run has ended.
  void finish(Instant end);

 private:
  struct Watched {
    std::optional<Instant> waiting_since;
    std::uint64_t looks = 0;            // in vain, since the last other event
    std::optional<TraceEvent> looking;  // the first of those looks
  };

  [[nodiscard]] bool is_told(const TraceEvent& event) const;
  [[nodiscard]] bool is_watched(ProcessId process) const;
  void write_line(Instant time, const std::string& who, const std::string& what,
                  std::optional<CodeIndex> at);
  [[nodiscard]] std::string actor_of(const TraceEvent& event) const;
  [[nodiscard]] std::string place(CodeIndex at) const;

  const Program& program_;
  NarrationOptions options_;
  std::ostream& out_;
  std::size_t second_digits_ = 1;
  std::size_t name_width_ = 0;
  std::string file_;  // without folders
  std::map<ProcessId, Watched> watched_;
};

/// "12.345 678" – seconds in groups of three digits, groups of zeros at the end left out.
std::string time_in_groups(Instant time);

}  // namespace ipcsim
