// What the machine runs: all programs of a scenario in one list of instructions, with the tables
// they refer to. Knows nothing of files: names and places for messages are in `symbols`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
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
  std::uint16_t slot = 0;     // of loops: which counter of the process
  std::uint32_t operand = 0;  // see Operands
};
static_assert(sizeof(Instruction) == 8);

/// How an operation finds its mailbox among the `count` of a group.
enum class Addressing : std::uint8_t {
  fixed,     // first + offset
  relative,  // first + (replica + offset) modulo count
  drawn,     // first + the index that `draw` has drawn
};

/// The operands of a send or receive.
struct Operation {
  MailboxId first;           // the group's first mailbox
  std::uint32_t count = 1;   // mailboxes of the group
  std::uint32_t offset = 0;  // below count
  Addressing addressing = Addressing::fixed;
  std::int32_t priority = 0;             // of a send
  CodeIndex otherwise = 0;               // where a failed operation goes on
  std::optional<std::uint32_t> size;     // to draw; index into Program::distributions, bytes
  std::optional<std::uint32_t> timeout;  // index into Program::distributions, ns
};

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
};

struct ProcessGroup {
  ProcessId first;
  std::uint32_t count = 1;
  CodeIndex entry = 0;
  CodeIndex end = 0;           // behind its last instruction
  std::uint16_t counters = 0;  // loop counters that each replica needs
  bool service = false;
  std::uint32_t start = 0;  // index into Program::distributions, ns
};

/// A statement as messages speak of it.
struct StatementSymbol {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string text;  // "send buffer"
};

/// Names and places, for messages alone: nothing that runs depends on them but the random
/// streams, which are a function of the process's name.
struct SymbolTable {
  std::string file;
  std::vector<std::string> mailbox_groups;  // by MailboxGroupId
  std::vector<bool> mailbox_is_array;       // by MailboxGroupId: named M[k]
  std::vector<std::string> process_groups;  // by ProcessGroupId
  std::vector<StatementSymbol> statements;
  std::vector<std::uint32_t> statement_of;  // by CodeIndex: index into `statements`
};

struct Program {
  std::vector<Instruction> code;
  std::vector<Operation> operations;
  std::vector<Distribution> distributions;
  std::vector<Choice> choices;
  std::vector<MailboxGroup> mailbox_groups;  // by MailboxGroupId
  std::vector<ProcessGroup> process_groups;  // by ProcessGroupId
  std::uint32_t mailboxes = 0;               // in all groups
  std::uint32_t processes = 0;               // in all groups
  Duration poll;                             // core time of one look that finds nothing
  SymbolTable symbols;
};

/// The group that a mailbox or process belongs to. O(log groups).
MailboxGroupId group_of(const Program& program, MailboxId mailbox);
ProcessGroupId group_of(const Program& program, ProcessId process);

/// "buffer", "fork[3]"; "producer", or "producer[1]" where there are several replicas.
std::string name_of(const Program& program, MailboxId mailbox);
std::string name_of(const Program& program, ProcessId process);

/// The statement that an instruction belongs to.
const StatementSymbol& statement_at(const Program& program, CodeIndex at);
/// "scenarios/relay.json:14:21"
std::string place_of(const Program& program, CodeIndex at);

}  // namespace ipcsim
