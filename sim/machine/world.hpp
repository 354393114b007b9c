// What the instructions ask of the world they run in, and no more: the timed world has a clock and
// random streams, the untimed one has an arbitrary delay before every statement. A question has
// no effect but to draw a number; an effect is asked for only where the question before it allowed
// it.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>

#include "sim/machine/process_state.hpp"

namespace ipcsim {

/// What a process does while it lets time pass.
enum class Pastime : std::uint8_t { computing, sleeping };

/// Why a message never came into a mailbox.
enum class Loss : std::uint8_t {
  refused,  // and its sender knows
  dropped,  // and its sender does not know
};

template <class W>
concept World = requires(W& world, ProcessId p, ProcessId q, MailboxId m,
                         const Operation& operation, const Choice& choice,
                         const Selection& selection, const Payment& payment, const OpenCall& call,
                         const typename W::Parcel& parcel, std::uint32_t number, Pastime pastime,
                         Loss loss, Delivery delivery, bool yes) {
  // Of processes.
  { world.state(p) } -> std::same_as<ProcessState&>;
  { world.registers()[number] } -> std::same_as<std::uint32_t&>;
  { world.awaits_word(p) } -> std::same_as<bool>;  // was blocked in an `await`, and not yet woken

  // Time and chance. `number` is an index into Program::distributions.
  { world.let_time_pass(p, pastime, number) } -> std::same_as<bool>;  // true: it has passed now
  world.pay(p, payment);
  world.look_again(p, operation);                             // after a look that found nothing
  { world.out_of_time(p, operation) } -> std::same_as<bool>;  // has a poller's timeout come?
  world.give_up(p, operation);                                // a poller, then
  world.find_none(p, operation);                              // goes on without a message
  { world.pick_index(p, number) } -> std::same_as<std::uint32_t>;   // one of `number`
  { world.pick_branch(p, choice) } -> std::same_as<std::uint32_t>;  // one of choice.branches
  world.draw_size_and_timeout(p, operation);
  world.draw_after(p, selection);
  world.take_else(p);  // goes on from a select at once

  // What there is. The first in turn, where several wait; or nobody.
  { world.waiting_receiver(m) } -> std::same_as<Waiter>;
  { world.waiting_sender(m) } -> std::same_as<Waiter>;
  { world.has_room(m) } -> std::same_as<bool>;
  { world.holds_message(m) } -> std::same_as<bool>;
  { world.full_policy(m) } -> std::same_as<FullPolicy>;
  { world.is_rendezvous(m) } -> std::same_as<bool>;  // capacity 0
  /// Of several sources: the one that has offered a message for longest.
  { world.ready_source(p, operation) } -> std::same_as<std::optional<MailboxId>>;

  // Effects. `operation` is the sender's.
  world.put(p, operation, m);                          // p's message into the mailbox
  { world.take(p, m) } -> std::same_as<Envelope>;      // out of the mailbox
  world.hand_over(p, operation, m, q);                 // from p's hands into q's
  world.lose(p, m, loss);                              // p's message
  { world.drop_oldest(m) } -> std::same_as<Envelope>;  // the earliest accepted one
  world.wake(p);                                       // what it waits for has come
  world.end_await(p, operation, m, delivery);          // p has learnt what became of its message

  // Between hosts. A Parcel is a message under way, with its Envelope as `envelope`.
  world.transmit(p, operation, m);  // p's message sets out, over operation.route
  world.send_word(p, delivery);     // to p, of the message that it awaits word of
  world.put(parcel, m);             // as with p's message above, where it has come to
  world.hand_over(parcel, m, q);    // likewise
  world.lose(parcel, m, loss);      // likewise
  world.wait_in_turn(parcel, m);    // behind the senders that wait to send to m
  { world.fetch_parcel(p) } -> std::same_as<typename W::Parcel>;  // p's, that waits no longer

  // Calls that p has received and not answered.
  world.open_call(p, call);
  { world.oldest_call(p) } -> std::same_as<std::optional<OpenCall>>;
  world.close_oldest_call(p, operation, yes);  // answered: yes: the caller still waited for it
  world.transmit_reply(p, operation, number);  // answered: back over the route with that number
};

}  // namespace ipcsim
