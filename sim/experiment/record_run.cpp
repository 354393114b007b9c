#include "sim/experiment/record_run.hpp"

#include <algorithm>
#include <deque>
#include <utility>

#include "sim/experiment/window_recorder.hpp"

namespace ipcsim {
namespace {

/// Stretches and messages of one window: dense enough for 40 rows, and light enough to be drawn.
constexpr std::size_t kFewestItems = 500;
constexpr std::size_t kItemsOfRow = 60;
/// Of a window whose bounds are the user's: then only what a browser can bear counts.
constexpr std::size_t kMostItems = 8'000;

/// The members of groups in turn: the first of each, the second of each, and so on; at most `most`.
template <class Group, class Admit>
std::vector<std::uint32_t> some_of_each(const std::vector<Group>& groups, std::size_t most,
                                        Admit admit) {
  std::vector<std::uint32_t> chosen;
  bool is_more = true;
  for (std::uint32_t k = 0; is_more && chosen.size() < most; ++k) {
    is_more = false;
    for (const Group& group : groups) {
      if (k >= group.count || chosen.size() == most || !admit(group)) continue;
      is_more = true;
      chosen.push_back(group.first.value + k);
    }
  }
  return chosen;
}

std::vector<MailboxId> drawn_mailboxes(const Program& program) {
  const auto holds_messages = [](const MailboxGroup& group) { return group.capacity > 0; };
  std::vector<std::uint32_t> chosen =
      some_of_each(program.mailbox_groups, kMostDrawnMailboxes, holds_messages);
  std::ranges::sort(chosen);
  std::vector<MailboxId> mailboxes;
  mailboxes.reserve(chosen.size());
  for (const std::uint32_t m : chosen) mailboxes.push_back({m});
  return mailboxes;
}

/// Of the replication that is drawn, those that its findings name.
std::vector<std::string> stuck_names(const ReplicationEnd& end) {
  std::vector<std::string> names;
  for (const ReportedFinding& finding : end.findings) {
    for (const ReportedProcess& it : finding.processes) names.push_back(it.name);
  }
  for (const ReportedFinding& finding : end.findings) {
    for (const ReportedProcess& it : finding.behind) names.push_back(it.name);
  }
  return names;
}

/// By ProcessId: its row, if it is drawn.
std::vector<std::optional<std::uint32_t>> rows_of(const Program& program, const ReplicationEnd& end,
                                                  const std::vector<ProcessId>& asked) {
  std::vector<bool> is_drawn(program.processes, false);
  std::size_t drawn = 0;
  const auto draw = [&](std::uint32_t process) {
    if (is_drawn[process] || drawn == kMostDrawnProcesses) return;
    is_drawn[process] = true;
    ++drawn;
  };
  for (const ProcessId p : asked) draw(p.value);
  if (asked.empty()) {
    std::vector<std::string> stuck = stuck_names(end);
    if (stuck.size() > kMostDrawnProcesses) stuck.resize(kMostDrawnProcesses);
    for (std::uint32_t p = 0; !stuck.empty() && p < program.processes; ++p) {
      if (std::ranges::find(stuck, name_of(program, ProcessId{p})) != stuck.end()) draw(p);
    }
    const auto all = [](const ProcessGroup&) { return true; };
    for (const std::uint32_t p : some_of_each(program.process_groups, kMostDrawnProcesses, all)) {
      draw(p);
    }
  }
  std::vector<std::optional<std::uint32_t>> rows(program.processes);
  std::uint32_t row = 0;
  for (std::uint32_t p = 0; p < program.processes; ++p) {
    if (is_drawn[p]) rows[p] = row++;
  }
  return rows;
}

/// When the last deadlock or livelock was complete; empty: nobody is stuck.
std::optional<Instant> stuck_since(const ReplicationEnd& end) {
  std::optional<Instant> since;
  for (const ReportedFinding& finding : end.findings) {
    since = std::max(since.value_or(Instant{}), finding.since);
  }
  return since;
}

/// Follows a run once: keeps windows of it, and how long messages waited.
class RunRecorder final : public TraceSink {
 public:
  RunRecorder(const Program& program, std::vector<std::optional<std::uint32_t>> rows, Instant begin)
      : program_(program),
        begin_(begin),
        rows_(std::move(rows)),
        mailboxes_(drawn_mailboxes(program)),
        doings_(program),
        waits_(program.mailbox_groups.size()) {
    for (const MailboxGroup& group : program.mailbox_groups) {
      contents_.insert(contents_.end(), group.count, group.initial);
    }
  }
  RunRecorder(const RunRecorder&) = delete;

  void add_window(const WindowPlan& plan) {
    windows_.emplace_back(plan, Watched{program_, doings_, fates_, contents_, rows_, mailboxes_});
  }
  /// Remembers when the last `items` things began before `end`.
  void remember_last(Instant end, std::size_t items) {
    end_of_last_ = end;
    most_remembered_ = items;
  }
  [[nodiscard]] Instant begin_of_last() const {
    return last_.size() < most_remembered_ ? Instant{} : last_.front();
  }

  void record(const TraceEvent& event) override {
    for (WindowRecorder& window : windows_) window.come_to(event.time);
    const bool changes_content = event.kind == TraceEvent::Kind::sent ||
                                 event.kind == TraceEvent::Kind::received ||
                                 event.kind == TraceEvent::Kind::dropped;
    if (changes_content) contents_[event.mailbox.index()] = event.depth;
    const std::optional<MessageFate> fate = fates_.after(event);
    const std::vector<Doing>& changes = doings_.after(event);
    if (fate) count_wait(*fate);
    for (WindowRecorder& window : windows_) {
      if (fate) window.end_message(*fate);
      if (changes_content) window.change_content(event.mailbox, event.time);
      for (const Doing& doing : changes) window.change(doing);
    }
    remember(changes);
  }

  void record_turn(const CoreTurn& turn) override {
    for (WindowRecorder& window : windows_) window.come_to(turn.time);
    const std::vector<Doing>& changes = doings_.after(turn);
    for (WindowRecorder& window : windows_) {
      for (const Doing& doing : changes) window.change(doing);
      window.change_turn(turn);
    }
    remember(changes);
  }

  void record_passage(const Passage& passage) override {
    for (WindowRecorder& window : windows_) window.pass(passage);
  }

  void finish(Instant end, Recording& recording) {
    for (WindowRecorder& window : windows_) {
      if (auto kept = std::move(window).finish(end)) recording.windows.push_back(std::move(*kept));
    }
    windows_.clear();
  }

  [[nodiscard]] std::vector<RecordedWaits> waits() const {
    std::vector<RecordedWaits> all;
    for (std::uint32_t g = 0; g < waits_.size(); ++g) {
      const Histogram& of = waits_[g];
      if (of.count() == 0) continue;
      const Duration mean{static_cast<std::int64_t>(of.mean_ns())};
      all.push_back({name_of(program_, MailboxGroupId{g}), of.bins(), of.count(), mean,
                     of.quantile(0.5), of.quantile(0.9), of.quantile(0.95), of.quantile(0.99),
                     of.max()});
    }
    return all;
  }

 private:
  void count_wait(const MessageFate& fate) {
    if (fate.is_reply || fate.end != MessageEnd::received || fate.ended < begin_) return;
    waits_[group_of(program_, fate.mailbox).index()].add(fate.ended - *fate.accepted);
  }

  void remember(const std::vector<Doing>& changes) {
    if (most_remembered_ == 0) return;
    for (const Doing& doing : changes) {
      if (doing.since > end_of_last_ || !rows_[doing.process.index()]) continue;
      if (last_.size() == most_remembered_) last_.pop_front();
      last_.push_back(doing.since);
    }
  }

  const Program& program_;
  const Instant begin_;  // of the measured time
  const std::vector<std::optional<std::uint32_t>> rows_;
  const std::vector<MailboxId> mailboxes_;
  Doings doings_;
  MessageFates fates_;
  std::vector<std::uint64_t> contents_;  // by MailboxId
  std::vector<Histogram> waits_;         // by MailboxGroupId
  std::deque<WindowRecorder> windows_;
  std::size_t most_remembered_ = 0;
  Instant end_of_last_;
  std::deque<Instant> last_;
};

bool shows(const std::vector<RecordedWindow>& windows, Instant moment) {
  return std::ranges::any_of(windows, [&](const RecordedWindow& it) {
    return it.from <= moment && moment <= it.to && !(it.is_cut && it.to == moment);
  });
}

}  // namespace

Recording record_run(const Variant& variant, const Results& results,
                     const RecordingOptions& options, const WatchedRunOptions& run) {
  const Program& program = *variant.program;
  const ReplicationEnd& ended = results.replications[results.leading];
  const Instant warm = Instant{} + results.warmup.length;
  const auto rows = rows_of(program, ended, options.processes);
  const std::size_t drawn = static_cast<std::size_t>(
      std::ranges::count_if(rows, [](const auto& it) { return it.has_value(); }));
  const std::size_t items = std::max(kFewestItems, kItemsOfRow * drawn);
  const bool is_asked = options.from || options.to;
  const std::optional<Instant> stuck = is_asked ? std::nullopt : stuck_since(ended);

  Recording recording{.replication = ended.replication,
                      .begin = warm,
                      .end = ended.end,
                      .all_processes = program.processes,
                      .all_mailboxes = program.mailboxes};
  for (const StatementSymbol& it : program.symbols.statements) {
    recording.statements.push_back({it.text, it.line, it.column});
  }
  RunRecorder first(program, rows, warm);
  if (is_asked) {
    first.add_window({RecordedWindow::Choice::asked, options.from.value_or(Instant{}),
                      options.to.value_or(kNever), kMostItems});
  } else {
    first.add_window({.from = warm < ended.end ? warm : Instant{}, .most_items = items});
  }
  if (stuck) first.remember_last(*stuck, items / 2);
  first.finish(watch_again(variant, results, run, first), recording);
  recording.waits = first.waits();

  if (stuck && !shows(recording.windows, *stuck)) {
    const Instant from = first.begin_of_last();
    // Somewhat beyond, so that what does not go on is seen not to.
    const Instant to = *stuck + Duration{(*stuck - from).ns / 8};
    RunRecorder again(program, rows, warm);
    again.add_window({RecordedWindow::Choice::before_stuck, from, to, 2 * items});
    again.finish(watch_again(variant, results, run, again), recording);
  }
  return recording;
}

}  // namespace ipcsim
