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
                         const Operation& operation, const Choice& choice, std::uint32_t number,
                         Pastime pastime, Loss loss) {
  // Of processes.
  { world.state(p) } -> std::same_as<ProcessState&>;
  { world.counter(number) } -> std::same_as<std::uint32_t&>;

  // Time and chance. `number` is an index into Program::distributions.
  world.let_time_pass(p, pastime, number);
  world.look_again(p);                                        // after a look that found nothing
  { world.out_of_time(p, operation) } -> std::same_as<bool>;  // has a poller's timeout come?
  world.give_up(p, m);                                        // a poller, then
  world.find_none(p, m);                                      // goes on without a message
  { world.pick_index(p, number) } -> std::same_as<std::uint32_t>;   // one of `number`
  { world.pick_branch(p, choice) } -> std::same_as<std::uint32_t>;  // one of choice.branches
  world.draw_size_and_timeout(p, operation);

  // What there is. The first in turn, where several wait.
  { world.waiting_receiver(m) } -> std::same_as<std::optional<ProcessId>>;
  { world.waiting_sender(m) } -> std::same_as<std::optional<ProcessId>>;
  { world.has_room(m) } -> std::same_as<bool>;
  { world.holds_message(m) } -> std::same_as<bool>;
  { world.full_policy(m) } -> std::same_as<FullPolicy>;
  { world.is_rendezvous(m) } -> std::same_as<bool>;  // capacity 0

  // Effects. p's message is the one of the operation at which p stands.
  world.put(p, m);           // into the mailbox
  world.take(p, m);          // out of the mailbox
  world.hand_over(p, m, q);  // from p's hands into q's
  world.lose(p, m, loss);    // p's message
  world.drop_oldest(m);      // the earliest accepted one
  world.wake(p);             // its operation, at which it still stands, is being completed
};

}  // namespace ipcsim
