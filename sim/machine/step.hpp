// The only meaning of the instructions. Guard, then effect: a step that is blocked has changed
// nothing, so a process is enabled exactly where its step is not blocked.
#pragma once

#include "sim/machine/process_state.hpp"
#include "sim/machine/world.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

enum class Outcome : std::uint8_t {
  advanced,  // goes on at once
  paused,    // goes on when time has passed
  blocked,   // nothing was done; waits in the operation at which it stands
  finished,  // the program has ended
};

namespace step_detail {

/// The operation in which p waited has been done for it.
template <World W>
void release(ProcessId p, W& world) {
  world.wake(p);
  succeed(world.state(p));
}

/// Puts p's message where it belongs if it can go at once: to the first waiting receiver, else
/// into the mailbox. False: there was no place, and nothing was done.
template <World W>
bool send_at_once(ProcessId p, MailboxId m, W& world) {
  if (const auto receiver = world.waiting_receiver(m)) {
    world.hand_over(p, m, *receiver);
    release(*receiver, world);
    return true;
  }
  if (!world.has_room(m)) {
    if (world.is_rendezvous(m) || world.full_policy(m) != FullPolicy::drop_oldest) return false;
    world.drop_oldest(m);
  }
  world.put(p, m);
  return true;
}

/// Gives p a message if there is one. From a mailbox; then the first waiting sender fills the
/// place that became free. With capacity 0, from the hands of the first waiting sender.
template <World W>
bool receive_at_once(ProcessId p, MailboxId m, W& world) {
  if (world.holds_message(m)) {
    world.take(p, m);
    if (const auto sender = world.waiting_sender(m)) {
      world.put(*sender, m);
      release(*sender, world);
    }
    return true;
  }
  const auto sender = world.waiting_sender(m);
  if (!sender) return false;
  world.hand_over(*sender, m, p);
  release(*sender, world);
  return true;
}

template <World W>
Outcome try_send(ProcessId p, const Operation& operation, W& world) {
  ProcessState& process = world.state(p);
  const MailboxId m = mailbox_of(operation, process);
  if (send_at_once(p, m, world)) {
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
Outcome try_receive(ProcessId p, const Operation& operation, W& world) {
  ProcessState& process = world.state(p);
  const MailboxId m = mailbox_of(operation, process);
  if (receive_at_once(p, m, world)) {
    succeed(process);
  } else {
    world.find_none(p, m);
    fail(operation, process);
  }
  return Outcome::advanced;
}

template <World W>
Outcome poll_receive(ProcessId p, const Operation& operation, W& world) {
  ProcessState& process = world.state(p);
  const MailboxId m = mailbox_of(operation, process);
  if (receive_at_once(p, m, world)) {
    succeed(process);
    return Outcome::advanced;
  }
  if (world.out_of_time(p, operation)) {
    world.give_up(p, m);
    fail(operation, process);
    return Outcome::advanced;
  }
  world.look_again(p);
  return Outcome::paused;
}

}  // namespace step_detail

/// Runs the one instruction at which p stands.
template <World W>
Outcome step(const Program& program, ProcessId p, W& world) {
  ProcessState& process = world.state(p);
  const Instruction instruction = program.code[process.at];
  const std::uint32_t operand = instruction.operand;
  switch (instruction.opcode) {
    case Opcode::compute:
    case Opcode::sleep:
      world.let_time_pass(
          p, instruction.opcode == Opcode::compute ? Pastime::computing : Pastime::sleeping,
          operand);
      ++process.at;
      return Outcome::paused;

    case Opcode::draw: {
      const Operation& operation = program.operations[operand];
      if (operation.addressing == Addressing::drawn) {
        process.drawn_index = world.pick_index(p, operation.count);
      }
      world.draw_size_and_timeout(p, operation);
      ++process.at;
      return Outcome::advanced;
    }

    case Opcode::send:
      if (!step_detail::send_at_once(p, mailbox_of(program.operations[operand], process), world)) {
        return Outcome::blocked;
      }
      succeed(process);
      return Outcome::advanced;

    case Opcode::try_send:
      return step_detail::try_send(p, program.operations[operand], world);

    case Opcode::receive:
      if (!step_detail::receive_at_once(p, mailbox_of(program.operations[operand], process),
                                        world)) {
        return Outcome::blocked;
      }
      succeed(process);
      return Outcome::advanced;

    case Opcode::try_receive:
      return step_detail::try_receive(p, program.operations[operand], world);

    case Opcode::poll_receive:
      return step_detail::poll_receive(p, program.operations[operand], world);

    case Opcode::choose: {
      const Choice& choice = program.choices[operand];
      process.at = choice.branches[world.pick_branch(p, choice)].target;
      return Outcome::advanced;
    }

    case Opcode::jump:
      process.at = operand;
      return Outcome::advanced;

    case Opcode::begin_loop:
      world.counter(process.first_counter + instruction.slot) = operand;
      ++process.at;
      return Outcome::advanced;

    case Opcode::end_round: {
      std::uint32_t& rounds = world.counter(process.first_counter + instruction.slot);
      process.at = --rounds > 0 ? operand : process.at + 1;
      return Outcome::advanced;
    }

    case Opcode::stop:
      return Outcome::finished;
  }
  return Outcome::finished;
}

}  // namespace ipcsim
