// The inside of the reference interpreter: what a process, a mailbox and a message are to it.
// For the files reference_*.cpp alone: _interpreter (time and statements), _communication (one
// message between two processes), _statements (send, receive and multicast), _select, _calls
// (receipts and replies), _direct (links between processes).
#pragma once

#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/random.hpp"
#include "sim/model/scenario.hpp"
#include "tests/property/reference_interpreter.hpp"

namespace ipcsim::testing::reference {

constexpr std::int64_t kForever = std::numeric_limits<std::int64_t>::max();

inline std::int64_t later(std::int64_t time, std::int64_t by) {
  return by > kForever - time ? kForever : time + by;
}

/// What a sender waits for once its message has been accepted.
enum class Awaited { nothing, receipt, reply };
/// What has become of that.
enum class Word { none, came, dropped };

struct Letter {
  std::uint64_t number = 0;  // at its mailbox
  std::uint64_t ticket = 0;  // unlike that of any other letter; 0: of none that is sent
  std::uint32_t sender = 0;
  std::int32_t priority = 0;
  std::int64_t accepted = 0;  // ns
  bool is_call = false;
};

struct Box {
  const MailboxSpec* spec = nullptr;
  std::optional<std::uint32_t> group;  // empty: of a direct link
  std::uint32_t element = 0;
  std::uint64_t numbered = 0;
  std::vector<Letter> letters;           // in the order of acceptance
  std::vector<std::uint32_t> senders;    // who waits to send, in the order of beginning to wait
  std::vector<std::uint32_t> receivers;  // who waits to receive, likewise
};

/// A block that is being run. `loop`: it is the body of this loop, in its last-but-`rounds` round.
struct Frame {
  const Block* block = nullptr;
  std::size_t next = 0;
  const Loop* loop = nullptr;
  std::uint32_t rounds = 0;  // still to come, this one included
};

enum class Stand {
  running,
  passing_time,
  waits_to_send,
  waits_to_receive,
  waits_in_select,
  awaits,  // the receipt of its message, or the reply to it
  polls,
  finished,
};

enum class Way { send, receive };

/// A mailbox at which a process may send or receive next.
struct Offer {
  Way way = Way::send;
  std::uint32_t box = 0;
  std::int32_t priority = 0;
  const Select::Alternative* alternative = nullptr;  // that it belongs to
};

/// The communication in which a process is.
struct Attempt {
  const Statement* statement = nullptr;
  std::vector<Offer> offers;
  std::optional<std::int64_t> deadline;
  Awaited wants = Awaited::nothing;  // beyond acceptance
  std::int64_t waits_since = 0;
  std::optional<std::uint32_t> box;                  // the one it is about by now
  std::int32_t priority = 0;                         // of the message, by now
  const Select::Alternative* alternative = nullptr;  // the one that went, or the earliest `after`
};

/// The sends of a multicast that are still to come.
struct Round {
  const Statement* statement = nullptr;
  std::deque<std::uint32_t> targets;
  std::optional<std::int64_t> timeout;  // ns, of each
};

/// A call that a process has received and not answered.
struct OpenCall {
  std::uint32_t caller = 0;
  std::uint64_t ticket = 0;
  std::uint32_t box = 0;
};

struct Process {
  const ProcessSpec* spec = nullptr;
  std::uint32_t group = 0;
  std::uint32_t replica = 0;
  RandomStream stream;
  std::vector<Frame> stack;
  Stand stand = Stand::passing_time;
  Attempt attempt;
  Round round;
  Awaited awaits = Awaited::nothing;  // now that `ticket` has been accepted
  Word word = Word::none;
  std::uint64_t ticket = 0;  // of the last letter it sent
  std::deque<OpenCall> open_calls;
  bool begun = false;  // its program
  std::int64_t stepped_at = -1;
  std::uint64_t steps = 0;  // at that instant
  std::map<const Distribution*, std::uint32_t> cursors;
};

enum class Go { on, away };  // away: until something happens to this process

/// What a send, a call and each send of a multicast have in common.
struct Sending {
  std::uint32_t box = 0;
  std::int32_t priority = 0;
  bool blocking = true;
  Awaited wants = Awaited::nothing;
  std::optional<std::int64_t> timeout;  // ns
};

class Interpreter {
 public:
  Interpreter(const Scenario& scenario, const ReferenceOptions& options);
  ReferenceResult run() &&;

 private:
  // Setting up.
  void add_boxes(std::uint32_t group);
  void add_link(const DirectLink& link);
  void add_process(std::uint32_t group, std::uint32_t replica);

  // Time.
  /// Equal times leave in the order in which they entered; those that are `last`, after the others.
  void plan(std::uint32_t p, std::int64_t time, bool last);
  void unplan(std::uint32_t p);
  std::int64_t draw(std::uint32_t p, const Distribution& law);
  std::optional<std::int64_t> draw(std::uint32_t p, const std::optional<Distribution>& law);
  /// p's turn has come: its time has passed, or it was released, or its deadline is there.
  void happen(std::uint32_t p);

  // Statements.
  void go_on(std::uint32_t p);
  bool too_many_steps(Process& self);
  static void end_of_block(Process& self);
  Go execute(std::uint32_t p, const Statement& statement);
  static void leave_blocks_inside_loop(Process& self);
  Go pass_time(std::uint32_t p, const Statement& statement, std::string_view kind,
               const Distribution& law);
  void choose(std::uint32_t p, const Choose& choose);
  void finish(std::uint32_t p, const Statement* statement);

  // Statements that communicate.
  Go send(std::uint32_t p, const Statement& statement, const Send& send);
  Go call(std::uint32_t p, const Statement& statement, const Call& call);
  Go send_one(std::uint32_t p, const Statement& statement, const Sending& sending);
  void multicast(std::uint32_t p, const Statement& statement, const Multicast& multicast);
  Go next_of_multicast(std::uint32_t p);
  Go receive(std::uint32_t p, const Statement& statement, const Receive& receive);
  /// while ((m = receive()) == NULL) with its cost, up to the deadline.
  Go look(std::uint32_t p);
  Go select(std::uint32_t p, const Statement& statement, const Select& select);
  void after_passed(std::uint32_t p);
  Go reply(std::uint32_t p, const Statement& statement, const Reply& reply);
  /// p's message has been accepted, and the statement asks for more.
  Go await(std::uint32_t p);

  // Which mailboxes.
  std::uint32_t box_of(std::uint32_t p, const MailboxRef& ref);
  std::uint32_t box_of(std::uint32_t p, const ProcessRef& ref);
  std::vector<Offer> sources(std::uint32_t p, const Receive& receive);
  /// The number of the replica or element, of `count`, that p means.
  std::uint32_t index_of(std::uint32_t p, IndexForm form, std::uint32_t offset,
                         std::uint32_t count);
  [[nodiscard]] std::uint32_t link_box(const DirectLink& link, std::uint32_t sender,
                                       std::uint32_t receiver) const;
  /// The one of p's offers whose message has been accepted, or whose sender has waited, longest.
  const Offer* longest_there(std::uint32_t p);
  [[nodiscard]] std::optional<std::int64_t> there_since(const Box& box) const;

  // One message.
  static void speak_of(Attempt& attempt, const Offer& offer);
  /// Whether p's message could go to a receiver or into the mailbox that the attempt is about.
  bool place(std::uint32_t p);
  void put(std::uint32_t p);
  Letter accept(std::uint32_t p);
  /// Whether there was a message for p in any of its offers.
  bool take(std::uint32_t p);
  void hand_in(std::uint32_t p, const Letter& letter);
  static std::vector<Letter>::iterator next_letter(Box& box);
  std::uint32_t take_first_sender(std::uint32_t box);
  /// The waiting p is served at this mailbox, and waits nowhere any more.
  void meet(std::uint32_t p, std::uint32_t box, Way way);
  const Offer& offer_at(std::uint32_t p, std::uint32_t box, Way way);
  void count_received(const Box& box);

  // Waiting, and what ends it.
  void wait(std::uint32_t p, Stand stand, std::string_view kind);
  void leave_boxes(std::uint32_t p);
  /// What p waited for has been done for it; it goes on when its turn comes.
  void release(std::uint32_t p);
  void wake(std::uint32_t p);
  /// What has become of a letter whose sender may be waiting to hear of it.
  void bring_word(const Letter& letter, Word word);
  /// Goes on with `do`, unless the sender still awaits something.
  void succeed(std::uint32_t p);
  void fail(std::uint32_t p, std::string_view kind);

  // Ends.
  static bool is_idle(const Process& p);
  bool all_idle() const;
  void look_for_livelock();
  bool finds_nothing(const Process& p) const;
  void end(ReferenceEnd end);

  // Telling.
  ReferenceEvent& tell(std::string_view kind, std::uint32_t p, const Statement* statement);
  ReferenceEvent& tell_of_box(std::string_view kind, std::uint32_t p, std::uint64_t message = 0);

  const Scenario& scenario_;
  const ReferenceOptions& options_;
  MailboxSpec link_spec_;
  std::vector<Box> boxes_;                // the declared ones, then those of direct links
  std::vector<std::uint32_t> first_box_;  // by mailbox group
  std::map<DirectLink, std::uint32_t> first_link_box_;
  std::vector<Process> processes_;
  std::multimap<std::pair<std::int64_t, bool>, std::uint32_t> agenda_;
  std::int64_t now_ = 0;
  std::uint64_t tickets_ = 0;
  std::optional<std::uint64_t> received_for_limit_;
  bool has_work_ = false;  // some process is no service
  bool ended_ = false;
  ReferenceResult result_;
};

}  // namespace ipcsim::testing::reference
