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
[[gnu::always_inline]] inline void release(const Program& program, Waiter waiter, W& world) {
  world.wake(waiter.process());
  succeed(program, world.state(waiter.process()), waiter.alternative());
}

/// From here on p's message is on its way; p may await what becomes of it.
template <World W>
[[gnu::always_inline]] inline void write_ticket(ProcessId p, const Operation& operation, W& world) {
  if (operation.awaits == Awaits::acceptance) return;
  ProcessState& process = world.state(p);
  process.ticket = (process.ticket + 1) % kTickets;
  process.delivery = Delivery::pending;
}

/// The sender still waits for word of this message.
template <World W>
[[gnu::always_inline]] inline bool is_awaited(Envelope envelope, W& world) {
  if (envelope.awaits() == Awaits::acceptance) return false;
  const ProcessState& sender = world.state(envelope.sender());
  return sender.ticket == envelope.ticket() && sender.delivery == Delivery::pending;
}

/// Word has come to p's host.
template <World W>
void bring_word(ProcessId p, Delivery delivery, W& world) {
  world.state(p).delivery = delivery;
  if (world.awaits_word(p)) world.wake(p);
}

/// Tells the sender what became of its message; on another host it will learn that. False: it no
/// longer waits for it.
template <World W>
[[gnu::noinline]] bool tell_sender(const Program& program, Envelope envelope, Delivery delivery,
                                   W& world) {
  if (!is_awaited(envelope, world)) return false;
  const ProcessId sender = envelope.sender();
  if (world.awaits_word(sender) && operation_at(program, world.state(sender), 0).route) {
    world.send_word(sender, delivery);
  } else {
    bring_word(sender, delivery, world);
  }
  return true;
}

/// p has received the message with this envelope, which was sent to m.
template <World W>
[[gnu::always_inline]] inline void arrive(const Program& program, ProcessId p, Envelope envelope,
                                          MailboxId m, W& world) {
  if (envelope.awaits() == Awaits::acceptance) [[likely]] {
    return;
  }
  if (envelope.awaits() == Awaits::receipt) {
    tell_sender(program, envelope, Delivery::delivered, world);
  } else if (envelope.awaits() == Awaits::reply) {
    world.open_call(p, OpenCall{envelope.sender(), envelope.ticket(), m});
  }
}

/// A message in the hands of its sender, who acts or waits on the mailbox's host.
template <World W>
struct InHand {
  ProcessId sender;
  const Operation& operation;
  W& world;

  /// Somebody is to be told what becomes of it.
  [[nodiscard]] bool has_word_to_await() const { return operation.awaits != Awaits::acceptance; }
  [[gnu::always_inline]] Envelope set_out() const {
    write_ticket(sender, operation, world);
    return {sender, world.state(sender).ticket, operation.awaits};
  }
  [[gnu::always_inline]] void put(MailboxId m) const { world.put(sender, operation, m); }
  [[gnu::always_inline]] void hand_over(MailboxId m, ProcessId receiver) const {
    world.hand_over(sender, operation, m, receiver);
  }
};

/// A message that has come from another host, where it set out.
template <World W>
struct Landed {
  const typename W::Parcel& parcel;
  W& world;

  [[nodiscard]] bool has_word_to_await() const {
    return parcel.envelope.awaits() != Awaits::acceptance;
  }
  [[nodiscard]] Envelope set_out() const { return parcel.envelope; }
  void put(MailboxId m) const { world.put(parcel, m); }
  void hand_over(MailboxId m, ProcessId receiver) const { world.hand_over(parcel, m, receiver); }
};

/// A mailbox or a receiver has accepted the message.
template <World W>
[[gnu::always_inline]] inline void tell_accepted(const Program& program, Envelope envelope,
                                                 W& world) {
  if (envelope.awaits() == Awaits::word) [[unlikely]] {
    tell_sender(program, envelope, Delivery::delivered, world);
  }
}

/// It was accepted, and has been dropped to make room.
template <World W>
void tell_dropped(const Program& program, Envelope envelope, W& world) {
  if (envelope.awaits() != Awaits::word) {
    tell_sender(program, envelope, Delivery::dropped, world);
  }
}

template <class Message, World W>
[[gnu::always_inline]] inline void put(const Program& program, const Message& message, MailboxId m,
                                       W& world) {
  if (!message.has_word_to_await()) [[likely]] {
    message.put(m);
    return;
  }
  const Envelope envelope = message.set_out();
  message.put(m);
  tell_accepted(program, envelope, world);
}

template <class Message, World W>
[[gnu::always_inline]] inline void hand_over(const Program& program, const Message& message,
                                             MailboxId m, ProcessId receiver, W& world) {
  if (!message.has_word_to_await()) [[likely]] {
    message.hand_over(m, receiver);
    return;
  }
  const Envelope envelope = message.set_out();
  message.hand_over(m, receiver);
  tell_accepted(program, envelope, world);
  arrive(program, receiver, envelope, m, world);
}

/// Puts the message where it belongs if it can go at once: to the first waiting receiver, else
/// into the mailbox. False: there was no place, and nothing was done.
template <class Message, World W>
[[gnu::always_inline]] inline bool place_at_once(const Program& program, const Message& message,
                                                 MailboxId m, W& world) {
  if (const Waiter receiver = world.waiting_receiver(m)) {
    hand_over(program, message, m, receiver.process(), world);
    release(program, receiver, world);
    return true;
  }
  if (!world.has_room(m)) {
    if (world.is_rendezvous(m) || world.full_policy(m) != FullPolicy::drop_oldest) return false;
    tell_dropped(program, world.drop_oldest(m), world);
  }
  put(program, message, m, world);
  return true;
}

/// The same with p's message.
template <World W>
[[gnu::always_inline]] inline bool send_at_once(const Program& program, ProcessId p,
                                                const Operation& operation, MailboxId m, W& world) {
  return place_at_once(program, InHand<W>{p, operation, world}, m, world);
}

/// A message has come to its mailbox from another host. Where it cannot go at once it waits there
/// in turn if its sender still waits for that; else it is lost.
template <World W>
void land(const Program& program, const typename W::Parcel& parcel, MailboxId m, W& world) {
  if (place_at_once(program, Landed<W>{parcel, world}, m, world)) return;
  if (is_awaited(parcel.envelope, world)) {
    world.wait_in_turn(parcel, m);
  } else {
    const bool refuses = world.full_policy(m) == FullPolicy::refuse;
    world.lose(parcel, m, refuses ? Loss::refused : Loss::dropped);
  }
}

/// Calls place(message) with the message of a waiting sender, which then waits no longer.
template <World W, class Place>
[[gnu::always_inline]] inline void take_from(const Program& program, Waiter sender, W& world,
                                             Place place) {
  const Operation& operation =
      operation_at(program, world.state(sender.process()), sender.alternative());
  if (operation.route) [[unlikely]] {
    const typename W::Parcel parcel = world.fetch_parcel(sender.process());
    place(Landed<W>{parcel, world});
  } else {
    place(InHand<W>{sender.process(), operation, world});
    release(program, sender, world);
  }
}

/// Gives p a message of m if there is one. From a mailbox; then the first waiting sender fills the
/// place that became free. With capacity 0, from the hands of the first waiting sender.
template <World W>
[[gnu::always_inline]] inline bool receive_at_once(const Program& program, ProcessId p, MailboxId m,
                                                   W& world) {
  if (world.holds_message(m)) {
    arrive(program, p, world.take(p, m), m, world);
    if (const Waiter sender = world.waiting_sender(m)) {
      take_from(program, sender, world,
                [&](const auto& message) { put(program, message, m, world); });
    }
    return true;
  }
  const Waiter sender = world.waiting_sender(m);
  if (!sender) return false;
  take_from(program, sender, world,
            [&](const auto& message) { hand_over(program, message, m, p, world); });
  return true;
}

/// The same from the mailbox that p's receive means, or from the readiest of several.
template <World W>
[[gnu::always_inline]] inline bool receive_at_once(const Program& program, ProcessId p,
                                                   const Operation& operation, W& world) {
  if (operation.addressing != Addressing::several) [[likely]] {
    return receive_at_once(program, p, mailbox_of(operation, world.state(p), world.registers()),
                           world);
  }
  const std::optional<MailboxId> source = world.ready_source(p, operation);
  return source && receive_at_once(program, p, *source, world);
}

}  // namespace ipcsim::transfer
