// What the machine runs: all programs of a scenario in one list of instructions, with the tables
// they refer to. Knows nothing of files: names and places for messages are in `symbols`.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/distribution.hpp"
#include "sim/base/ids.hpp"
#include "sim/base/time.hpp"
#include "sim/program/opcode.hpp"

namespace ipcsim {

/// An index into Program::code.
using CodeIndex = std::uint32_t;

struct Instruction {
  Opcode opcode = Opcode::stop;
  std::uint16_t slot = 0;     // of loops: which register of the process counts the rounds
  std::uint32_t operand = 0;  // see Operands
};
static_assert(sizeof(Instruction) == 8);

/// How an operation finds its mailbox. All but `several` give an index below `count`; the mailbox
/// is first + index x stride + replica x own_stride.
enum class Addressing : std::uint8_t {
  fixed,     // offset
  relative,  // (replica + offset) modulo count
  drawn,     // the register, into which `draw` has drawn it
  counted,   // count - the register, which counts down: every mailbox in turn
  several,   // a receive from any mailbox of Program::sources[offset, offset + count)
};

/// What a blocking sender waits for.
enum class Awaits : std::uint8_t {
  acceptance,  // by the mailbox or a receiver; of a nonblocking send, nothing
  receipt,     // by the receiver
  reply,       // of the receiver
  word,        // of the acceptance, from another host
};

/// The operands of a send or receive.
struct Operation {
  MailboxId first;               // the group's first mailbox
  std::uint32_t count = 1;       // indices that may be meant
  std::uint32_t offset = 0;      // see Addressing
  std::uint32_t stride = 1;      // between the mailboxes of two indices
  std::uint32_t own_stride = 0;  // between those of two replicas of the process
  std::uint16_t slot = 0;        // the register of `drawn` and `counted`
  Addressing addressing = Addressing::fixed;
  Awaits awaits = Awaits::acceptance;      // of a blocking send
  bool has_one_mailbox = false;            // it means the same one for every process, always
  MailboxId only_mailbox;                  // that one, if so
  std::int32_t priority = 0;               // of a send
  CodeIndex otherwise = 0;                 // where a failed operation goes on
  std::optional<std::uint32_t> size;       // to draw; index into Program::distributions, bytes
  std::int64_t constant_size = 0;          // of a send that draws none, bytes
  std::optional<std::uint16_t> size_slot;  // the first of two registers, if the drawn size is kept
  std::optional<std::uint32_t> timeout;    // index into Program::distributions, ns
  std::optional<std::uint32_t> route;      // of `transmit`; index into Program::routes
};

/// Mailboxes in a row that a receive may take from: [first, first + count), moved by own_stride
/// for each replica.
struct Source {
  MailboxId first;
  std::uint32_t count = 1;
  std::uint32_t own_stride = 0;
};

/// The alternatives of a `select`.
struct Selection {
  struct Alternative {
    Direction direction = Direction::receive;
    std::uint32_t operation = 0;  // index into Program::operations
    CodeIndex target = 0;         // where it goes on
  };
  struct After {
    std::uint32_t time = 0;  // since the select began; index into Program::distributions, ns
    CodeIndex target = 0;
  };
  std::vector<Alternative> alternatives;  // first that can go first; at least one
  std::vector<After> afters;
  std::optional<CodeIndex> otherwise;  // where it goes on if no alternative can go at once
};

/// Of which message a copy is paid for by the byte.
enum class PaidCopy : std::uint8_t {
  none,      // of none, or of one whose constant size is in `call`
  sent,      // of the one that is about to be sent
  received,  // of the one that was received last
};

/// Core time of a call: call + bytes x copy_of_gigabyte / 10^9, to the nearest ns.
struct Payment {
  Duration call;
  Duration copy_of_gigabyte;
  PaidCopy copy = PaidCopy::none;
  bool begins_send = false;     // the send begins here
  std::uint16_t size_slot = 0;  // of `sent`: see Operation
};

/// What is paid, with so many bytes to copy. Saturates.
Duration core_time(const Payment& payment, std::int64_t bytes);

/// The branches of a `choose`: `cumulative` rises to the sum of all weights.
struct Choice {
  struct Branch {
    double cumulative = 0;
    CodeIndex target = 0;
  };
  std::vector<Branch> branches;  // those of weight 0 left out; never empty
};

enum class FullPolicy : std::uint8_t { refuse, drop_newest, drop_oldest };
enum class TakeOrder : std::uint8_t { fifo, lifo, priority };

/// Messages that a mailbox takes without bound.
inline constexpr std::uint32_t kUnbounded = 0xFFFF'FFFF;

struct MailboxGroup {
  MailboxId first;
  std::uint32_t count = 1;
  std::uint32_t capacity = 0;  // kUnbounded: no bound
  std::uint32_t initial = 0;
  FullPolicy when_full = FullPolicy::refuse;
  TakeOrder order = TakeOrder::fifo;
  bool is_ring = false;  // in shared memory: no call, one copy
  HostId host;
};

struct Host {
  std::optional<std::uint32_t> cores;  // empty: unlimited, nobody ever waits for one
  Duration quantum;                    // of cores that are limited; 0: a burst is not interrupted
  Duration context_switch;             // of a limited core that changes process
  Duration poll;                       // core time of one look that finds nothing, above 0
};

/// What joins two hosts, the same in both directions.
struct Link {
  std::uint32_t latency = 0;    // index into Program::distributions, ns
  std::uint64_t bandwidth = 0;  // bits per second; 0: unlimited
  double loss = 0;              // probability, below 1
};

/// The links that a message passes on its way to another host, in order; never empty. Word and
/// replies come back by the same links.
using Route = std::vector<Hop>;

struct ProcessGroup {
  ProcessId first;
  std::uint32_t count = 1;
  CodeIndex entry = 0;
  CodeIndex end = 0;            // behind its last instruction
  std::uint16_t registers = 0;  // of each replica: loop counters and drawn indices
  bool service = false;
  HostId host;
  std::uint32_t start = 0;  // index into Program::distributions, ns
};

/// Direct communication from one process group to another: the mailbox from replica p of `from`
/// to replica q of `to` is the one of index q x (replicas of `from`) + p in its group.
struct DirectGroup {
  ProcessGroupId from;
  ProcessGroupId to;
};

/// A statement as messages speak of it.
struct StatementSymbol {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string text;  // "send buffer"
};

/// Names and places, for messages alone: nothing that runs depends on them but the random
/// streams, which are a function of the name of the process or link.
struct SymbolTable {
  std::string file;
  std::vector<std::string> mailbox_groups;  // by MailboxGroupId, without the direct ones
  std::vector<bool> mailbox_is_array;       // by MailboxGroupId: named M[k]
  std::vector<std::string> process_groups;  // by ProcessGroupId
  std::vector<std::string> links;           // by LinkId
  std::vector<StatementSymbol> statements;
  std::vector<std::uint32_t> statement_of;  // by CodeIndex: index into `statements`
};

struct Program {
  std::vector<Instruction> code;
  std::vector<Operation> operations;
  std::vector<Distribution> distributions;
  std::vector<Choice> choices;
  std::vector<Selection> selections;
  std::vector<Payment> payments;
  std::vector<Source> sources;
  std::vector<MailboxGroup> mailbox_groups;  // by MailboxGroupId: the declared, then the direct
  std::vector<DirectGroup> direct_groups;    // the last of mailbox_groups
  std::vector<ProcessGroup> process_groups;  // by ProcessGroupId
  std::vector<Host> hosts;                   // by HostId; at least one
  std::vector<Link> links;                   // by LinkId
  std::vector<Route> routes;                 // in use, each once
  std::map<std::pair<HostId, HostId>, std::uint32_t> route_between;  // index of the way there
  std::uint32_t mailboxes = 0;                                       // in all groups
  std::uint32_t processes = 0;                                       // in all groups
  SymbolTable symbols;
};

/// The host that a process runs on. O(log groups).
const Host& host_of(const Program& program, ProcessId process);
/// The route from the process's host to the mailbox's, an index into Program::routes; empty: it is
/// the same host, or no program of the process's host sends there. O(log groups + log routes).
std::optional<std::uint32_t> route_to(const Program& program, ProcessId process, MailboxId mailbox);

/// The group that a mailbox or process belongs to. O(log groups).
MailboxGroupId group_of(const Program& program, MailboxId mailbox);
ProcessGroupId group_of(const Program& program, ProcessId process);

/// "buffer", "fork[3]", "client[1] -> server"; "producer", or "producer[1]" where there are several
/// replicas.
std::string name_of(const Program& program, MailboxId mailbox);
/// "buffer", "fork", "client -> server".
std::string name_of(const Program& program, MailboxGroupId group);
std::string name_of(const Program& program, ProcessId process);

/// The statement that an instruction belongs to.
const StatementSymbol& statement_at(const Program& program, CodeIndex at);
/// "scenarios/relay.json:14:21"
std::string place_of(const Program& program, CodeIndex at);

}  // namespace ipcsim
