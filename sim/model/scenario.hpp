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

/// How the mailbox of an operation is named. `count` below is the size of the mailbox array.
enum class IndexForm {
  whole,     // M        a mailbox that is no array
  fixed,     // M[k]
  self,      // M[self]  the replica's own number; the reader has checked that it is below count
  relative,  // M[self+k], M[self-k]: modulo count; a negative k is stored as count - k % count
  any,       // M[any]   one at random, drawn when the statement begins
};

struct MailboxRef {
  SourceRange where;
  MailboxGroupId group;
  IndexForm form = IndexForm::whole;
  std::uint32_t offset = 0;  // k of `fixed` and `relative`, 0 <= k < count
};

struct Statement;
using Block = std::vector<Statement>;

struct Compute {
  Distribution time;  // ns
};
struct Sleep {
  Distribution time;  // ns
};
struct Send {
  MailboxRef mailbox;
  Distribution size;  // bytes
  std::int32_t priority = 0;
  std::optional<Mode> pinned;           // `mode`; without it the scenario's `send` holds
  std::optional<Distribution> timeout;  // ns; never beside a pinned nonblocking mode
  Block then;                           // `do`: runs once the message is accepted
  std::optional<Block> otherwise;       // `else`: runs if it was refused, or on timeout
};
struct Receive {
  MailboxRef mailbox;
  std::optional<Mode> pinned;           // `mode`; without it the scenario's `receive` holds
  std::optional<Distribution> timeout;  // ns
  Block then;                           // `do`: runs with the message
  std::optional<Block> otherwise;       // `else`: runs without one
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
  std::variant<Compute, Sleep, Send, Receive, Loop, Break, Continue, Stop, Choose> what;
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

struct MailboxSpec {
  SourceRange where;  // its key in the file
  std::string name;
  std::optional<std::uint32_t> capacity;  // empty: unbounded
  WhenFull when_full = WhenFull::refuse;
  Order order = Order::fifo;
  std::uint32_t initial = 0;           // messages in each at time 0; at most the capacity
  std::optional<std::uint32_t> count;  // elements of the array, at least 1; empty: no array

  [[nodiscard]] std::uint32_t elements() const { return count.value_or(1); }
};

struct ProcessSpec {
  SourceRange where;  // its key in the file
  std::string name;
  std::uint32_t count = 1;                         // replicas, at least 1
  Distribution start = Distribution::constant(0);  // ns before the first statement
  bool service = false;
  Block program;  // `${…}` replaced; not empty
};

/// `{"messages": n, "mailbox": M}`: the run ends when n messages were received from M since time 0.
struct MessageLimit {
  std::uint64_t messages = 0;  // at least 1
  MailboxGroupId group;
  std::optional<std::uint32_t> element;  // empty: all elements together
};

struct RunSettings {
  std::optional<Duration> until;  // empty where `message_limit` stands or every program is finite
  std::optional<MessageLimit> message_limit;
  Duration warmup;
  std::uint64_t seed = 1;
  std::uint32_t replications = 1;
  std::optional<std::uint64_t> zero_time_limit = 1'000'000;  // empty: unlimited
};

enum class ExpectedDeadlock {
  none,  // false: in no replication
  all,   // true: in every replication
  some,  // in at least one
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

struct Expectations {
  ExpectedDeadlock deadlock = ExpectedDeadlock::none;
  bool deadlock_stated = false;  // false: the default holds, and reports need not repeat it
  std::vector<MetricExpectation> metrics;
};

struct Scenario {
  std::vector<std::shared_ptr<const SourceText>> texts;  // what the SourceRanges point into
  std::string path;                                      // the file as the user named it
  std::string title;
  std::string description;
  RunSettings run;
  Mode send = Mode::blocking;          // of every send that no `mode` pins
  Mode receive = Mode::blocking;       // of every receive that no `mode` pins
  Duration poll{1'000};                // core time of one look that finds nothing
  std::vector<MailboxSpec> mailboxes;  // by MailboxGroupId
  std::vector<ProcessSpec> processes;  // by ProcessGroupId
  Expectations expect;
};

}  // namespace ipcsim
