// The system of two_hosts.json in SimGrid: one link, blocking sends one after the other. ipcsim's
// sender goes on when word of the acceptance has come back; here that word is a message of 0 bytes.
// Prints one line a message: its number, its size in bytes, when it was received in ns.
#include <cstddef>
#include <cstdint>
#include <string>

#include "bench/peers/plain_network.hpp"

namespace {

namespace s4u = simgrid::s4u;

void send_all() {
  s4u::Mailbox* inbox = s4u::Mailbox::by_name("inbox");
  s4u::Mailbox* word_back = s4u::Mailbox::by_name("word_back");
  for (std::uint64_t size : kSizes) {
    inbox->put(new std::uint64_t(size), size);
    word_back->get_unique<std::uint64_t>();
  }
}

void receive_all() {
  s4u::Mailbox* inbox = s4u::Mailbox::by_name("inbox");
  s4u::Mailbox* word_back = s4u::Mailbox::by_name("word_back");
  for (std::size_t number = 1; number <= kSizes.size(); ++number) {
    const auto size = inbox->get_unique<std::uint64_t>();
    print_reception(std::to_string(number), *size);
    word_back->put(new std::uint64_t(0), 0);
  }
}

}  // namespace

int main(int argc, char** argv) {
  s4u::Engine engine(&argc, argv);
  use_plain_network();
  s4u::NetZone* zone = s4u::create_full_zone("world");
  s4u::Host* a = make_host(zone, "a");
  s4u::Host* b = make_host(zone, "b");
  const s4u::Link* link = make_link(zone, "a-b", 0.020, 10e6);
  connect(zone, a, b, {link});
  zone->seal();
  s4u::Actor::create("sender", a, send_all);
  s4u::Actor::create("receiver", b, receive_all);
  engine.run();
  return 0;
}
