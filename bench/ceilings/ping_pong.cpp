// The ceiling of scenarios/ping_pong.json: two processes that meet at two mailboxes of capacity 0,
// while no time passes.
#include "bench/ceilings/ceiling.hpp"

namespace {

using ceiling::Time;

struct Process {
  ceiling::Activities activities;
  Time begun = 0;
};

/// `sender` acts, `receiver` waits. Afterwards the receiver acts and the sender waits to receive.
void send(ceiling::Mailbox& mailbox, Process& sender, Process& receiver, Time now) {
  ++mailbox.accepted;
  mailbox.send_wait.add(0);
  mailbox.wait.add(0);
  mailbox.latency.add(0);
  mailbox.receive_wait.add(now - receiver.begun);
  ++mailbox.received;
  receiver.activities.change(ceiling::kStepping, now);
  sender.begun = now;
  sender.activities.change(ceiling::kBlockedReceive, now);
  ceiling::forget();
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t wanted = ceiling::amount(argc, argv);
  static ceiling::Mailbox ping;
  static ceiling::Mailbox pong;
  static Process left;
  static Process right;
  static Time now = 0;
  right.activities.change(ceiling::kBlockedReceive, now);
  ceiling::forget();
  for (;;) {
    send(ping, left, right, now);
    if (ping.received == wanted) break;
    send(pong, right, left, now);
  }
  ping.print("ping", now);
  pong.print("pong", now);
  return 0;
}
