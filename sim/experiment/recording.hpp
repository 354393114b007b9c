// A stretch of one run, kept to be drawn: what each process did and when, where every message went,
// what lay in the mailboxes, who had the cores and what passed over the links; and how long
// messages waited in the whole of it. Plain data with names in it, like Results, so that it can be
// shown without its program. Knows nothing of pictures.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/engine/histogram.hpp"
#include "sim/engine/measurements.hpp"
#include "sim/engine/message_fates.hpp"

namespace ipcsim {

struct RecordedStatement {
  std::string text;  // "send buffer"
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// A process does one thing from `from` to `to`, which is later.
struct RecordedStretch {
  Activity activity = Activity::computing;  // one of the six that are measured
  Instant from;
  Instant to;
  std::uint32_t statement = 0;  // index into Recording::statements
};

struct RecordedProcess {
  std::string name;
  std::vector<RecordedStretch> stretches;  // in order; between them it has not started, or finished
};

struct RecordedMessage {
  std::optional<std::uint32_t> from;  // index of a process; empty: it was there at time 0
  std::optional<std::uint32_t> to;    // who received it
  std::uint32_t mailbox = 0;          // that it was sent to; of a reply, that its call was
  std::uint64_t number = 0;           // at its mailbox; 0: it was not accepted, or is a reply
  bool is_reply = false;
  MessageEnd end = MessageEnd::received;
  Instant sent;  // when it left its sender: it was accepted, refused or dropped at once, or set out
  std::optional<Instant> accepted;
  Instant ended;  // when `end` came about
};

/// How many messages a mailbox holds from `since` on.
struct RecordedContent {
  Instant since;
  std::uint64_t messages = 0;
};

struct RecordedMailbox {
  std::string name;
  std::optional<std::uint32_t> capacity;  // empty: unbounded
  std::vector<RecordedContent> content;   // of the drawn ones; the first is since the window began
};

/// A core works for a process, or changes to it.
struct RecordedTurn {
  Instant from;
  Instant to;
  std::string process;
  bool switches = false;
};

struct RecordedCore {
  std::uint32_t host = 0;    // index into ScenarioSummary::hosts
  std::uint32_t number = 0;  // from 0, on its host
  std::vector<RecordedTurn> turns;
};

struct RecordedPassage {
  Instant from;
  Instant to;  // of the transmission: so long it holds the link
  Instant arrival;
  bool lost = false;
  std::string sender;
};

struct RecordedLane {
  std::uint32_t link = 0;  // index into ScenarioSummary::links
  bool forward = true;     // from the link's first host to its second
  std::vector<RecordedPassage> passages;
};

struct RecordedWindow {
  enum class Choice : std::uint8_t {
    asked,         // its bounds are the user's
    behind_start,  // from the end of the warm-up
    before_stuck,  // the last before a deadlock was complete
  };
  Choice choice = Choice::behind_start;
  Instant from;
  Instant to;
  bool is_cut = false;  // it was to be longer, and there was too much in it to draw
  std::vector<RecordedProcess> processes;  // those that are drawn, in the order of the file
  std::vector<RecordedMessage> messages;   // between them, in the order in which they ended
  std::vector<RecordedMailbox> mailboxes;  // all that a message speaks of
  std::vector<RecordedCore> cores;
  std::vector<RecordedLane> links;
};

struct RecordedWaits {
  std::string mailbox;  // or group of mailboxes
  std::vector<Histogram::Bin> bins;
  std::uint64_t count = 0;
  Duration mean;
  Duration p50, p90, p95, p99, max;
};

struct Recording {
  std::uint32_t replication = 0;  // from 0
  Instant begin;                  // of the measured time: the end of the warm-up
  Instant end;                    // of the run
  std::vector<RecordedStatement> statements;
  std::vector<RecordedWindow> windows;
  std::uint32_t all_processes = 0;
  std::uint32_t all_mailboxes = 0;
  std::vector<RecordedWaits> waits;  // in the measured time, of mailboxes that any came to
};

}  // namespace ipcsim
