// The ceiling of scenarios/mm1.json: two times to compare stand in for an event list.
#include "bench/ceilings/ceiling.hpp"
#include "sim/engine/ring_buffer.hpp"

namespace {

using ceiling::Time;

struct Queue {
  ceiling::Mailbox jobs;
  ceiling::Activities source;
  ceiling::Activities server;
  ipcsim::RingBuffer<Time> accepted;  // by the jobs in the mailbox
  ipcsim::RandomStream arrivals = ipcsim::make_stream(1, 0, "source", 0);
  ipcsim::RandomStream services = ipcsim::make_stream(1, 0, "server", 0);
  ipcsim::Distribution interval = ipcsim::Distribution::exponential(10'000);
  ipcsim::Distribution service = ipcsim::Distribution::exponential(9'000);
  std::uint32_t no_cursor = 0;

  void receive(Time job, Time now, Time waited) {
    jobs.wait.add(now - job);
    jobs.latency.add(now - job);
    jobs.receive_wait.add(waited);
    jobs.stays += now - job;
    ++jobs.received;
  }

  /// When the last of `wanted` jobs was received.
  Time run(std::uint64_t wanted) {
    Time arrival = interval.draw(arrivals, no_cursor);
    source.change(ceiling::kComputing, 0);
    server.change(ceiling::kBlockedReceive, 0);
    Time served = 0;  // when the server is through, unless it waits
    bool waits = true;
    for (;;) {
      if (waits || arrival <= served) {
        const Time now = arrival;
        source.change(ceiling::kStepping, now);
        ++jobs.accepted;
        jobs.send_wait.add(0);
        if (waits) {
          receive(now, now, now - server.since);
          server.change(ceiling::kStepping, now);
          if (jobs.received == wanted) return now;
          served = now + service.draw(services, no_cursor);
          server.change(ceiling::kComputing, now);
          waits = false;
        } else {
          accepted.push_back(now);
          jobs.set_depth(accepted.size(), now);
        }
        arrival = now + interval.draw(arrivals, no_cursor);
        source.change(ceiling::kComputing, now);
        continue;
      }
      const Time now = served;
      server.change(ceiling::kStepping, now);
      if (accepted.empty()) {
        server.change(ceiling::kBlockedReceive, now);
        waits = true;
        continue;
      }
      const Time job = accepted.pop_front();
      jobs.set_depth(accepted.size(), now);
      receive(job, now, 0);
      if (jobs.received == wanted) return now;
      served = now + service.draw(services, no_cursor);
      server.change(ceiling::kComputing, now);
    }
  }
};

}  // namespace

int main(int argc, char** argv) {
  static Queue queue;
  const Time end = queue.run(ceiling::amount(argc, argv));
  queue.jobs.print("jobs", end);
  queue.source.change(ceiling::kStepping, end);
  queue.server.change(ceiling::kStepping, end);
  ceiling::print_fraction("source", "computing", queue.source.spent[ceiling::kComputing], end);
  ceiling::print_fraction("server", "computing", queue.server.spent[ceiling::kComputing], end);
  return 0;
}
