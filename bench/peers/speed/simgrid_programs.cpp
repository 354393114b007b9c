// The systems of bench/scenarios in SimGrid, to be timed: they simulate and measure nothing.
// Mailboxes are counting semaphores, the cheapest that SimGrid has: its own mailboxes simulate a
// network for each message. Written against SimGrid 3.32.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

#include <simgrid/s4u.hpp>

namespace {

namespace s4u = simgrid::s4u;

constexpr double kMean = 10e-6;  // seconds
constexpr unsigned kUnbounded = 1U << 30U;

double exponential(std::mt19937_64& random, double mean) {
  return std::exponential_distribution<double>(1 / mean)(random);
}

struct Mailbox {
  explicit Mailbox(unsigned capacity)
      : room(s4u::Semaphore::create(capacity)), messages(s4u::Semaphore::create(0)) {}
  void send() const {
    room->acquire();
    messages->release();
  }
  void receive() const {
    messages->acquire();
    room->release();
  }
  s4u::SemaphorePtr room;
  s4u::SemaphorePtr messages;
};

/// Ends the program with the last message: the processes are endless.
struct Countdown {
  std::uint64_t left;
  void count() {
    if (--left == 0) std::_Exit(0);
  }
};

struct World {
  s4u::Host* host;
  std::uint64_t messages;
};

void add_producer(const World& world, const Mailbox& mailbox, unsigned seed) {
  s4u::Actor::create("producer", world.host, [&mailbox, seed] {
    std::mt19937_64 random(seed);
    for (;;) {
      s4u::this_actor::sleep_for(exponential(random, kMean));
      mailbox.send();
    }
  });
}

struct Consumer {
  double mean;
  unsigned seed;
};

void add_consumer(const World& world, const Mailbox& mailbox, Countdown& countdown,
                  Consumer consumer) {
  s4u::Actor::create("consumer", world.host, [&mailbox, &countdown, consumer] {
    std::mt19937_64 random(consumer.seed);
    for (;;) {
      mailbox.receive();
      countdown.count();
      s4u::this_actor::sleep_for(exponential(random, consumer.mean));
    }
  });
}

void run_producers_consumers(const s4u::Engine& engine, const World& world) {
  const Mailbox mailbox(8);
  Countdown countdown{world.messages};
  for (unsigned i = 0; i < 4; ++i) {
    add_producer(world, mailbox, i);
    add_consumer(world, mailbox, countdown, {kMean, 4 + i});
  }
  engine.run();
}

void run_mm1(const s4u::Engine& engine, const World& world) {
  const Mailbox jobs(kUnbounded);
  Countdown countdown{world.messages};
  add_producer(world, jobs, 1);
  add_consumer(world, jobs, countdown, {0.9 * kMean, 2});
  engine.run();
}

/// A rendezvous is two words, there and back.
struct Rendezvous {
  s4u::SemaphorePtr there = s4u::Semaphore::create(0);
  s4u::SemaphorePtr back = s4u::Semaphore::create(0);
  void send() const {
    there->release();
    back->acquire();
  }
  void receive() const {
    there->acquire();
    back->release();
  }
};

void run_ping_pong(const s4u::Engine& engine, const World& world) {
  const Rendezvous ping;
  const Rendezvous pong;
  Countdown countdown{world.messages};
  s4u::Actor::create("left", world.host, [&] {
    for (;;) {
      ping.send();
      pong.receive();
      countdown.count();
    }
  });
  s4u::Actor::create("right", world.host, [&] {
    for (;;) {
      ping.receive();
      countdown.count();
      pong.send();
    }
  });
  engine.run();
}

void run_holding(const s4u::Engine& engine, s4u::Host* host, unsigned processes, unsigned times) {
  for (unsigned p = 0; p < processes; ++p) {
    s4u::Actor::create("holder", host, [p, times] {
      std::mt19937 random(p);
      for (unsigned i = 0; i < times; ++i) {
        s4u::this_actor::sleep_for(std::exponential_distribution<double>(1000)(random));
      }
    });
  }
  engine.run();
}

unsigned number(const char* text) { return static_cast<unsigned>(std::strtoul(text, nullptr, 10)); }

}  // namespace

int main(int argc, char** argv) {
  s4u::Engine engine(&argc, argv);
  s4u::Engine::set_config("surf/precision:1e-12");    // seconds; shorter sleeps take no time
  s4u::Engine::set_config("contexts/stack-size:16");  // KiB
  s4u::Engine::set_config("contexts/guard-size:0");   // pages; else the kernel counts mappings
  s4u::NetZone* zone = s4u::create_full_zone("world");
  s4u::Host* host = zone->create_host("host", 1e9);
  zone->seal();
  const std::string system = argc > 2 ? argv[1] : "";
  if (argc == 4 && system == "holding") {
    run_holding(engine, host, number(argv[2]), number(argv[3]));
    return 0;
  }
  if (argc == 3) {
    const World world{host, number(argv[2])};
    if (system == "mm1") run_mm1(engine, world);
    if (system == "ping_pong") run_ping_pong(engine, world);
    if (system == "producers_consumers") run_producers_consumers(engine, world);
    return 0;
  }
  std::fprintf(stderr,
               "usage: %s mm1|ping_pong|producers_consumers MESSAGES\n"
               "       %s holding PROCESSES TIMES\n",
               argv[0], argv[0]);
  return 2;
}
