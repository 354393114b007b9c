// The world without time: an arbitrary delay stands before every statement. It holds one state,
// answers the machine's questions (sim/machine/world.hpp) for it, and takes one step of it;
// docs/semantics.md says what is one. Whatever is open, such as a random branch or who of several
// partners is met, comes from outside, so that all of it can be tried.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/check/account.hpp"
#include "sim/check/facts.hpp"
#include "sim/check/odometer.hpp"
#include "sim/check/state_codec.hpp"
#include "sim/check/untimed_state.hpp"
#include "sim/machine/control_flow.hpp"
#include "sim/machine/world.hpp"

namespace ipcsim {

enum class Outcome : std::uint8_t;  // sim/machine/step.hpp

/// What became of an attempt to take a step.
enum class Attempt : std::uint8_t {
  done,
  blocked,     // the process can only wait
  repeated,    // it can go without this partner, too
  cut,         // it would lead beyond the bound
  impossible,  // the statement cannot be carried out: a program error
  endless,     // it leads into a loop without a step
};

class UntimedWorld {
 public:
  UntimedWorld(const Program& program, std::uint32_t bound);

  [[nodiscard]] StateCodec& codec() { return codec_; }
  [[nodiscard]] const StateCodec& codec() const { return codec_; }
  [[nodiscard]] const Lanes& lanes() const { return lanes_; }
  [[nodiscard]] const UntimedState& current() const { return now_; }

  /// To a state.
  void go_to(const Word* words);
  /// Takes back what the last attempt has changed.
  void undo();
  /// The state after the last attempt, packed, and without it what it was before.
  void pack(Word* words);

  // Attempts, each from the state that go_to has set.

  /// Everybody comes to rest in front of the first step.
  Attempt begin(Odometer& odometer);
  /// The statement of p, or the rest of it; with `partner` as the only one who waits for it at a
  /// mailbox of capacity 0, or without any.
  Attempt go(ProcessId p, std::optional<ProcessId> partner, Odometer& odometer);
  /// p's time is up, or the time of one of its `after`s. REQUIRES: which < timeouts(p), and p can
  /// only wait.
  Attempt time_out(ProcessId p, std::uint32_t which, Odometer& odometer);
  /// The first message of the lane comes to its mailbox.
  Attempt arrive(std::size_t lane, std::optional<ProcessId> partner, Odometer& odometer);
  /// The first message of the lane is lost, and sent again if somebody waits for word of it.
  Attempt lose(std::size_t lane, Odometer& odometer);

  // Of the current state.

  [[nodiscard]] CodeIndex at(ProcessId p) const {
    look_at(codec_.component_of(p));
    return now_.processes[p.index()].at;
  }
  [[nodiscard]] Instruction instruction_of(ProcessId p) const { return program_.code[at(p)]; }
  /// In how many ways p's time can be up where it waits.
  [[nodiscard]] std::uint32_t timeouts(ProcessId p) const;
  [[nodiscard]] bool is_finished(ProcessId p) const {
    return instruction_of(p).opcode == Opcode::stop;
  }
  /// A send to the mailbox goes on at once, whoever waits there; that of capacity 0 never does.
  [[nodiscard]] bool takes_message(MailboxId m) const {
    look_at(codec_.component_of(m));
    const MailboxGroup& group = *groups_[m.index()];
    return now_.mailboxes[m.index()].size() < group.capacity ||
           (group.when_full == FullPolicy::drop_oldest && group.capacity > 0);
  }
  [[nodiscard]] bool has_message(MailboxId m) const {
    look_at(codec_.component_of(m));
    return !now_.mailboxes[m.index()].empty();
  }
  /// The alternative in which q can be waiting at the mailbox for somebody who does the opposite;
  /// 0 where there are none.
  [[nodiscard]] std::optional<std::uint32_t> waits_at(ProcessId q, MailboxId m,
                                                      Direction direction) const;
  /// The mailbox that the operation means for p now. REQUIRES: it is not several.
  [[nodiscard]] MailboxId mailbox_now(ProcessId p, const Operation& operation) const {
    return mailbox_of(operation, now_.processes[p.index()], now_.registers);
  }
  [[nodiscard]] bool has_capacity_zero(MailboxId m) const {
    return groups_[m.index()]->capacity == 0;
  }
  [[nodiscard]] bool drops_oldest(MailboxId m) const {
    return groups_[m.index()]->when_full == FullPolicy::drop_oldest;
  }
  /// Processes that may ever wait there for somebody who does the opposite.
  [[nodiscard]] std::span<const ProcessId> may_wait_at(MailboxId m, Direction direction) const {
    return (direction == Direction::send ? senders_ : receivers_)[m.index()];
  }

  /// After an endless attempt: who runs for ever.
  [[nodiscard]] ProcessId last_to_rest() const { return last_to_rest_; }

  /// What of the state the attempts to come look at, in order, some more than once; null: nothing
  /// is written down. Complete where nobody awaits word of a message.
  void write_down_looks(std::vector<Component>* looks) { looks_ = looks; }
  /// What the last attempt may have changed.
  [[nodiscard]] const std::vector<Component>& touched() const { return touched_; }

  /// Tells of the steps to come; null: of none.
  void set_account(Account* account) { account_ = account; }
  /// Takes down what happens in the steps to come; null: nothing.
  void set_facts(FactFinder* facts) { facts_ = facts; }

  // The machine's questions.
  ProcessState& state(ProcessId p) {
    look_at(codec_.component_of(p));
    return now_.processes[p.index()];
  }
  std::vector<std::uint32_t>& registers() { return now_.registers; }
  bool awaits_word(ProcessId p) { return instruction_of(p).opcode == Opcode::await; }
  bool let_time_pass(ProcessId /*p*/, Pastime /*pastime*/, std::uint32_t /*time*/) { return false; }
  void pay(ProcessId /*p*/, const Payment& /*payment*/) {}
  void look_again(ProcessId /*p*/, const Operation& /*operation*/) { looked_in_vain_ = true; }
  bool out_of_time(ProcessId /*p*/, const Operation& /*operation*/) { return false; }
  void give_up(ProcessId /*p*/, const Operation& /*operation*/) {}
  void find_none(ProcessId p, const Operation& operation);
  std::uint32_t pick_index(ProcessId /*p*/, std::uint32_t count) { return odometer_->pick(count); }
  std::uint32_t pick_branch(ProcessId p, const Choice& choice);
  void draw_size_and_timeout(ProcessId /*p*/, const Operation& /*operation*/) {}
  void draw_after(ProcessId /*p*/, const Selection& /*selection*/) {}
  void take_else(ProcessId p);
  Waiter waiting_receiver(MailboxId m) { return partner_at(m, Direction::receive); }
  Waiter waiting_sender(MailboxId m) { return partner_at(m, Direction::send); }
  bool has_room(MailboxId m);
  bool holds_message(MailboxId m) { return has_message(m); }
  FullPolicy full_policy(MailboxId m) { return groups_[m.index()]->when_full; }
  bool is_rendezvous(MailboxId m) { return has_capacity_zero(m); }
  std::optional<MailboxId> ready_source(ProcessId p, const Operation& operation);

  /// A message that has come from another host.
  struct Parcel {
    Envelope envelope;
    std::int32_t priority = 0;
  };
  void put(ProcessId p, const Operation& operation, MailboxId m);
  Envelope take(ProcessId p, MailboxId m);
  void hand_over(ProcessId p, const Operation& operation, MailboxId m, ProcessId receiver);
  void lose(ProcessId p, MailboxId m, Loss loss);
  Envelope drop_oldest(MailboxId m);
  void wake(ProcessId p) { touch(codec_.component_of(p)); }
  void end_await(ProcessId /*p*/, const Operation& /*operation*/, MailboxId /*m*/,
                 Delivery /*delivery*/) {}
  void transmit(ProcessId p, const Operation& operation, MailboxId m);
  void send_word(ProcessId p, Delivery delivery);
  void put(const Parcel& parcel, MailboxId m);
  void hand_over(const Parcel& parcel, MailboxId m, ProcessId receiver);
  void lose(const Parcel& parcel, MailboxId m, Loss loss);
  void wait_in_turn(const Parcel& parcel, MailboxId m);
  Parcel fetch_parcel(ProcessId p);
  void open_call(ProcessId p, const OpenCall& call);
  std::optional<OpenCall> oldest_call(ProcessId p);
  void close_oldest_call(ProcessId p, const Operation& operation, bool in_time);
  void transmit_reply(ProcessId p, const Operation& operation, std::uint32_t route);

 private:
  void find_those_who_wait();
  void add_waiter(MailboxSpan span, Direction direction, ProcessId p);
  void begin_attempt(std::optional<ProcessId> partner, Odometer& odometer);
  /// The attempt so far was `outcome`; everybody who has moved comes to rest.
  Attempt end_attempt(Outcome outcome);
  bool come_to_rest(ProcessId p);
  Outcome land(const Parcel& parcel, MailboxId m);
  void touch(Component component);
  void touch_messages_of(ProcessId p);
  [[nodiscard]] HostId host_of(ProcessId p) const { return hosts_[p.index()]; }
  [[nodiscard]] bool means(ProcessId p, const Operation& operation, MailboxId m) const;
  /// Whether an alternative of the select can go without a partner, so that it never waits.
  [[nodiscard]] bool goes_by_itself(ProcessId q, const Selection& selection) const;
  Waiter partner_at(MailboxId m, Direction direction);
  [[nodiscard]] std::int32_t rank(MailboxId m, std::int32_t priority) const {
    return groups_[m.index()]->order == TakeOrder::priority ? priority : 0;
  }
  void look_at(Component component) const {
    if (looks_ != nullptr) [[unlikely]]
      looks_->push_back(component);
  }
  void pass(ProcessId p) {
    if (facts_ != nullptr) passed_.push_back(at(p));
  }
  void tell(Event event) {
    if (account_ != nullptr) [[unlikely]]
      account_->events.push_back(event);
  }

  const Program& program_;
  Lanes lanes_;
  StateCodec codec_;
  std::vector<const MailboxGroup*> groups_;        // by MailboxId
  std::vector<HostId> hosts_;                      // by ProcessId
  std::vector<std::vector<ProcessId>> senders_;    // by MailboxId: who may wait there to send
  std::vector<std::vector<ProcessId>> receivers_;  // likewise
  UntimedState now_;
  std::vector<Word> before_;  // the state that go_to has set, packed
  bool begins_ = true;        // nothing has been set yet
  std::vector<Component> touched_;
  std::vector<std::uint8_t> is_touched_;  // by component; 1: yes
  std::vector<MailboxId> ready_;
  Odometer* odometer_ = nullptr;
  Account* account_ = nullptr;
  std::vector<Component>* looks_ = nullptr;
  FactFinder* facts_ = nullptr;
  std::vector<CodeIndex> passed_;  // by somebody in the attempt; only for `facts_`
  std::optional<ProcessId> partner_;
  bool met_partner_ = false;
  bool looked_in_vain_ = false;
  bool is_cut_ = false;
  ProcessId last_to_rest_;
  bool waits_in_turn_ = false;  // the parcel that was to land still has to
};

static_assert(World<UntimedWorld>);

}  // namespace ipcsim
