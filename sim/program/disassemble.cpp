#include "sim/program/disassemble.hpp"

#include <charconv>

#include "sim/base/check.hpp"
#include "sim/base/display_width.hpp"

namespace ipcsim {
namespace {

/// The shortest text without an exponent that reads back as the same number.
std::string shortest(double value) {
  char text[400];  // the longest double has 309 digits before the point, or 340 behind it
  const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed).ptr;
  return {text, end};
}

std::string name_of(FullPolicy policy) {
  switch (policy) {
    case FullPolicy::refuse:
      return "refuse";
    case FullPolicy::drop_newest:
      return "drop_newest";
    case FullPolicy::drop_oldest:
      return "drop_oldest";
  }
  fail_check("every policy has a name");
}

std::string name_of(TakeOrder order) {
  switch (order) {
    case TakeOrder::fifo:
      return "fifo";
    case TakeOrder::lifo:
      return "lifo";
    case TakeOrder::priority:
      return "priority";
  }
  fail_check("every order has a name");
}

/// "[2]", "[self+1]": the index among operation.count.
std::string index_text(const Operation& operation) {
  const std::string offset = std::to_string(operation.offset);
  switch (operation.addressing) {
    case Addressing::fixed:
      return "[" + offset + "]";
    case Addressing::relative:
      return "[self+" + offset + "]";
    case Addressing::drawn:
      return "[any]";
    case Addressing::counted:
      return "[each]";
    case Addressing::several:
      return "";
  }
  fail_check("every addressing has a text");
}

std::string sources_text(const Program& program, const Operation& operation) {
  if (operation.count == 0) return "nobody";
  std::string text;
  for (std::uint32_t i = 0; i < operation.count; ++i) {
    const Source& source = program.sources[operation.offset + i];
    text += (i > 0 ? ", " : "") + name_of(program, group_of(program, source.first));
  }
  return text;
}

std::string mailbox_text(const Program& program, const Operation& operation) {
  if (operation.addressing == Addressing::several) return sources_text(program, operation);
  const MailboxGroupId group = group_of(program, operation.first);
  std::string name = name_of(program, group);
  const bool is_direct = group.index() >= program.symbols.mailbox_groups.size();
  if (is_direct) return operation.count > 1 ? name + " " + index_text(operation) : name;
  return program.symbols.mailbox_is_array[group.index()] ? name + index_text(operation) : name;
}

std::string target(CodeIndex at) { return "-> " + std::to_string(at); }

std::string awaited(Awaits awaits) {
  switch (awaits) {
    case Awaits::acceptance:
      break;
    case Awaits::receipt:
      return "receipt";
    case Awaits::reply:
      return "reply";
    case Awaits::word:
      return "word of acceptance";
  }
  fail_check("who awaits, awaits something");
}

/// "paris-cloud, cloud-oslo"
std::string route_text(const Program& program, const Route& route) {
  std::string text;
  for (const Hop hop : route) {
    text += (text.empty() ? "" : ", ") + program.symbols.links[hop.link.index()];
  }
  return text;
}

std::string operation_text(const Program& program, Opcode opcode, const Operation& operation) {
  std::string text = mailbox_text(program, operation);
  if (opcode == Opcode::await) {
    return text + ", " + awaited(operation.awaits) + ", fails " + target(operation.otherwise);
  }
  if (opcode == Opcode::reply) {
    return operation.size ? "drawn size" : "size " + std::to_string(operation.constant_size);
  }
  if (opcode == Opcode::draw) {
    if (operation.size) text += ", size " + describe(program.distributions[*operation.size]);
    if (operation.timeout) {
      text += ", timeout " + describe(program.distributions[*operation.timeout]);
    }
    return text;
  }
  if (operation.route) text += ", over " + route_text(program, program.routes[*operation.route]);
  if (operation.priority != 0) text += ", priority " + std::to_string(operation.priority);
  if (opcode == Opcode::transmit) return text;
  const bool can_fail =
      operation.timeout || opcode == Opcode::try_send || opcode == Opcode::try_receive;
  if (can_fail) text += ", fails " + target(operation.otherwise);
  return text;
}

std::string choice_text(const Choice& choice) {
  std::string text;
  double before = 0;
  for (const Choice::Branch& branch : choice.branches) {
    if (!text.empty()) text += ", ";
    text += shortest(branch.cumulative - before) + " " + target(branch.target);
    before = branch.cumulative;
  }
  return text;
}

std::string selection_text(const Program& program, Opcode opcode, const Selection& selection) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  if (opcode == Opcode::draw_after) {
    for (const auto& after : selection.afters) add(describe(program.distributions[after.time]));
    return text;
  }
  for (const Selection::Alternative& alternative : selection.alternatives) {
    const Operation& operation = program.operations[alternative.operation];
    const bool sends = alternative.direction == Direction::send;
    std::string part = (sends ? "send " : "receive ") + mailbox_text(program, operation);
    if (operation.priority != 0) part += " priority " + std::to_string(operation.priority);
    add(part + " " + target(alternative.target));
  }
  for (const auto& after : selection.afters) add("after " + target(after.target));
  if (selection.otherwise) add("else " + target(*selection.otherwise));
  return text;
}

std::string payment_text(const Payment& payment) {
  std::string call = std::to_string(payment.call.ns) + " ns";
  if (payment.copy == PaidCopy::none) return call;
  return call + ", " + std::to_string(payment.copy_of_gigabyte.ns) + " ns for a copy of 1 GB " +
         (payment.copy == PaidCopy::sent ? "to send" : "received");
}

std::string operand_text(const Program& program, const Instruction& instruction) {
  const std::string counter = "counter " + std::to_string(instruction.slot);
  switch (row_of(instruction.opcode).operands) {
    case Operands::none:
      return "";
    case Operands::distribution:
      return describe(program.distributions[instruction.operand]);
    case Operands::operation:
      return operation_text(program, instruction.opcode, program.operations[instruction.operand]);
    case Operands::choice:
      return choice_text(program.choices[instruction.operand]);
    case Operands::selection:
      return selection_text(program, instruction.opcode, program.selections[instruction.operand]);
    case Operands::payment:
      return payment_text(program.payments[instruction.operand]);
    case Operands::target:
      return target(instruction.operand);
    case Operands::slot_count:
      return counter + " = " + std::to_string(instruction.operand);
    case Operands::slot_target:
      return counter + " " + target(instruction.operand);
  }
  fail_check("every kind of operand has a text");
}

std::string mailbox_line(const Program& program, std::size_t g) {
  const MailboxGroup& group = program.mailbox_groups[g];
  const bool is_direct = g >= program.symbols.mailbox_groups.size();
  std::string line = is_direct ? "direct " : "mailbox ";
  line += name_of(program, MailboxGroupId{static_cast<std::uint32_t>(g)});
  if (is_direct ? group.count > 1 : program.symbols.mailbox_is_array[g]) {
    line += "[" + std::to_string(group.count) + "]";
  }
  line += ": capacity ";
  line += group.capacity == kUnbounded ? "unbounded" : std::to_string(group.capacity);
  line += ", when full " + name_of(group.when_full) + ", " + name_of(group.order);
  if (group.initial > 0) line += ", initial " + std::to_string(group.initial);
  return line + "\n";
}

std::string instruction_line(const Program& program, CodeIndex at) {
  const Instruction instruction = program.code[at];
  const auto& statement_of = program.symbols.statement_of;
  std::string line = padded_left(std::to_string(at), 6) + "  " +
                     padded_right(std::string(row_of(instruction.opcode).name), 14) +
                     operand_text(program, instruction);
  const bool begins_statement = at == 0 || statement_of[at] != statement_of[at - 1];
  if (begins_statement) {
    const StatementSymbol& statement = statement_at(program, at);
    line = padded_right(std::move(line), 62) + "; " + std::to_string(statement.line) + ":" +
           std::to_string(statement.column) + " " + statement.text;
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

std::string process_block(const Program& program, std::size_t g) {
  const ProcessGroup& group = program.process_groups[g];
  std::string block = "process " + program.symbols.process_groups[g];
  if (group.count > 1) block += ", " + std::to_string(group.count) + " replicas";
  if (group.service) block += ", service";
  const Distribution& start = program.distributions[group.start];
  if (!(start == Distribution())) block += ", start " + describe(start);
  block += "\n";
  for (CodeIndex at = group.entry; at < group.end; ++at) block += instruction_line(program, at);
  return block;
}

}  // namespace

std::string describe(const Distribution& distribution) {
  std::string text(kind_name(distribution.kind()));
  switch (distribution.kind()) {
    case Distribution::Kind::constant:
      return text + " " + std::to_string(distribution.constant_value());
    case Distribution::Kind::exponential:
      return text + " " + shortest(distribution.first());
    case Distribution::Kind::empirical:
    case Distribution::Kind::trace:
      return text + " of " + std::to_string(distribution.values().size()) + " values";
    case Distribution::Kind::uniform:
    case Distribution::Kind::normal:
    case Distribution::Kind::lognormal:
    case Distribution::Kind::erlang:
    case Distribution::Kind::gamma:
    case Distribution::Kind::weibull:
    case Distribution::Kind::pareto:
      return text + " " + shortest(distribution.first()) + " " + shortest(distribution.second());
  }
  fail_check("every law has a description");
}

std::string disassemble(const Program& program) {
  std::string text;
  for (std::size_t g = 0; g < program.mailbox_groups.size(); ++g) text += mailbox_line(program, g);
  for (std::size_t g = 0; g < program.process_groups.size(); ++g) text += process_block(program, g);
  return text;
}

}  // namespace ipcsim
