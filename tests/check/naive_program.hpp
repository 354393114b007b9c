// The programs of a scenario as a list of places to stand at, made from the scenario as it was read
// and from docs/semantics.md alone: it shares no code with the compiler, the machine or the search
// that it is to check.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/model/scenario.hpp"

namespace ipcsim::testing {

/// A mailbox, or of `any` one to be drawn: `first` + drawn x `stride`, of `count`.
struct NaiveTarget {
  int first = 0;
  int stride = 0;
  int count = 1;  // above 1: drawn
};

struct NaiveAlternative {
  bool sends = false;
  NaiveTarget at;
  int priority = 0;
  int next = 0;
};

/// How an operation waits.
enum class NaiveMode { blocking, at_once, polling };
/// What a sender waits for beyond the acceptance.
enum class NaiveWord { none, receipt, reply };

struct NaivePlace {
  enum class Kind {
    pass,     // compute, sleep
    branch,   // choose
    send,     //
    receive,  // from `from`
    reply,
    select,
    jump,        // no step: to `next`
    begin_loop,  // no step: counter := rounds
    end_round,   // no step: to `next` while rounds are left, else to `otherwise`
    end,         // of the program
  };
  Kind kind = Kind::jump;
  int next = 0;                   // where it goes on
  int otherwise = 0;              // where a failed operation goes on
  NaiveTarget to;                 // of send
  std::vector<NaiveTarget> from;  // of receive: more than one where it takes from several
  NaiveMode mode = NaiveMode::blocking;
  NaiveWord word = NaiveWord::none;
  bool has_timeout = false;
  int priority = 0;
  std::vector<NaiveAlternative> alternatives;  // of select
  std::vector<int> ways;                       // of branch; of select those of its afters
  bool has_else = false;                       // of select: at `otherwise`
  int counter = 0;
  int rounds = 0;
};

struct NaiveMailbox {
  int capacity = 0;  // -1: unbounded
  WhenFull when_full = WhenFull::refuse;
  Order order = Order::fifo;
  int initial = 0;
  int host = 0;
};

struct NaiveProcess {
  std::vector<NaivePlace> places;  // begins at 0
  int counters = 0;
  bool service = false;
  int host = 0;
};

struct NaiveProgram {
  std::vector<NaiveMailbox> mailboxes;
  std::vector<NaiveProcess> processes;
  std::vector<std::vector<bool>> loses;  // by host and host: a link of the way loses messages
};

NaiveProgram naive_program(const Scenario& scenario);

}  // namespace ipcsim::testing
