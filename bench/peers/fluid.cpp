// Where SimGrid's network differs from ipcsim's by intent: two messages at once on one link, and
// one message over two links with nobody between. Prints a line a message: what, size in bytes,
// when it was received in ns.
#include <cstdint>
#include <string>

#include "bench/peers/plain_network.hpp"

namespace {

namespace s4u = simgrid::s4u;

constexpr std::uint64_t kSize = 1'000'000;  // bytes

void send_one(const std::string& mailbox) {
  s4u::Mailbox::by_name(mailbox)->put(new std::uint64_t(kSize), kSize);
}

void receive_one(const std::string& mailbox) {
  const auto size = s4u::Mailbox::by_name(mailbox)->get_unique<std::uint64_t>();
  print_reception(mailbox, *size);
}

void add_flow(const std::string& name, s4u::Host* from, s4u::Host* to) {
  s4u::Actor::create("sender of " + name, from, send_one, name);
  s4u::Actor::create("receiver of " + name, to, receive_one, name);
}

}  // namespace

int main(int argc, char** argv) {
  s4u::Engine engine(&argc, argv);
  use_plain_network();
  s4u::NetZone* zone = s4u::create_full_zone("world");
  s4u::Host* a = make_host(zone, "a");
  s4u::Host* b = make_host(zone, "b");
  const s4u::Link* shared = make_link(zone, "a-b", 0.020, 10e6);
  connect(zone, a, b, {shared});
  s4u::Host* c = make_host(zone, "c");
  s4u::Host* d = make_host(zone, "d");
  const s4u::Link* first = make_link(zone, "c-middle", 0.020, 10e6);
  const s4u::Link* second = make_link(zone, "middle-d", 0.005, 40e6);
  connect(zone, c, d, {first, second});
  zone->seal();
  add_flow("together_1", a, b);
  add_flow("together_2", a, b);
  add_flow("two_hops", c, d);
  engine.run();
  return 0;
}
