// The system of three_hosts.json in SimGrid: a relay on a middle host takes each message whole
// before it sends it on. Messages start on a clock, each long after the one before has arrived.
// Prints one line a message: its number, its size in bytes, when it was received in ns.
#include <cstddef>
#include <cstdint>
#include <string>

#include "bench/peers/plain_network.hpp"

namespace {

namespace s4u = simgrid::s4u;

constexpr double kPeriod = 20;  // seconds from the start of one message to that of the next

void send_all() {
  s4u::Mailbox* to_relay = s4u::Mailbox::by_name("to_relay");
  double start = 0;
  for (std::uint64_t size : kSizes) {
    s4u::this_actor::sleep_until(start);
    to_relay->put(new std::uint64_t(size), size);
    start += kPeriod;
  }
}

void relay_all() {
  s4u::Mailbox* to_relay = s4u::Mailbox::by_name("to_relay");
  s4u::Mailbox* inbox = s4u::Mailbox::by_name("inbox");
  for (std::size_t relayed = 0; relayed < kSizes.size(); ++relayed) {
    auto size = to_relay->get_unique<std::uint64_t>();
    const std::uint64_t bytes = *size;
    inbox->put(size.release(), bytes);
  }
}

void receive_all() {
  s4u::Mailbox* inbox = s4u::Mailbox::by_name("inbox");
  for (std::size_t number = 1; number <= kSizes.size(); ++number) {
    const auto size = inbox->get_unique<std::uint64_t>();
    print_reception(std::to_string(number), *size);
  }
}

}  // namespace

int main(int argc, char** argv) {
  s4u::Engine engine(&argc, argv);
  use_plain_network();
  s4u::NetZone* zone = s4u::create_full_zone("world");
  s4u::Host* a = make_host(zone, "a");
  s4u::Host* middle = make_host(zone, "middle");
  s4u::Host* b = make_host(zone, "b");
  const s4u::Link* first = make_link(zone, "a-middle", 0.020, 10e6);
  const s4u::Link* second = make_link(zone, "middle-b", 0.005, 40e6);
  connect(zone, a, middle, {first});
  connect(zone, middle, b, {second});
  zone->seal();
  s4u::Actor::create("sender", a, send_all);
  s4u::Actor::create("relay", middle, relay_all);
  s4u::Actor::create("receiver", b, receive_all);
  engine.run();
  return 0;
}
