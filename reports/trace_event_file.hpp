// A run in the Trace Event format, which Perfetto and chrome://tracing open: a track for each
// process with what it does, arrows for messages, a counter for each mailbox, a track for each core
// and for each direction of a link. Written while the run goes on, each track in the order of time;
// its memory does not grow with the run. Times are microseconds with three decimals, exact.
#pragma once

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/engine/doings.hpp"
#include "sim/experiment/scenario_summary.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

struct TraceFileOptions {
  Instant from;  // only what happens in [from, to]
  Instant to = kNever;
  std::vector<ProcessId> processes;  // only what these do, and the messages between them and all
                                     // others; empty: everybody
};

class TraceEventFile final : public TraceSink {
 public:
  /// Writes to `out`, which must outlive it, as must `program`, whose scenario `summary` is of.
  TraceEventFile(const Program& program, const ScenarioSummary& summary,
                 const TraceFileOptions& options, std::ostream& out);

  void record(const TraceEvent& event) override;
  void record_turn(const CoreTurn& turn) override;
  void record_passage(const Passage& passage) override;

  /// Ends what still goes on, and the file. Call it once, when the run has ended.
  void finish(Instant end);

 private:
  /// A row of slices in the viewer.
  struct Track {
    std::string ids;  // `"pid":1,"tid":7`
    bool is_written = true;
    bool is_open = false;  // a slice has begun on it
    /// It begins once time has passed, or something points to it: what takes no time is not shown.
    std::optional<Doing> prepared = {};
  };

  void add_process_tracks(const ScenarioSummary& summary, const TraceFileOptions& options);
  void add_core_tracks(const ScenarioSummary& summary);
  void add_link_tracks();
  void add_counters();
  void write_name(std::string_view what, const std::string& ids, const std::string& name);

  /// False: nothing is written of that instant. The first that is begins the excerpt.
  bool comes_to(Instant now);
  void prepare_slice(const Doing& doing, Instant since);
  void begin_slice(Track& track);
  void end_slice(Track& track, Instant now);
  void begin_turn(const CoreTurn& turn, Instant since);
  void write_changes(const std::vector<Doing>& changes, Instant now);
  void write_message(const TraceEvent& event);
  void write_flow(char phase, ProcessId process, const TraceEvent& event);
  void write_mark(const TraceEvent& event, std::string_view name);
  void write_content(MailboxId mailbox, Instant now);
  /// `{"ph":"B","ts":1.500,` with a comma in front, but of the first.
  void begin_entry(char phase, Instant time);

  const Program& program_;
  Instant from_;
  Instant to_;
  std::ostream& out_;
  Doings doings_;
  bool is_first_ = true;
  bool has_begun_ = false;
  std::vector<Track> processes_;            // by ProcessId
  std::vector<Track> cores_;                // by Cores::Core
  std::vector<CoreTurn> turns_;             // what each core does
  std::vector<std::string> links_;          // by link and direction: the track's ids
  std::vector<std::string> statements_;     // by their index: arguments of a slice
  std::vector<std::string> process_names_;  // by ProcessId, as JSON
  std::vector<std::string> mailboxes_;      // by MailboxId: their names, as JSON
  std::vector<std::uint64_t> contents_;     // by MailboxId
  std::string counter_ids_;
};

}  // namespace ipcsim
