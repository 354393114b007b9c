// The inside of the reference interpreter: what a process, a mailbox and a message are to it.
// For reference_interpreter.cpp (time and statements) and reference_communication.cpp (send and
// receive) alone.
#pragma once

#include <cstdint>
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

struct Letter {
  std::uint64_t number = 0;
  std::uint32_t sender = 0;
  std::int32_t priority = 0;
};

struct Box {
  const MailboxSpec* spec = nullptr;
  std::uint32_t group = 0;
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

enum class Stand { running, passing_time, waits_to_send, waits_to_receive, polls, finished };

/// The send or receive in which a process is.
struct Attempt {
  const Statement* statement = nullptr;
  std::uint32_t box = 0;
  std::int32_t priority = 0;
  std::optional<std::int64_t> deadline;
};

struct Process {
  const ProcessSpec* spec = nullptr;
  std::uint32_t replica = 0;
  RandomStream stream;
  std::vector<Frame> stack;
  Stand stand = Stand::passing_time;
  Attempt attempt;
  bool begun = false;  // its program
  std::int64_t stepped_at = -1;
  std::uint64_t steps = 0;  // at that instant
  std::map<const Distribution*, std::uint32_t> cursors;
};

enum class Go { on, away };  // away: until something happens to this process

class Interpreter {
 public:
  Interpreter(const Scenario& scenario, const ReferenceOptions& options);
  ReferenceResult run() &&;

 private:
  // Setting up.
  void add_boxes(std::uint32_t group);
  void add_process(const ProcessSpec& spec, std::uint32_t replica);

  // Time.
  /// Equal times leave in the order in which they entered; those that are `last`, after the others.
  void plan(std::uint32_t p, std::int64_t time, bool last);
  void unplan(std::uint32_t p);
  std::int64_t draw(std::uint32_t p, const Distribution& law);
  /// p's turn has come: its time has passed, or it looks again, or its deadline is there.
  void happen(std::uint32_t p);

  // Statements.
  void go_on(std::uint32_t p);
  bool too_many_steps(Process& self) const;
  static void end_of_block(Process& self);
  Go execute(std::uint32_t p, const Statement& statement);
  static void leave_blocks_inside_loop(Process& self);
  Go pass_time(std::uint32_t p, const Statement& statement, std::string_view kind,
               const Distribution& law);
  void choose(std::uint32_t p, const Choose& choose);
  void finish(std::uint32_t p, const Statement* statement);

  // Send and receive.
  std::uint32_t box_of(std::uint32_t p, const MailboxRef& ref);
  Go send(std::uint32_t p, const Statement& statement, const Send& send);
  /// Whether p's message could go to a receiver or into the mailbox.
  bool place(std::uint32_t p);
  void put(std::uint32_t p);
  Go receive(std::uint32_t p, const Statement& statement, const Receive& receive);
  /// Whether there was a message for p.
  bool take(std::uint32_t p);
  static std::vector<Letter>::iterator next_letter(Box& box);
  std::uint32_t take_first_sender(Box& box);
  /// while ((m = receive()) == NULL) with its cost, up to the deadline.
  Go look(std::uint32_t p);
  void wait(std::uint32_t p, Stand stand, std::string_view kind);
  /// What p waited for has been done for it; it goes on when its turn comes.
  void release(std::uint32_t p);
  void succeed(std::uint32_t p);
  void fail(std::uint32_t p, std::string_view kind);
  void count_received(const Box& box);

  // Ends.
  static bool is_idle(const Process& p);
  bool all_idle() const;
  void look_for_livelock();
  void end(ReferenceEnd end);

  // Telling.
  ReferenceEvent& tell(std::string_view kind, std::uint32_t p, const Statement* statement);
  ReferenceEvent& tell_of_box(std::string_view kind, std::uint32_t p, std::uint64_t message = 0);

  const Scenario& scenario_;
  const ReferenceOptions& options_;
  std::vector<Box> boxes_;
  std::vector<std::uint32_t> first_box_;  // by mailbox group
  std::vector<Process> processes_;
  std::multimap<std::pair<std::int64_t, bool>, std::uint32_t> agenda_;
  std::int64_t now_ = 0;
  std::optional<std::uint64_t> received_for_limit_;
  bool has_work_ = false;  // some process is no service
  bool ended_ = false;
  ReferenceResult result_;
};

}  // namespace ipcsim::testing::reference
