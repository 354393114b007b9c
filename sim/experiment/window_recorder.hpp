// Keeps one window of a run while it goes on, as a RecordedWindow: of the processes that are to be
// drawn, and at most so much that a picture can hold it; then the window ends early. Knows nothing
// of why the window is looked at.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "sim/engine/cores.hpp"
#include "sim/engine/doings.hpp"
#include "sim/experiment/recording.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

struct WindowPlan {
  RecordedWindow::Choice choice = RecordedWindow::Choice::behind_start;
  Instant from;
  Instant to = kNever;
  std::size_t most_items = 0;  // stretches and messages; beyond, the window ends early
};

/// What a window recorder reads of everything that is watched.
struct Watched {
  const Program& program;
  const Doings& doings;
  const MessageFates& fates;
  const std::vector<std::uint64_t>& contents;             // by MailboxId
  const std::vector<std::optional<std::uint32_t>>& rows;  // by ProcessId: its place among the drawn
  const std::vector<MailboxId>& mailboxes;                // whose content is drawn
};

class WindowRecorder {
 public:
  WindowRecorder(const WindowPlan& plan, const Watched& watched);

  /// To be called ahead of everything that happens at `now`, in the order of time.
  void come_to(Instant now);
  void change(const Doing& doing);
  void end_message(const MessageFate& fate);
  void change_content(MailboxId mailbox, Instant now);
  void change_turn(const CoreTurn& turn);
  void pass(const Passage& passage);

  /// The run has ended. The window as far as it came; empty if it never began.
  std::optional<RecordedWindow> finish(Instant end) &&;

 private:
  struct Open {
    Doing doing;
    bool is_open = false;
  };

  [[nodiscard]] bool is_on() const { return has_begun_ && !is_over_; }
  void begin();
  void close(Instant now);
  void end_stretch(Open& open, Instant now);
  void end_turn(const CoreTurn& turn, Instant now);
  std::uint32_t mailbox_row(MailboxId mailbox);
  /// False: it is not drawn.
  bool add_message(const MessageFate& fate, Instant ended);
  void count_item(Instant now);

  WindowPlan plan_;
  Watched watched_;
  bool has_begun_ = false;
  bool is_over_ = false;
  std::size_t items_ = 0;
  RecordedWindow window_;
  std::vector<Open> open_;  // by row
  Cores cores_;
  std::vector<CoreTurn> turns_;                             // by core; what it does
  std::unordered_map<MailboxId, std::uint32_t> mailboxes_;  // places in window_.mailboxes
};

}  // namespace ipcsim
