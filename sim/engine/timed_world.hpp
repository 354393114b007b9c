// The world with a clock: answers the machine's questions (see world.hpp) for one run, with an
// event list, a random stream for each process, waiting queues and measurements. Decides nothing
// about what an instruction means.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/engine/moment.hpp"
#include "sim/engine/recorder.hpp"
#include "sim/engine/simulate.hpp"
#include "sim/machine/situation.hpp"
#include "sim/machine/world.hpp"

namespace ipcsim {

class TimedWorld : private Moment {
 public:
  using Moment::Parcel;

  /// Everything as it is at time 0, each process's start scheduled in file order.
  TimedWorld(const Program& program, const RunOptions& options);
  /// Everything as it was then; from here on it goes the same way again. Nobody watches, and what
  /// was measured is left behind. REQUIRES: the moment is of a run of this program.
  TimedWorld(const Program& program, const Moment& moment);

  // The machine's questions.
  ProcessState& state(ProcessId p) { return processes_[p.index()].state; }
  std::vector<std::uint32_t>& registers() { return registers_; }
  bool awaits_word(ProcessId p) const;
  bool let_time_pass(ProcessId p, Pastime pastime, std::uint32_t distribution);
  void pay(ProcessId p, const Payment& payment);
  void look_again(ProcessId p, const Operation& operation);
  bool out_of_time(ProcessId p, const Operation& operation);
  void give_up(ProcessId p, const Operation& operation);
  void find_none(ProcessId p, const Operation& operation);
  std::uint32_t pick_index(ProcessId p, std::uint32_t count);
  std::uint32_t pick_branch(ProcessId p, const Choice& choice);
  void draw_size_and_timeout(ProcessId p, const Operation& operation);
  void draw_after(ProcessId p, const Selection& selection);
  void take_else(ProcessId p) { tell(TraceEvent::Kind::took_else, p); }
  Waiter waiting_receiver(MailboxId m) { return waiting_.first(m, Direction::receive); }
  Waiter waiting_sender(MailboxId m) { return waiting_.first(m, Direction::send); }
  bool has_room(MailboxId m) { return at(m).messages.size() < at(m).capacity; }
  bool holds_message(MailboxId m) { return !at(m).messages.empty(); }
  FullPolicy full_policy(MailboxId m) { return at(m).when_full; }
  bool is_rendezvous(MailboxId m) { return at(m).capacity == 0; }
  std::optional<MailboxId> ready_source(ProcessId p, const Operation& operation);
  void put(ProcessId p, const Operation& operation, MailboxId m);
  Envelope take(ProcessId p, MailboxId m);
  void hand_over(ProcessId sender, const Operation& operation, MailboxId m, ProcessId receiver);
  void lose(ProcessId p, MailboxId m, Loss loss);
  Envelope drop_oldest(MailboxId m);
  void wake(ProcessId p);
  void end_await(ProcessId p, const Operation& operation, MailboxId m, Delivery delivery);
  void transmit(ProcessId p, const Operation& operation, MailboxId m);
  void send_word(ProcessId p, Delivery delivery);
  void put(const Parcel& parcel, MailboxId m);
  void hand_over(const Parcel& parcel, MailboxId m, ProcessId receiver);
  void lose(const Parcel& parcel, MailboxId m, Loss loss);
  void wait_in_turn(const Parcel& parcel, MailboxId m);
  Parcel fetch_parcel(ProcessId p);
  void open_call(ProcessId p, const OpenCall& call) { calls_[p.index()].push_back(call); }
  std::optional<OpenCall> oldest_call(ProcessId p);
  void close_oldest_call(ProcessId p, const Operation& reply, bool in_time);
  void transmit_reply(ProcessId p, const Operation& reply, std::uint32_t route);

  // The run loop's.
  /// To come back to.
  [[nodiscard]] const Moment& moment() const { return *this; }
  [[nodiscard]] Instant now() const { return now_; }
  [[nodiscard]] bool has_event() const { return !events_.empty(); }
  [[nodiscard]] Instant next_time() const { return events_.next_time(); }
  /// Goes to the next event. The process that is about to step; kNobody if a core changed process
  /// or went on, or a message came to a host. An operation whose timeout the event was has been
  /// given up. REQUIRES: has_event().
  ProcessId next_event();
  // The same in parts, for a loop that looks at the clock first.
  /// The next event is one of this instant.
  [[nodiscard]] bool goes_on_at_once() const { return events_.holds_present(); }
  /// False: nothing is left to happen. REQUIRES: !goes_on_at_once().
  bool bring_near();
  /// next_time(). REQUIRES: bring_near() was called, and gave true.
  [[nodiscard]] Instant next_near() const { return events_.next_near(); }
  /// A process that is about to step, or kNobody; and how many steps it has made since time last
  /// passed, or goal_left() changed.
  struct Actor {
    ProcessId process;
    std::uint32_t zero_time_steps = 0;
  };
  /// REQUIRES: goes_on_at_once().
  Actor begin_present_event();
  /// REQUIRES: !goes_on_at_once(), and bring_near() has given true since the last event.
  Actor begin_near_event();
  static constexpr ProcessId kNobody{0xFFFF'FFFF};
  /// Nothing is asked before this: looks in vain may be skipped up to it.
  void go_on_until(Instant horizon) { horizon_ = horizon; }
  /// Whether a process whose time is over before the horizon and before anything else happens may
  /// go on without an event. At first none may. Said again behind each go_on_until().
  void let_pass(bool may) { passes_before_ = may ? horizon_ : Instant{}; }
  /// The horizon, or time 0 where nobody may.
  [[nodiscard]] Instant passes_before() const { return passes_before_; }
  /// Without anything happening. REQUIRES: no event is before `time`.
  void go_to(Instant time);
  /// p's step was blocked: p waits in its operation, until its timeout if it has one.
  void wait(ProcessId p);
  void finish(ProcessId p);
  /// What is measured from here on is a story of its own; the first one begins at time 0.
  void begin_window();
  Measurements end_window();

  /// Some process that is no service has not finished, or there never was one.
  [[nodiscard]] bool work_is_left() const { return unfinished_ > 0 || only_services_; }
  [[nodiscard]] bool somebody_polls_without_end() const { return pollers_ > 0; }
  /// Nobody goes on but pollers without a timeout, and each of them has looked in vain since
  /// anything last changed: nothing else can ever happen.
  [[nodiscard]] bool only_fruitless_polling() const {
    return pollers_ > 0 && pollers_ == events_.size() + cores_.ready() &&
           fruitless_looks_ > pollers_ && epoch_lookers_ >= pollers_;
  }
  /// Messages still to be received; of a run without such a goal it never changes.
  [[nodiscard]] std::uint64_t goal_left() const { return goal_left_; }
  /// goal_left() has changed since this was last asked.
  bool take_goal_change() {
    if (!goal_has_changed_) return false;
    goal_has_changed_ = false;
    return true;
  }
  /// How many steps p has made since then, for its next turn.
  void keep_zero_time_steps(ProcessId p, std::uint32_t steps);
  /// Whose event is next; of a message on its way its sender's. REQUIRES: has_event().
  [[nodiscard]] ProcessId next_process() const;
  /// Where p waits or lets time pass, and since when; its first statement before its start.
  struct Standpoint {
    CodeIndex at = 0;
    Instant since;
  };
  [[nodiscard]] Standpoint standpoint(ProcessId p) const;
  /// Fills in all processes and mailboxes as they are now. Who is stepping counts as going on.
  void describe(Situation& situation) const;
  /// Some process waits or polls.
  [[nodiscard]] bool somebody_waits() const { return waits_ > 0 || pollers_ > 0; }

 private:
  Mailbox& at(MailboxId m) { return mailboxes_[m.index()]; }
  Process& at(ProcessId p) { return processes_[p.index()]; }
  [[nodiscard]] const Process& at(ProcessId p) const { return processes_[p.index()]; }
  static Standing standing_of(const Process& process);
  void set_up_mailboxes(const RunOptions& options);
  void set_up_processes(const RunOptions& options);
  std::int64_t draw(ProcessId p, std::uint32_t distribution);
  /// Counts the time for which p has done what it does. False: there is none.
  bool spend_time(ProcessId p);
  void set_activity(ProcessId p, Activity activity);
  Actor begin(EventList::Event event);
  [[nodiscard]] Actor actor(ProcessId p) const;
  /// By a law that is neither a constant nor exponential.
  std::int64_t draw_otherwise(ProcessId p, std::uint32_t distribution);
  /// Brings into the cache what events to come will need, all at once: one after another, each
  /// would wait for memory.
  void fetch_near();
  ProcessId next_event_of_nobody(EventList::Owner owner);
  /// The process's event has come: the end of a look in vain, or something else.
  void end_look(Process& process);
  /// The event has come of a process that has not begun, waits for something, or polls.
  void resume(ProcessId p);
  /// In an `await` or a select.
  void wait_otherwise(ProcessId p);
  void join_in_other_ways(Waiter waiter, const Operation& operation, Direction direction);
  // Of messages whose size matters, in timed_world_costs.cpp.
  void set_up_costs();
  [[nodiscard]] std::int64_t size_in_registers(const ProcessState& process,
                                               std::uint16_t slot) const;
  [[nodiscard]] std::int64_t size_of(ProcessId p, const Operation& operation) const;
  void keep_size(MailboxId m, std::uint64_t message, std::int64_t bytes);
  /// Out of the mailbox.
  std::int64_t take_size(MailboxId m, std::uint64_t message);
  /// When the send in which p stands began, if its call was paid for; else kNotBegun.
  [[nodiscard]] Instant begin_of_paid_send(ProcessId p) const;
  // Of what goes to other hosts, by its place in flights_, in timed_world_links.cpp.
  void set_up_links(const RunOptions& options);
  std::uint32_t new_flight(const Flight& flight);
  void end_flight(std::uint32_t place);
  void lose_for_good(std::uint32_t place);
  /// The event of its place has come.
  void go_on_with_flight(std::uint32_t place);
  void set_out(std::uint32_t place);
  /// Over the next link of its route.
  void fly_on(std::uint32_t place);
  void be_lost(std::uint32_t place);
  /// The link that it passes now, or passed last. REQUIRES: it has begun one.
  [[nodiscard]] Hop hop_of(const Flight& flight) const;
  void land_reply(const Flight& flight);
  /// The event of a process that waited was word that it awaited.
  bool take_word(ProcessId p);
  /// Since when the waiting sender has offered its message.
  [[nodiscard]] Instant offered_since(ProcessId sender) const;
  [[nodiscard]] EventList::Owner first_flight() const { return program_.processes + cores_.size(); }
  void describe_correspondence(Situation& situation) const;
  /// Checks, exactly: what counts as under way to each mailbox is on some link or waits there.
  void check_under_way() const;
  template <class Record>
  void visit_lanes(Record record) const {
    for (std::uint32_t i = 0; i < program_.links.size(); ++i) {
      for (const Hop hop : {Hop{LinkId{i}, true}, Hop{LinkId{i}, false}}) {
        record(hop, links_.busy(hop, now_));
      }
    }
  }
  /// It is accepted now, and gets the mailbox's next number.
  Message message_of(const Parcel& parcel, MailboxId m);
  void withdraw_parcel(ProcessId p);
  void tell_of(TraceEvent::Kind kind, const Parcel& parcel, MailboxId m, std::uint64_t message = 0,
               std::optional<ProcessId> partner = std::nullopt);
  // Core time, in timed_world_cores.cpp. All but use_core are of hosts with limited cores.
  /// p computes or polls for so long, as soon as it has a core.
  void use_core(ProcessId p, Duration work, Activity wants);
  /// A message that comes on a poller's deadline is in time: the look that ends then is late.
  [[nodiscard]] Urgency urgency_of_end(ProcessId p, Instant end) const;
  void let_time_pass_on_cores(ProcessId p, Pastime pastime, std::uint32_t distribution);
  void leave_core(ProcessId p);
  void begin_turn(const Cores::Turn& turn);
  /// Who has had all the core time that it wanted, and is about to step.
  std::optional<ProcessId> end_turn(Cores::Core core);
  [[nodiscard]] const Instruction& instruction_of(ProcessId p) const;
  /// How long p's operation has taken; it ends now.
  Duration end_operation(ProcessId p);
  [[nodiscard]] bool has_deadline(ProcessId p) const;
  void wait_in(ProcessId p, const Operation& operation, Direction direction);
  void wait_in(ProcessId p, const Selection& selection);
  [[nodiscard]] std::int64_t looks_that_nobody_sees(ProcessId p, Instant deadline) const;
  /// Counts those that have passed now, as if they had been made.
  void count_skipped_looks(ProcessId p);
  /// Until when p looks; kNever without a timeout. REQUIRES: the operation has begun.
  [[nodiscard]] Instant deadline_of_look(ProcessId p, const Operation& operation) const;
  bool repeats_a_send(ProcessId p, const Selection& selection, std::uint32_t i);
  void join(Waiter waiter, const Operation& operation, Direction direction);
  void time_out(ProcessId p);
  /// When the send began in which p acts or waits.
  [[nodiscard]] Instant begin_of_send(ProcessId p) const;
  [[nodiscard]] Message message_from(ProcessId p, const Operation& operation) const;
  /// p's message has been accepted: that ends its send, unless it awaits more.
  void accept(ProcessId p, const Operation& operation, MailboxId m);
  void count_received(MailboxId m);
  TraceEvent event_of(TraceEvent::Kind kind, ProcessId p, MailboxId m);
  TraceEvent event_of(TraceEvent::Kind kind, ProcessId p, const Operation& operation);
  void tell(TraceEvent::Kind kind, ProcessId p, MailboxId m, std::uint64_t message = 0,
            std::optional<ProcessId> partner = std::nullopt);
  void record(TraceEvent::Kind kind, ProcessId p, MailboxId m, std::uint64_t message,
              std::optional<ProcessId> partner);
  /// Of whichever of them acts: the sender hands over, or the receiver takes over. REQUIRES:
  /// somebody watches.
  void tell_of_hand_over(ProcessId sender, MailboxId m, std::uint64_t message, ProcessId receiver);
  void tell(TraceEvent::Kind kind, ProcessId p, const Operation& operation);
  void tell(TraceEvent::Kind kind, ProcessId p, Instant until = {});

  const Program& program_;
  TraceSink* trace_;
  bool skips_looks_;
  Instant horizon_ = kNever;
  Instant passes_before_;
  bool goal_has_changed_ = false;  // and nobody has asked yet
  Recorder recorder_;
};

static_assert(World<TimedWorld>);

}  // namespace ipcsim

#include "sim/engine/timed_world_inline.hpp"
