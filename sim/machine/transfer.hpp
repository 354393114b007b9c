// How a message goes from one process to another: part of the meaning of the instructions, see
// step.hpp.
#pragma once

#include <optional>

#include "sim/machine/process_state.hpp"
#include "sim/machine/world.hpp"
#include "sim/program/program.hpp"

namespace ipcsim::transfer {

/// The operation in which a process waited has been done for it.
template <World W>
void release(const Program& program, Waiter waiter, W& world) {
  world.wake(waiter.process);
  succeed(program, world.state(waiter.process), waiter.alternative);
}

/// From here on p's message is on its way; p may await what becomes of it.
template <World W>
void write_ticket(ProcessId p, const Operation& operation, W& world) {
  if (operation.awaits == Awaits::acceptance) return;
  ProcessState& process = world.state(p);
  process.ticket = (process.ticket + 1) % kTickets;
  process.delivery = Delivery::pending;
}

/// Tells the sender what became of its message. False: it no longer waits for that.
template <World W>
bool tell_sender(const Envelope& envelope, Delivery delivery, W& world) {
  if (envelope.awaits == Awaits::acceptance) return false;
  ProcessState& sender = world.state(envelope.sender);
  if (sender.ticket != envelope.ticket || sender.delivery != Delivery::pending) return false;
  sender.delivery = delivery;
  if (world.awaits_word(envelope.sender)) world.wake(envelope.sender);
  return true;
}

/// p has received the message with this envelope, which was sent to m.
template <World W>
void arrive(ProcessId p, const Envelope& envelope, MailboxId m, W& world) {
  if (envelope.awaits == Awaits::receipt) {
    tell_sender(envelope, Delivery::delivered, world);
  } else if (envelope.awaits == Awaits::reply) {
    world.open_call(p, OpenCall{envelope.sender, envelope.ticket, m});
  }
}

template <World W>
void hand_over(ProcessId p, const Operation& operation, MailboxId m, ProcessId receiver, W& world) {
  write_ticket(p, operation, world);
  const Envelope envelope{p, world.state(p).ticket, operation.awaits};
  world.hand_over(p, operation, m, receiver);
  arrive(receiver, envelope, m, world);
}

/// Puts p's message where it belongs if it can go at once: to the first waiting receiver, else
/// into the mailbox. False: there was no place, and nothing was done.
template <World W>
bool send_at_once(const Program& program, ProcessId p, const Operation& operation, MailboxId m,
                  W& world) {
  if (const auto receiver = world.waiting_receiver(m)) {
    hand_over(p, operation, m, receiver->process, world);
    release(program, *receiver, world);
    return true;
  }
  if (!world.has_room(m)) {
    if (world.is_rendezvous(m) || world.full_policy(m) != FullPolicy::drop_oldest) return false;
    tell_sender(world.drop_oldest(m), Delivery::dropped, world);
  }
  write_ticket(p, operation, world);
  world.put(p, operation, m);
  return true;
}

/// Gives p a message of m if there is one. From a mailbox; then the first waiting sender fills the
/// place that became free. With capacity 0, from the hands of the first waiting sender.
template <World W>
bool receive_at_once(const Program& program, ProcessId p, MailboxId m, W& world) {
  if (world.holds_message(m)) {
    arrive(p, world.take(p, m), m, world);
    if (const auto sender = world.waiting_sender(m)) {
      const Operation& operation =
          operation_at(program, world.state(sender->process), sender->alternative);
      write_ticket(sender->process, operation, world);
      world.put(sender->process, operation, m);
      release(program, *sender, world);
    }
    return true;
  }
  const auto sender = world.waiting_sender(m);
  if (!sender) return false;
  const Operation& operation =
      operation_at(program, world.state(sender->process), sender->alternative);
  hand_over(sender->process, operation, m, p, world);
  release(program, *sender, world);
  return true;
}

/// The same from the mailbox that p's receive means, or from the readiest of several.
template <World W>
bool receive_at_once(const Program& program, ProcessId p, const Operation& operation, W& world) {
  if (operation.addressing != Addressing::several) {
    return receive_at_once(program, p, mailbox_of(operation, world.state(p), world.registers()),
                           world);
  }
  const std::optional<MailboxId> source = world.ready_source(p, operation);
  return source && receive_at_once(program, p, *source, world);
}

}  // namespace ipcsim::transfer
