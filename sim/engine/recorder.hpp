// Measures a run while it goes on: counts, waits and contents of mailboxes, and where each
// process's and each core's time goes. Proves at the end that what it measured is consistent.
// Knows nothing of instructions or events.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/base/ids.hpp"
#include "sim/base/time.hpp"
#include "sim/engine/cores.hpp"
#include "sim/engine/measurements.hpp"
#include "sim/engine/message_store.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// What a core of a host with a limited number of them does.
enum class CoreActivity : std::uint8_t { idle, switching, working };

class Recorder {
 public:
  Recorder(const Program& program, const Cores& cores);

  /// Messages that are there at time 0, before anything happens.
  void set_initial(MailboxId m, std::uint64_t messages);

  /// A window begins at time 0, and another one at `now`: what was counted before is forgotten.
  void begin_window(Instant now);

  // What happens to a message. `waited`: how long the operation has taken up to now.
  [[gnu::always_inline]] void receive(MailboxId m, const Message& message, Instant now,
                                      Duration waited) {
    Ledger& ledger = at(m);
    add_wait(ledger, now - message.accepted, now - message.begun);
    ledger.measured.receive_wait.add(waited);
    if (message.accepted < window_begin_) [[unlikely]] {
      ledger.stays -= (window_begin_ - message.accepted).ns;
    }
  }
  /// From hand to hand: accepted and received at once.
  [[gnu::always_inline]] void receive_directly(MailboxId m, Duration latency, Duration waited) {
    Ledger& ledger = at(m);
    add_wait(ledger, {0}, latency);
    ledger.measured.receive_wait.add(waited);
  }
  void drop(MailboxId m, const Message& accepted, Instant now);
  void drop_on_arrival(MailboxId m) { ++at(m).measured.dropped; }
  void refuse(MailboxId m) { ++at(m).measured.refused; }
  /// A send has succeeded for its sender, or was given up.
  void end_send(MailboxId m, Duration waited) { at(m).measured.send_wait.add(waited); }
  void give_up_receive(MailboxId m, Duration waited) { at(m).measured.receive_wait.add(waited); }
  void discard_reply(MailboxId m) { ++at(m).measured.late_replies; }
  // Of what a mailbox holds. REQUIRES: called at every change, `depth` being what holds from `now`
  // on.
  void raise_depth(MailboxId m, std::uint64_t depth, Instant now) {
    if (depth > at(m).measured.depth_max) at(m).measured.depth_max = depth;
    set_depth(m, depth, now);
  }
  void set_depth(MailboxId m, std::uint64_t depth, Instant now) {
    Ledger& ledger = at(m);
    const auto held = static_cast<std::uint64_t>((now - ledger.depth_since).ns);
    // Both below 2^64: one multiplication. The product of what a run can reach is far below 2^127.
    ledger.measured.depth_integral +=
        static_cast<__int128>(static_cast<unsigned __int128>(ledger.depth) * held);
    ledger.depth = depth;
    ledger.depth_since = now;
  }

  void spend(ProcessId p, Activity activity, Duration time) {
    const auto index = static_cast<std::size_t>(activity);
    if (index < kMeasuredActivities) measurements_.processes[p.index()].time[index] += time.ns;
  }
  /// The process will spend time soon.
  [[gnu::always_inline]] void fetch(ProcessId p) const {
    __builtin_prefetch(&measurements_.processes[p.index()], 1);
  }
  void look_in_vain(ProcessId p, std::uint64_t times = 1) {
    measurements_.processes[p.index()].polls += times;
  }

  // Of links. `busy`: ns that the direction has been held since time 0.
  void lose_under_way(LinkId link) { ++measurements_.links[link.index()].lost; }
  /// A message that was lost under way to the mailbox does not set out again.
  void lose_for_good(MailboxId m) { ++at(m).measured.lost; }
  /// At the beginning of a window but the first, behind begin_window.
  void begin_busy(Hop hop, std::int64_t busy) { busy_before_[place_of(hop)] = busy; }
  /// At its end.
  void end_busy(Hop hop, std::int64_t busy) {
    measurements_.links[hop.link.index()].busy[hop.forward ? 0 : 1] =
        busy - busy_before_[place_of(hop)];
  }

  /// From `now` on. At time 0 all are idle.
  void set_core(Cores::Core core, CoreActivity activity, Instant now);
  void begin_switch(Cores::Core core, Instant now);

  /// At the beginning of a window but the first, behind begin_window. `messages_ever`: what the
  /// mailbox has accepted since time 0, or held from the beginning.
  void begin_mailbox(MailboxId m, std::uint64_t messages_ever) {
    at(m).ever_before = messages_ever;
  }
  /// The rest of its story in this window: what is still in it at the end.
  void end_mailbox(MailboxId m, std::uint64_t messages_ever, const MessageStore& messages,
                   Instant end);
  /// Checks, exactly: for every mailbox the integral of its depth is the sum of its messages'
  /// stays, and what came in went out or is still there; for every host with limited cores they
  /// computed, polled, switched or were idle all the time. REQUIRES: end_mailbox for each mailbox,
  /// and the time of each process spent.
  Measurements end_window(Instant end);

 private:
  // Of one mailbox: its measurements, and beside them whole-run counts and check sums.
  struct Ledger {
    std::uint64_t depth = 0;
    Instant depth_since;
    /// Waits of messages that were accepted when their send began: of each the latency as well.
    Histogram waits_and_latencies;
    MailboxMeasurements measured;       // `wait` and `latency` of the others
    __int128 stays = 0;                 // ns within the window, less the waits of those received
    std::uint64_t ever_before = 0;      // messages accepted, or initial, before the window
    std::uint64_t received_before = 0;  // the window
    std::uint64_t dropped_inside = 0;   // after acceptance, since time 0
    std::uint64_t ever = 0;             // accepted, or initial; these two at the window's end
    std::uint64_t left_behind = 0;
  };

  struct CoreLedger {
    HostId host;
    CoreActivity activity = CoreActivity::idle;
    Instant since;
  };

  void clear_measurements();
  void finish_host(HostId host);
  static std::size_t place_of(Hop hop) { return 2 * hop.link.index() + (hop.forward ? 0 : 1); }
  Ledger& at(MailboxId m) { return ledgers_[m.index()]; }
  [[gnu::always_inline]] static void add_wait(Ledger& ledger, Duration wait, Duration latency) {
    if (wait == latency) [[likely]] {
      ledger.waits_and_latencies.add(wait);
    } else {
      ledger.measured.wait.add(wait);
      ledger.measured.latency.add(latency);
    }
  }
  void end_stay(MailboxId m, const Message& message, Instant now) {
    at(m).stays += (now - std::max(message.accepted, window_begin_)).ns;
  }

  const Program& program_;
  Instant window_begin_;
  Measurements measurements_;              // but for the mailboxes
  std::vector<Ledger> ledgers_;            // by MailboxId
  std::vector<CoreLedger> cores_;          // by Cores::Core
  std::vector<std::int64_t> busy_before_;  // by link and direction, ns
};

}  // namespace ipcsim
