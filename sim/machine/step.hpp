// The only meaning of the instructions. Guard, then effect: a step that is blocked has changed
// nothing, so a process is enabled exactly where its step is not blocked. How messages are sent
// and received is in transfer.hpp.
#pragma once

#include "sim/machine/process_state.hpp"
#include "sim/machine/transfer.hpp"
#include "sim/machine/world.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

enum class Outcome : std::uint8_t {
  advanced,    // goes on at once
  passed,      // time has passed already; goes on at once
  paused,      // goes on when time has passed
  blocked,     // nothing was done; waits in the instruction at which it stands
  finished,    // the program has ended
  impossible,  // the instruction cannot be carried out; nothing was done
};

namespace step_detail {

template <World W>
[[gnu::noinline]] Outcome try_send(const Program& program, ProcessId p, const Operation& operation,
                                   W& world) {
  ProcessState& process = world.state(p);
  const MailboxId m = mailbox_of(operation, process, world.registers());
  if (transfer::send_at_once(program, p, operation, m, world)) {
    succeed(process);
  } else if (world.full_policy(m) == FullPolicy::refuse) {
    world.lose(p, m, Loss::refused);
    fail(operation, process);
  } else {
    world.lose(p, m, Loss::dropped);
    succeed(process);
  }
  return Outcome::advanced;
}

template <World W>
[[gnu::noinline]] Outcome try_receive(const Program& program, ProcessId p,
                                      const Operation& operation, W& world) {
  ProcessState& process = world.state(p);
  if (transfer::receive_at_once(program, p, operation, world)) {
    succeed(process);
  } else {
    world.find_none(p, operation);
    fail(operation, process);
  }
  return Outcome::advanced;
}

template <World W>
[[gnu::noinline]] Outcome look_again(ProcessId p, const Operation& operation, W& world) {
  if (world.out_of_time(p, operation)) {
    world.give_up(p, operation);
    fail(operation, world.state(p));
    return Outcome::advanced;
  }
  world.look_again(p, operation);
  return Outcome::paused;
}

template <World W>
[[gnu::noinline]] Outcome poll_send(const Program& program, ProcessId p, const Operation& operation,
                                    W& world) {
  ProcessState& process = world.state(p);
  const MailboxId m = mailbox_of(operation, process, world.registers());
  if (!transfer::send_at_once(program, p, operation, m, world)) {
    return look_again(p, operation, world);
  }
  succeed(process);
  return Outcome::advanced;
}

template <World W>
[[gnu::noinline]] Outcome poll_receive(const Program& program, ProcessId p,
                                       const Operation& operation, W& world) {
  if (!transfer::receive_at_once(program, p, operation, world)) {
    return look_again(p, operation, world);
  }
  succeed(world.state(p));
  return Outcome::advanced;
}

template <World W>
[[gnu::noinline]] Outcome await(ProcessId p, const Operation& operation, W& world) {
  ProcessState& process = world.state(p);
  const Delivery delivery = process.delivery;
  if (delivery == Delivery::pending) return Outcome::blocked;
  process.delivery = Delivery::none;
  world.end_await(p, operation, mailbox_of(operation, process, world.registers()), delivery);
  if (delivery == Delivery::dropped) {
    fail(operation, process);
  } else {
    succeed(process);
  }
  return Outcome::advanced;
}

template <World W>
[[gnu::noinline]] Outcome transmit(ProcessId p, const Operation& operation, W& world) {
  transfer::write_ticket(p, operation, world);
  world.transmit(p, operation, mailbox_of(operation, world.state(p), world.registers()));
  succeed(world.state(p));
  return Outcome::advanced;
}

template <World W>
[[gnu::noinline]] Outcome reply(const Program& program, ProcessId p, const Operation& operation,
                                W& world) {
  const std::optional<OpenCall> call = world.oldest_call(p);
  if (!call) return Outcome::impossible;
  const Envelope caller{call->caller, call->ticket, Awaits::reply};
  if (const auto way_there = route_to(program, call->caller, call->mailbox)) {
    world.transmit_reply(p, operation, *way_there);
  } else {
    const bool still_waits = transfer::tell_sender(program, caller, Delivery::delivered, world);
    world.close_oldest_call(p, operation, still_waits);
  }
  succeed(world.state(p));
  return Outcome::advanced;
}

template <World W>
[[gnu::noinline]] Outcome select(const Program& program, ProcessId p, const Selection& selection,
                                 W& world) {
  for (const Selection::Alternative& alternative : selection.alternatives) {
    const Operation& operation = program.operations[alternative.operation];
    const MailboxId m = mailbox_of(operation, world.state(p), world.registers());
    const bool gone = alternative.direction == Direction::send
                          ? transfer::send_at_once(program, p, operation, m, world)
                          : transfer::receive_at_once(program, p, m, world);
    if (gone) {
      world.state(p).at = alternative.target;
      return Outcome::advanced;
    }
  }
  if (!selection.otherwise) return Outcome::blocked;
  world.take_else(p);
  world.state(p).at = *selection.otherwise;
  return Outcome::advanced;
}

}  // namespace step_detail

/// Runs the one instruction at which p stands. Made to be part of the caller's loop: what most
/// steps of most programs do is inlined into it, the rest is in step_detail. What is most frequent
/// is asked for one by one: where programs mix, a processor guesses such branches better than the
/// jump of a switch (docs/performance.md).
template <World W>
[[gnu::always_inline]] inline Outcome step(const Program& program, ProcessId p, W& world) {
  ProcessState& process = world.state(p);
  const Instruction& instruction = program.code[process.at];  // a copy is one word to take apart
  const std::uint32_t operand = instruction.operand;
  const Opcode opcode = instruction.opcode;
  if (opcode == Opcode::jump) {
    process.at = operand;
    return Outcome::advanced;
  }
  if (opcode == Opcode::compute || opcode == Opcode::sleep) {
    const Pastime pastime = opcode == Opcode::compute ? Pastime::computing : Pastime::sleeping;
    const bool has_passed = world.let_time_pass(p, pastime, operand);
    ++process.at;
    return has_passed ? Outcome::passed : Outcome::paused;
  }
  if (opcode == Opcode::send) {
    const Operation& operation = program.operations[operand];
    const MailboxId m = mailbox_of(operation, process, world.registers());
    if (!transfer::send_at_once(program, p, operation, m, world)) return Outcome::blocked;
    succeed(process);
    return Outcome::advanced;
  }
  if (opcode == Opcode::receive) {
    if (!transfer::receive_at_once(program, p, program.operations[operand], world)) {
      return Outcome::blocked;
    }
    succeed(process);
    return Outcome::advanced;
  }
  switch (opcode) {
    case Opcode::jump:
    case Opcode::compute:
    case Opcode::sleep:
    case Opcode::send:
    case Opcode::receive:
      break;  // all of these above

    case Opcode::draw: {
      const Operation& operation = program.operations[operand];
      if (operation.addressing == Addressing::drawn) {
        const std::uint32_t index = world.pick_index(p, operation.count);
        world.registers()[process.first_register + operation.slot] = index;
      }
      world.draw_size_and_timeout(p, operation);
      ++process.at;
      return Outcome::advanced;
    }

    case Opcode::draw_after:
      world.draw_after(p, program.selections[operand]);
      ++process.at;
      return Outcome::advanced;

    case Opcode::try_send:
      return step_detail::try_send(program, p, program.operations[operand], world);

    case Opcode::transmit:
      return step_detail::transmit(p, program.operations[operand], world);

    case Opcode::poll_send:
      return step_detail::poll_send(program, p, program.operations[operand], world);

    case Opcode::try_receive:
      return step_detail::try_receive(program, p, program.operations[operand], world);

    case Opcode::poll_receive:
      return step_detail::poll_receive(program, p, program.operations[operand], world);

    case Opcode::await:
      return step_detail::await(p, program.operations[operand], world);

    case Opcode::reply:
      return step_detail::reply(program, p, program.operations[operand], world);

    case Opcode::pay:
      world.pay(p, program.payments[operand]);
      ++process.at;
      return Outcome::paused;

    case Opcode::select:
      return step_detail::select(program, p, program.selections[operand], world);

    case Opcode::choose: {
      const Choice& choice = program.choices[operand];
      process.at = choice.branches[world.pick_branch(p, choice)].target;
      return Outcome::advanced;
    }

    case Opcode::begin_loop:
      world.registers()[process.first_register + instruction.slot] = operand;
      ++process.at;
      return Outcome::advanced;

    case Opcode::end_round: {
      std::uint32_t& rounds = world.registers()[process.first_register + instruction.slot];
      process.at = --rounds > 0 ? operand : process.at + 1;
      return Outcome::advanced;
    }

    case Opcode::stop:
      return Outcome::finished;
  }
  __builtin_unreachable();  // -Wswitch sees that no opcode is left out
}

}  // namespace ipcsim
