// A scenario as the user wrote it, checked and with its names resolved: what `read_scenario`
// makes of a file and `compile` turns into a Program. Every part keeps its place in the file.
// Knows nothing of how it runs.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/base/distribution.hpp"
#include "sim/base/ids.hpp"
#include "sim/base/source_text.hpp"
#include "sim/base/time.hpp"
#include "sim/model/metric_path.hpp"

namespace ipcsim {

enum class Mode {
  blocking,     // the operation waits until it can be done
  nonblocking,  // the operation goes on at once, done or not
};

/// How the mailbox or process of an operation is named. `count` below is the number of elements of
/// the mailbox array, or of replicas of the process.
enum class IndexForm {
  whole,     // M        a mailbox that is no array; a process: see ProcessRef
  fixed,     // M[k]
  self,      // M[self]  the replica's own number; the reader has checked that it is below count
  relative,  // M[self+k], M[self-k]: modulo count; a negative k is stored as count - k % count
  any,       // M[any]   one at random, drawn when the statement begins
  all,       // M[*]     every element in turn; in `multicast` alone
};

struct MailboxRef {
  SourceRange where;
  MailboxGroupId group;
  IndexForm form = IndexForm::whole;
  std::uint32_t offset = 0;  // k of `fixed` and `relative`, 0 <= k < count
};

/// The process that `send_to` or `receive_from` names. `whole`: in `send_to` the only replica, in
/// `receive_from` whichever replica sends first.
struct ProcessRef {
  SourceRange where;
  ProcessGroupId group;
  IndexForm form = IndexForm::whole;
  std::uint32_t offset = 0;  // k of `fixed` and `relative`, 0 <= k < count
};

/// `receive_from: "any"`: whoever sends to this process.
struct AnySender {};

struct Statement;
using Block = std::vector<Statement>;

struct Compute {
  Distribution time;  // ns
};
struct Sleep {
  Distribution time;  // ns
};
/// What a blocking send waits for.
enum class SendUntil {
  accepted,  // by the mailbox, or with capacity 0 by the receiver
  received,  // by the receiver
};

/// `send` and `send_to`.
struct Send {
  std::variant<MailboxRef, ProcessRef> to;
  Distribution size;  // bytes
  std::int32_t priority = 0;
  std::optional<Mode> pinned;             // `mode`; without it the scenario's `send` holds
  SendUntil until = SendUntil::accepted;  // `received` never beside a pinned nonblocking mode
  std::optional<Distribution> timeout;    // ns; never beside a pinned nonblocking mode
  Block then;                             // `do`: runs once the send has succeeded
  std::optional<Block> otherwise;         // `else`: if it was refused or dropped, or on timeout
};
/// `receive` and `receive_from`.
struct Receive {
  std::variant<MailboxRef, ProcessRef, AnySender> from;
  std::optional<Mode> pinned;           // `mode`; without it the scenario's `receive` holds
  std::optional<Distribution> timeout;  // ns
  Block then;                           // `do`: runs with the message
  std::optional<Block> otherwise;       // `else`: runs without one
};
/// A blocking send whose sender stays blocked until the message's receiver replies.
struct Call {
  MailboxRef mailbox;
  Distribution size;  // bytes
  std::int32_t priority = 0;
  std::optional<Distribution> timeout;  // ns
  Block then;                           // `do`: runs with the reply
  std::optional<Block> otherwise;       // `else`: runs if the call was dropped, or on timeout
};
/// Answers the oldest call that this process has received and not answered.
struct Reply {
  Distribution size;  // bytes
};
/// One send to each target in turn.
struct Multicast {
  std::vector<MailboxRef> targets;  // at least one; `all` for M[*]
  Distribution size;                // bytes; drawn once
  std::int32_t priority = 0;
  std::optional<Mode> pinned;  // as of Send, as are `until` and `timeout`, for each of the sends
  SendUntil until = SendUntil::accepted;
  std::optional<Distribution> timeout;  // ns; drawn once
};
/// The first alternative that can go goes; if none can, `otherwise` runs, or the process waits in
/// all of them.
struct Select {
  struct Receive {
    MailboxRef mailbox;
  };
  struct Send {
    MailboxRef mailbox;
    Distribution size;  // bytes
    std::int32_t priority = 0;
  };
  struct After {
    Distribution time;  // ns since the select began
  };
  struct Alternative {
    SourceRange where;
    std::string text;  // as it is spoken of: `receive inbox`, `after`
    std::variant<Receive, Send, After> what;
    Block body;
  };
  std::vector<Alternative> alternatives;  // in order; not empty unless there is an `else`
  std::optional<Block> otherwise;         // `else`
};
struct Loop {
  std::optional<std::uint32_t> count;  // empty: forever; at least 0
  Block body;
};
struct Break {};     // leaves the nearest loop
struct Continue {};  // begins the nearest loop's next round
struct Stop {};      // ends this process
struct Choose {
  struct Branch {
    double weight = 0;  // at least 0; the sum over the branches is above 0 and finite
    Block body;
  };
  std::vector<Branch> branches;
};

struct Statement {
  SourceRange where;  // the statement's object (or string) in the file
  std::string text;   // as it is spoken of: `send buffer`, `receive fork[self+1]`, `compute`
  std::variant<Compute, Sleep, Send, Receive, Call, Reply, Multicast, Select, Loop, Break, Continue,
               Stop, Choose>
      what;
};

enum class WhenFull {
  refuse,       // tell the sender of a nonblocking send
  drop_newest,  // lose the new message of a nonblocking send, tell nobody
  drop_oldest,  // lose the earliest accepted message, for blocking senders too
};

enum class Order {
  fifo,      // earliest accepted first
  lifo,      // latest accepted first
  priority,  // highest priority first, equal ones in order of acceptance
};

/// What carries a mailbox's messages.
enum class Transport {
  message,        // copied out of the sender's memory and into the receiver's
  shared_memory,  // a ring that both see; who must wait looks again and again
};

/// Core time that the calls of a host's processes take.
struct HostCosts {
  Duration send;                 // of each call that sends
  Duration receive;              // of each call that receives
  Duration copy_of_gigabyte;     // 10^9 times `per_byte`
  std::optional<Duration> poll;  // one look that finds nothing; empty: the scenario's `poll`
};

struct HostSpec {
  SourceRange where;  // its key in the file
  std::string name;
  std::optional<std::uint32_t> cores;  // at least 1; empty: unlimited
  std::optional<Duration> quantum;     // above 0; empty: a burst is not interrupted
  Duration context_switch;             // paid by a core that changes process
  HostCosts costs;
};

/// A link between two hosts, used in both directions.
struct LinkSpec {
  SourceRange where;  // its object in the file
  std::string name;   // no other link has it
  HostId first;       // of `between`, not the same host twice
  HostId second;
  Distribution latency;                    // ns
  std::optional<std::uint64_t> bandwidth;  // bits per second, above 0; empty: unlimited
  double loss = 0;                         // probability, 0 <= loss < 1
};

struct MailboxSpec {
  SourceRange where;  // its key in the file
  std::string name;
  std::optional<std::uint32_t> capacity;  // empty: unbounded
  WhenFull when_full = WhenFull::refuse;
  Order order = Order::fifo;
  std::uint32_t initial = 0;                 // messages in each at time 0; at most the capacity
  std::optional<std::uint32_t> count;        // elements of the array, at least 1; empty: no array
  HostId host;                               // of its receivers; without `hosts` the only one
  Transport transport = Transport::message;  // shared_memory: the capacity is `slots` - 1

  [[nodiscard]] std::uint32_t elements() const { return count.value_or(1); }
};

struct ProcessSpec {
  SourceRange where;  // its key in the file
  std::string name;
  std::uint32_t count = 1;                         // replicas, at least 1
  Distribution start = Distribution::constant(0);  // ns before the first statement
  bool service = false;
  HostId host;    // without `hosts` the only one
  Block program;  // `${…}` replaced; not empty
};

/// Direct communication from every replica of one process to every replica of another, each pair
/// with a mailbox of its own. There is one for each pair that a `send_to` or a named
/// `receive_from` speaks of, ordered by `from`, then by `to`.
struct DirectLink {
  ProcessGroupId from;
  ProcessGroupId to;
  friend auto operator<=>(const DirectLink&, const DirectLink&) = default;
};

/// `{"messages": n, "mailbox": M}`: the run ends when n messages were received from M since time 0.
struct MessageLimit {
  std::uint64_t messages = 0;  // at least 1
  MailboxGroupId group;
  std::optional<std::uint32_t> element;  // empty: all elements together
};

/// `"precision": { "mailboxes.buffer.wait.mean": 0.02 }`: replications are added until the
/// half-width of the metric's interval is at most `bound` times its mean.
struct PrecisionGoal {
  SourceRange where;
  std::string path;  // as written
  MetricPath metric;
  double bound = 0;
};

struct RunSettings {
  std::optional<Duration> until;  // empty where `message_limit` stands or every program is finite
  std::optional<MessageLimit> message_limit;
  Duration warmup;
  bool find_warmup = false;  // "warmup": "auto"; `warmup` is 0
  std::uint64_t seed = 1;
  std::uint32_t replications = 1;  // with `precision` the fewest
  std::vector<PrecisionGoal> precision;
  std::uint32_t max_replications = 1'000;         // with `precision`
  std::uint32_t batches = 0;                      // into which the one run is cut; 0: not
  std::optional<std::uint32_t> only_replication;  // this one, from 0, in place of all
  std::optional<std::uint64_t> zero_time_limit = 1'000'000;  // empty: unlimited
};

enum class ExpectedDeadlock {
  none,     // false: in no replication, neither of the whole run nor partial
  all,      // true: in every replication, of either kind
  some,     // in at least one
  partial,  // "partial": in every replication a partial one, and in none one of the whole run
};

enum class Comparison { less, less_equal, equal, not_equal, greater_equal, greater };

/// `"mailboxes.buffer.wait.p95": "< 50ms"`.
struct MetricExpectation {
  SourceRange where;
  std::string path;       // as written
  std::string condition;  // as written: "< 50ms"
  MetricPath metric;
  Comparison comparison = Comparison::less;
  double bound = 0;  // seconds, fraction, count or per second, as the metric's unit says
};

/// `"end": "completed"`, `"end": "!= time limit"`: how every replication ends, or none.
struct EndExpectation {
  std::string condition;  // as written
  std::string reason;     // one of kEndReasons
  bool equal = true;      // false: no replication ends so
};

/// What `ipcsim check` is expected to find.
enum class ExpectedCheck {
  free,      // no deadlock, and no partial one met
  deadlock,  // or livelock
  partial,   // no deadlock, but a partial one
};

struct Expectations {
  ExpectedDeadlock deadlock = ExpectedDeadlock::none;
  bool deadlock_stated = false;  // false: the default holds, and reports need not repeat it
  std::optional<EndExpectation> end;
  std::optional<ExpectedCheck> check;
  std::vector<MetricExpectation> metrics;
};

struct Scenario {
  std::vector<std::shared_ptr<const SourceText>> texts;  // what the SourceRanges point into
  std::string path;                                      // the file as the user named it
  std::string title;
  std::string description;
  RunSettings run;
  Mode send = Mode::blocking;                        // of every send that no `mode` pins
  Mode receive = Mode::blocking;                     // of every receive that no `mode` pins
  Duration poll{1'000};                              // core time of one look that finds nothing
  std::vector<HostSpec> hosts;                       // by HostId; empty: one, without costs
  std::vector<LinkSpec> links;                       // by LinkId
  std::vector<MailboxSpec> mailboxes;                // by MailboxGroupId
  std::vector<ProcessSpec> processes;                // by ProcessGroupId
  std::optional<std::uint32_t> direct_capacity = 0;  // of each direct link; empty: unbounded
  std::vector<DirectLink> direct_links;
  Expectations expect;
};

}  // namespace ipcsim
