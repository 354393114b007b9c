#include "tests/property/untimed_state.hpp"

#include <sstream>
#include <string_view>

#include "sim/machine/control_flow.hpp"

namespace ipcsim::testing {
namespace {

// Of what a sender awaits: nobody waits for word of this message any more, or it is the current one
// of its sender.
constexpr std::uint32_t kStale = 0;
constexpr std::uint32_t kCurrent = 1;

bool reads_register(const Operation& operation) {
  return operation.addressing == Addressing::drawn || operation.addressing == Addressing::counted;
}

/// The registers that the instruction reads, and those that it writes.
struct RegisterUse {
  std::uint64_t reads = 0;
  std::uint64_t writes = 0;
};

RegisterUse register_use(const Program& program, const Instruction& instruction) {
  const auto read_by = [&](std::uint32_t operation) -> std::uint64_t {
    const Operation& it = program.operations[operation];
    return reads_register(it) ? std::uint64_t{1} << it.slot : 0;
  };
  const std::uint64_t slot = std::uint64_t{1} << instruction.slot;
  switch (row_of(instruction.opcode).operands) {
    case Operands::slot_count:
      return {0, slot};
    case Operands::slot_target:
      return {slot, 0};
    case Operands::operation: {
      const Operation& operation = program.operations[instruction.operand];
      if (instruction.opcode != Opcode::draw) return {read_by(instruction.operand), 0};
      const bool writes = operation.addressing == Addressing::drawn;
      return {0, writes ? std::uint64_t{1} << operation.slot : 0};
    }
    case Operands::selection: {
      RegisterUse use;
      for (const auto& alternative : program.selections[instruction.operand].alternatives) {
        use.reads |= read_by(alternative.operation);
      }
      return use;
    }
    default:
      return {};
  }
}

void put_byte(std::string& text, std::uint64_t value) { text.push_back(static_cast<char>(value)); }

class ByteReader {
 public:
  explicit ByteReader(const std::string& text) : text_(text) {}
  std::uint32_t next() { return static_cast<unsigned char>(text_[at_++]); }

 private:
  const std::string& text_;
  std::size_t at_ = 0;
};

std::string_view name_of(Standing standing) {
  constexpr std::string_view kNames[] = {"going", "waiting", "polling", "finished"};
  return kNames[static_cast<std::size_t>(standing)];
}

}  // namespace

std::vector<std::uint64_t> live_registers(const Program& program) {
  std::vector<std::uint64_t> live(program.code.size(), 0);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = program.code.size(); i-- > 0;) {
      const auto at = static_cast<CodeIndex>(i);
      const RegisterUse use = register_use(program, program.code[at]);
      std::uint64_t behind = 0;
      for (const CodeIndex next : successors(program, at)) behind |= live[next];
      const std::uint64_t before = use.reads | (behind & ~use.writes);
      if (before == live[at]) continue;
      live[at] = before;
      changed = true;
    }
  }
  return live;
}

StateCodec::StateCodec(const Program& program) : program_(program), live_(live_registers(program)) {
  for (const ProcessGroup& group : program.process_groups) {
    for (std::uint32_t replica = 0; replica < group.count; ++replica) {
      first_.processes.push_back(
          {.at = group.entry,
           .replica = replica,
           .first_register = static_cast<std::uint32_t>(first_.registers.size()),
           .ticket = kCurrent});
      first_.registers.resize(first_.registers.size() + group.registers);
    }
  }
  first_.standings.resize(program.processes, Standing::going);
  first_.calls.resize(program.processes);
  for (const MailboxGroup& group : program.mailbox_groups) {
    for (std::uint32_t i = 0; i < group.count; ++i) {
      first_.messages.emplace_back(group.initial);
    }
  }
}

UntimedState StateCodec::first_state() const { return first_; }

std::size_t StateCodec::registers_end(std::size_t process) const {
  const bool is_last = process + 1 == first_.processes.size();
  return is_last ? first_.registers.size() : first_.processes[process + 1].first_register;
}

void StateCodec::forget(UntimedState& state) const {
  const auto is_current = [&](ProcessId sender, std::uint32_t ticket) {
    const ProcessState& process = state.processes[sender.index()];
    return process.delivery == Delivery::pending && process.ticket == ticket;
  };
  for (auto& mailbox : state.messages) {
    for (UntimedMessage& message : mailbox) {
      Envelope& envelope = message.envelope;
      if (envelope.awaits() != Awaits::acceptance &&
          is_current(envelope.sender(), envelope.ticket())) {
        envelope = {envelope.sender(), kCurrent, envelope.awaits()};
      } else {
        const bool is_call = envelope.awaits() == Awaits::reply;
        envelope = {ProcessId{0}, kStale, is_call ? Awaits::reply : Awaits::acceptance};
      }
    }
  }
  for (auto& calls : state.calls) {
    for (OpenCall& call : calls) {
      const bool current = is_current(call.caller, call.ticket);
      call = {current ? call.caller : ProcessId{0}, current ? kCurrent : kStale, MailboxId{0}};
    }
  }
  for (std::size_t i = 0; i < state.processes.size(); ++i) {
    ProcessState& process = state.processes[i];
    process.ticket = kCurrent;
    const bool finished = state.standings[i] == Standing::finished;
    if (finished) process.at = 0;
    const std::uint64_t live = finished ? 0 : live_[process.at];
    for (std::size_t k = process.first_register; k < registers_end(i); ++k) {
      if ((live >> (k - process.first_register) & 1U) == 0) state.registers[k] = 0;
    }
  }
}

void StateCodec::encode(const UntimedState& state, std::string& text) const {
  text.clear();
  for (std::size_t i = 0; i < state.processes.size(); ++i) {
    const ProcessState& process = state.processes[i];
    put_byte(text, process.at & 0xFFU);
    put_byte(text, process.at >> 8U);
    put_byte(text, static_cast<unsigned>(process.delivery) * 4U +
                       static_cast<unsigned>(state.standings[i]));
    put_byte(text, state.calls[i].size());
    for (const OpenCall& call : state.calls[i]) {
      put_byte(text, call.caller.value * 2U + call.ticket);
    }
  }
  for (const std::uint32_t number : state.registers) put_byte(text, number);
  for (const auto& mailbox : state.messages) {
    put_byte(text, mailbox.size());
    for (const UntimedMessage& message : mailbox) {
      const Envelope& envelope = message.envelope;
      put_byte(text, static_cast<unsigned>(envelope.awaits()) * 2U + envelope.ticket());
      put_byte(text, envelope.sender().value);
      put_byte(text, static_cast<unsigned>(message.priority + 128));
    }
  }
}

void StateCodec::decode(const std::string& text, UntimedState& state) const {
  state = first_;
  ByteReader in(text);
  for (std::size_t i = 0; i < state.processes.size(); ++i) {
    ProcessState& process = state.processes[i];
    process.at = in.next();
    process.at += in.next() << 8U;
    const std::uint32_t both = in.next();
    process.delivery = static_cast<Delivery>(both / 4U);
    state.standings[i] = static_cast<Standing>(both % 4U);
    state.calls[i].resize(in.next());
    for (OpenCall& call : state.calls[i]) {
      const std::uint32_t caller = in.next();
      call = {ProcessId{caller / 2U}, caller % 2U, MailboxId{0}};
    }
  }
  for (std::uint32_t& number : state.registers) number = in.next();
  for (auto& mailbox : state.messages) {
    mailbox.resize(in.next());
    for (UntimedMessage& message : mailbox) {
      const std::uint32_t awaits = in.next();
      message.envelope = {ProcessId{in.next()}, awaits % 2U, static_cast<Awaits>(awaits / 2U)};
      message.priority = static_cast<std::int32_t>(in.next()) - 128;
    }
  }
}

void StateCodec::describe(const UntimedState& state, Situation& situation) const {
  situation.processes.assign(state.processes.size(), {});
  situation.depths.resize(state.messages.size());
  for (std::size_t i = 0; i < state.processes.size(); ++i) {
    ProcessSituation& process = situation.processes[i];
    process.state = state.processes[i];
    process.standing = state.standings[i];
    process.open_calls = static_cast<std::uint32_t>(state.calls[i].size());
  }
  for (std::uint32_t i = 0; i < state.calls.size(); ++i) {
    for (const OpenCall& call : state.calls[i]) {
      if (call.ticket == kCurrent) situation.processes[call.caller.index()].holder = ProcessId{i};
    }
  }
  for (std::size_t m = 0; m < state.messages.size(); ++m) {
    situation.depths[m] = state.messages[m].size();
  }
  situation.registers = &state.registers;
}

std::string StateCodec::in_words(const UntimedState& state) const {
  std::ostringstream out;
  for (std::uint32_t i = 0; i < state.processes.size(); ++i) {
    const Standing standing = state.standings[i];
    out << name_of(program_, ProcessId{i}) << ": " << name_of(standing);
    if (standing != Standing::finished) {
      const StatementSymbol& statement = statement_at(program_, state.processes[i].at);
      out << " at " << state.processes[i].at << " '" << statement.text << "' line "
          << statement.line;
      const std::string_view delivery[] = {"", ", pending", ", delivered", ", dropped"};
      out << delivery[static_cast<std::size_t>(state.processes[i].delivery)];
    }
    for (const OpenCall& call : state.calls[i]) {
      out << (call.ticket == kCurrent ? ", owes a reply to " + name_of(program_, call.caller)
                                      : ", owes a reply to nobody");
    }
    out << "\n";
  }
  for (std::uint32_t m = 0; m < state.messages.size(); ++m) {
    const std::size_t depth = state.messages[m].size();
    if (depth > 0) out << name_of(program_, MailboxId{m}) << ": " << depth << " messages\n";
  }
  return out.str();
}

}  // namespace ipcsim::testing
