// The ceiling of scenarios/producers_consumers.json: at most eight times to come in a sorted array,
// the mailbox and both waiting lines in arrays of fixed size.
#include "bench/ceilings/ceiling.hpp"

namespace {

using ceiling::Time;

constexpr std::size_t kProducers = 4;
constexpr std::size_t kConsumers = 4;
constexpr std::size_t kCapacity = 8;

/// A queue in a ring of 2^k places.
template <class T, std::size_t places>
struct Line {
  std::array<T, places> items{};
  std::uint32_t first = 0;
  std::uint32_t size = 0;

  void push(T item) { items[(first + size++) % places] = item; }
  T pop() {
    --size;
    return items[first++ % places];
  }
};

struct Process {
  ceiling::Activities activities;
  ipcsim::RandomStream stream;
  Time begun = 0;
};

struct Message {
  Time begun;
  Time accepted;
};

struct Event {
  Time time;
  std::uint32_t process;
};

struct System {
  ceiling::Mailbox buffer;
  std::array<Process, kProducers + kConsumers> processes;  // producers, then consumers
  Line<Message, kCapacity> messages;
  Line<std::uint32_t, kProducers> senders;
  Line<std::uint32_t, kConsumers> receivers;
  std::array<Event, kProducers + kConsumers> events{};  // the next one last
  std::size_t pending = 0;
  ipcsim::Distribution law = ipcsim::Distribution::exponential(10'000);
  std::uint32_t no_cursor = 0;

  /// Behind those at the same time.
  void compute(std::uint32_t p, Time now) {
    const Time time = now + law.draw(processes[p].stream, no_cursor);
    processes[p].activities.change(ceiling::kComputing, now);
    std::size_t place = pending++;
    for (; place > 0 && events[place - 1].time <= time; --place) events[place] = events[place - 1];
    events[place] = {time, p};
  }

  void block(std::uint32_t p, ceiling::Activity how, Time now) {
    processes[p].begun = now;
    processes[p].activities.change(how, now);
  }

  void receive(Message message, Time now, Time waited) {
    buffer.wait.add(now - message.accepted);
    buffer.latency.add(now - message.begun);
    buffer.receive_wait.add(waited);
    buffer.stays += now - message.accepted;
    ++buffer.received;
  }

  void put(Message message, Time now) {
    messages.push(message);
    ++buffer.accepted;
    buffer.send_wait.add(now - message.begun);
    buffer.set_depth(messages.size, now);
  }

  void send(std::uint32_t p, Time now) {
    if (receivers.size > 0) {
      const std::uint32_t receiver = receivers.pop();
      ++buffer.accepted;
      buffer.send_wait.add(0);
      receive({now, now}, now, now - processes[receiver].begun);
      processes[receiver].activities.change(ceiling::kStepping, now);
      compute(p, now);
      compute(receiver, now);
    } else if (messages.size < kCapacity) {
      put({now, now}, now);
      compute(p, now);
    } else {
      senders.push(p);
      block(p, ceiling::kBlockedSend, now);
    }
  }

  void receive(std::uint32_t p, Time now) {
    if (messages.size == 0) {
      receivers.push(p);
      block(p, ceiling::kBlockedReceive, now);
      return;
    }
    const Message message = messages.pop();
    buffer.set_depth(messages.size, now);
    receive(message, now, 0);
    if (senders.size == 0) {
      compute(p, now);
      return;
    }
    const std::uint32_t sender = senders.pop();
    put({processes[sender].begun, now}, now);
    processes[sender].activities.change(ceiling::kStepping, now);
    compute(p, now);
    compute(sender, now);
  }

  Time run(std::uint64_t wanted) {
    for (std::uint32_t p = 0; p < kProducers + kConsumers; ++p) {
      const bool produces = p < kProducers;
      processes[p].stream = ipcsim::make_stream(1, 0, produces ? "producer" : "consumer",
                                                produces ? p : p - kProducers);
      if (produces) {
        compute(p, 0);
      } else {
        receive(p, 0);
      }
    }
    for (;;) {
      const auto [now, p] = events[--pending];
      processes[p].activities.change(ceiling::kStepping, now);
      if (p < kProducers) {
        send(p, now);
      } else {
        receive(p, now);
      }
      if (buffer.received == wanted) return now;
    }
  }

  void print(Time end) {
    buffer.print("buffer", end);
    std::array<Time, 4> spent{};
    for (std::uint32_t p = 0; p < kProducers + kConsumers; ++p) {
      processes[p].activities.change(ceiling::kStepping, end);
      const auto& own = processes[p].activities.spent;
      spent[p < kProducers ? 0 : 1] += own[ceiling::kComputing];
      spent[p < kProducers ? 2 : 3] +=
          own[p < kProducers ? ceiling::kBlockedSend : ceiling::kBlockedReceive];
    }
    ceiling::print_fraction("producer", "computing", spent[0], end * Time{kProducers});
    ceiling::print_fraction("consumer", "computing", spent[1], end * Time{kConsumers});
    ceiling::print_fraction("producer", "blocked_send", spent[2], end * Time{kProducers});
    ceiling::print_fraction("consumer", "blocked_receive", spent[3], end * Time{kConsumers});
  }
};

}  // namespace

int main(int argc, char** argv) {
  static System system;
  system.print(system.run(ceiling::amount(argc, argv)));
  return 0;
}
