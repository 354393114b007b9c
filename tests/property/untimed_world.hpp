// The world without a clock, made for tests: an arbitrary delay stands before every statement. It
// answers the machine's questions (see sim/machine/world.hpp) for one state, and its choices - a
// random branch, an index, who of several that wait is served, whether a poller's time is up - come
// from outside, so that all of them can be tried.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/machine/world.hpp"
#include "tests/property/untimed_state.hpp"

namespace ipcsim::testing {

/// Counts through all choices of a step: the numbers of options are found while it is carried out.
class Odometer {
 public:
  /// The choice of the next question, one of `options`; 0 where it comes up for the first time.
  std::uint32_t pick(std::uint32_t options);
  /// Goes to the next combination; false if there is none. Then it stands at the first again.
  bool advance();

 private:
  struct Wheel {
    std::uint32_t chosen = 0;
    std::uint32_t options = 1;
  };
  std::vector<Wheel> wheels_;
  std::size_t at_ = 0;
};

/// Sets of processes: bit k stands for process k.
using ProcessSet = std::uint32_t;

class UntimedWorld {
 public:
  explicit UntimedWorld(const Program& program);

  /// What has come of one process going on.
  enum class Effect : std::uint8_t {
    happened,
    nothing,      // a look in vain of a process that polls already
    error,        // the run ends here: a statement that cannot be carried out
    beyond_bound  // more open calls at one process than are followed
  };

  UntimedState current;

  /// p carries out the statement at which it stands, or goes on within it. REQUIRES: p is going or
  /// polls.
  Effect go_on(ProcessId p, Odometer& odometer);
  /// In how many ways p's time can be up: 0 where it waits without a limit, and where it polls.
  [[nodiscard]] std::uint32_t timeouts(ProcessId p) const;
  /// REQUIRES: which < timeouts(p).
  void time_out(ProcessId p, std::uint32_t which);
  /// Everybody to the next statement that is a step. Whoever circles for ever without one stays.
  void settle();
  /// p has nothing to do but jump round for ever. REQUIRES: settle() has been called.
  [[nodiscard]] bool is_spinning(ProcessId p) const;
  /// Who has gone on in the last go_on or time_out, released ones among them.
  [[nodiscard]] ProcessSet moved() const { return moved_; }

  // The machine's questions.
  ProcessState& state(ProcessId p) { return current.processes[p.index()]; }
  std::vector<std::uint32_t>& registers() { return current.registers; }
  bool awaits_word(ProcessId p);
  bool let_time_pass(ProcessId /*p*/, Pastime /*pastime*/, std::uint32_t /*distribution*/) {
    return false;
  }
  void look_again(ProcessId p, const Operation& operation);
  bool out_of_time(ProcessId p, const Operation& operation);
  void give_up(ProcessId /*p*/, const Operation& /*operation*/) {}
  void find_none(ProcessId /*p*/, const Operation& /*operation*/) {}
  std::uint32_t pick_index(ProcessId /*p*/, std::uint32_t count) { return odometer_->pick(count); }
  std::uint32_t pick_branch(ProcessId /*p*/, const Choice& choice);
  void draw_size_and_timeout(ProcessId /*p*/, const Operation& /*operation*/) {}
  void pay(ProcessId /*p*/, const Payment& /*payment*/) {}
  void draw_after(ProcessId /*p*/, const Selection& /*selection*/) {}
  void take_else(ProcessId /*p*/) {}
  Waiter waiting_receiver(MailboxId m) { return pick_waiter(m, Direction::receive); }
  Waiter waiting_sender(MailboxId m) { return pick_waiter(m, Direction::send); }
  bool has_room(MailboxId m) { return box(m).size() < group(m).capacity; }
  bool holds_message(MailboxId m) { return !box(m).empty(); }
  FullPolicy full_policy(MailboxId m) { return group(m).when_full; }
  bool is_rendezvous(MailboxId m) { return group(m).capacity == 0; }
  std::optional<MailboxId> ready_source(ProcessId p, const Operation& operation);
  void put(ProcessId p, const Operation& operation, MailboxId m);
  Envelope take(ProcessId p, MailboxId m);
  void hand_over(ProcessId /*p*/, const Operation& /*operation*/, MailboxId /*m*/,
                 ProcessId /*receiver*/) {}
  void lose(ProcessId /*p*/, MailboxId /*m*/, Loss /*loss*/) {}
  Envelope drop_oldest(MailboxId m);
  void wake(ProcessId p);
  void end_await(ProcessId /*p*/, const Operation& /*operation*/, MailboxId /*m*/,
                 Delivery /*delivery*/) {}
  // No scenario of these tests has links.
  struct Parcel {
    Envelope envelope;
  };
  void transmit(ProcessId /*p*/, const Operation& /*operation*/, MailboxId /*m*/) {}
  void send_word(ProcessId /*p*/, Delivery /*delivery*/) {}
  void put(const Parcel& /*parcel*/, MailboxId /*m*/) {}
  void hand_over(const Parcel& /*parcel*/, MailboxId /*m*/, ProcessId /*receiver*/) {}
  void lose(const Parcel& /*parcel*/, MailboxId /*m*/, Loss /*loss*/) {}
  void wait_in_turn(const Parcel& /*parcel*/, MailboxId /*m*/) {}
  Parcel fetch_parcel(ProcessId /*p*/) { return {}; }
  void transmit_reply(ProcessId /*p*/, const Operation& /*reply*/, std::uint32_t /*route*/) {}
  void open_call(ProcessId p, const OpenCall& call);
  std::optional<OpenCall> oldest_call(ProcessId p);
  void close_oldest_call(ProcessId p, const Operation& reply, bool in_time);

 private:
  std::vector<UntimedMessage>& box(MailboxId m) { return current.messages[m.index()]; }
  [[nodiscard]] const MailboxGroup& group(MailboxId m) const { return *groups_[m.index()]; }
  [[nodiscard]] Instruction instruction_of(ProcessId p) const {
    return program_.code[current.processes[p.index()].at];
  }
  void collect_waiters(MailboxId m, Direction direction);
  Waiter pick_waiter(MailboxId m, Direction direction);
  [[nodiscard]] std::optional<std::uint32_t> waits_at(ProcessId p, MailboxId m,
                                                      Direction direction);
  bool means(ProcessId p, const Operation& operation, MailboxId m);

  const Program& program_;
  std::vector<const MailboxGroup*> groups_;  // by MailboxId
  std::vector<Waiter> waiters_;
  std::vector<MailboxId> ready_;
  Odometer* odometer_ = nullptr;
  ProcessSet moved_ = 0;
  bool polled_before_ = false;  // the process that goes on
  bool too_many_calls_ = false;
};

static_assert(World<UntimedWorld>);

}  // namespace ipcsim::testing
