// Measures a run while it goes on: counts, waits and contents of mailboxes, and where each
// process's and each core's time goes. Proves at the end that what it measured is consistent.
// Knows nothing of instructions or events.
#pragma once

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

  /// From here on, `now` counts as measured: all that was counted before is forgotten.
  void begin_window(Instant now);

  // What happens to a message. `waited`: how long the operation has taken up to now.
  void accept(MailboxId m);
  void receive(MailboxId m, const Message& message, Instant now, Duration waited);
  void drop(MailboxId m, const Message& accepted, Instant now);
  void drop_on_arrival(MailboxId m) { ++at(m).dropped; }
  void refuse(MailboxId m) { ++at(m).refused; }
  /// A send has succeeded for its sender, or was given up.
  void end_send(MailboxId m, Duration waited) { at(m).send_wait.add(waited); }
  void give_up_receive(MailboxId m, Duration waited) { at(m).receive_wait.add(waited); }
  void discard_reply(MailboxId m) { ++at(m).late_replies; }
  /// REQUIRES: called at every change, `depth` being what holds from `now` on.
  void set_depth(MailboxId m, std::uint64_t depth, Instant now);

  void spend(ProcessId p, Activity activity, Duration time);
  void look_in_vain(ProcessId p) { ++measurements_.processes[p.index()].polls; }

  // Of links. `busy`: ns that the direction has been held since time 0.
  void lose_under_way(LinkId link) { ++measurements_.links[link.index()].lost; }
  /// A message that was lost under way to the mailbox does not set out again.
  void lose_for_good(MailboxId m) { ++at(m).lost; }
  /// At the beginning of the window, behind begin_window.
  void begin_busy(Hop hop, std::int64_t busy) { busy_before_[place_of(hop)] = busy; }
  /// At its end.
  void end_busy(Hop hop, std::int64_t busy) {
    measurements_.links[hop.link.index()].busy[hop.forward ? 0 : 1] =
        busy - busy_before_[place_of(hop)];
  }

  /// From `now` on. At time 0 all are idle.
  void set_core(Cores::Core core, CoreActivity activity, Instant now);
  void begin_switch(Cores::Core core, Instant now);

  /// The rest of the mailbox's story in this window: what is still in it at the end.
  void leave_behind(MailboxId m, const MessageStore& messages, Instant end);
  /// Checks, exactly: for every mailbox the integral of its depth is the sum of its messages'
  /// stays, and what came in went out or is still there; for every host with limited cores they
  /// computed, polled, switched or were idle all the time. REQUIRES: leave_behind for each mailbox,
  /// and the time of each process spent. Nothing is measured until begin_window.
  Measurements end_window(Instant end);

 private:
  // Of one mailbox, what is needed beside the measurements: whole-run counts and check sums.
  struct Ledger {
    std::uint64_t depth = 0;
    Instant depth_since;
    std::uint64_t initial = 0;
    std::uint64_t accepted = 0;  // these since time 0
    std::uint64_t received = 0;
    std::uint64_t dropped_inside = 0;  // dropped after acceptance
    std::uint64_t left_behind = 0;
    __int128 stays = 0;  // ns within the window
  };

  struct CoreLedger {
    HostId host;
    CoreActivity activity = CoreActivity::idle;
    Instant since;
  };

  void clear_measurements();
  void finish_host(HostId host);
  static std::size_t place_of(Hop hop) { return 2 * hop.link.index() + (hop.forward ? 0 : 1); }
  MailboxMeasurements& at(MailboxId m) { return measurements_.mailboxes[m.index()]; }
  void end_stay(MailboxId m, const Message& message, Instant now);

  const Program& program_;
  Measurements measurements_;
  std::vector<Ledger> ledgers_;            // by MailboxId
  std::vector<CoreLedger> cores_;          // by Cores::Core
  std::vector<std::int64_t> busy_before_;  // by link and direction, ns
};

}  // namespace ipcsim
