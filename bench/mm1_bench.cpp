// M/M/1 at load 0.9: jobs a second of the simulator on a scenario, and of a program that does
// nothing but this one queue, with the same random streams and the same histograms. The second is
// the ceiling for the first.
#include <algorithm>
#include <cstdint>
#include <memory>
#include <stdexcept>

#include <benchmark/benchmark.h>

#include "sim/base/distribution.hpp"
#include "sim/engine/histogram.hpp"
#include "sim/engine/ring_buffer.hpp"
#include "sim/engine/simulate.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/model/read_scenario.hpp"
#include "sim/program/compile.hpp"

namespace {

constexpr std::int64_t kJobs = 2'000'000;

const char* const kScenario = R"({"ipcsim": 1,
  "run": {"until": {"messages": 2000000, "mailbox": "jobs"}},
  "mailboxes": {"jobs": {"capacity": "unbounded"}},
  "processes": {
    "source": {"program": [{"loop": "forever", "do": [
      {"compute": {"exponential": "10us"}}, {"send": "jobs"}]}]},
    "server": {"program": [{"loop": "forever", "do": [
      {"receive": "jobs"}, {"compute": {"exponential": "9us"}}]}]}}})";

void simulator(benchmark::State& state) {
  const ipcsim::ReadResult read = ipcsim::read_scenario("mm1", kScenario);
  if (!read.scenario) throw std::runtime_error(read.diagnostics.render());
  const ipcsim::Program program = ipcsim::compile(*read.scenario);
  const ipcsim::RunOptions options = ipcsim::run_options(*read.scenario, program);
  for (auto _ : state) {
    benchmark::DoNotOptimize(ipcsim::simulate(program, options).end);
  }
  state.SetItemsProcessed(state.iterations() * kJobs);
}

/// Two times to compare instead of an event list; waits, latencies and the depth's integral.
double mean_wait_of_one_queue() {
  using ipcsim::Duration;
  ipcsim::RandomStream arrivals = ipcsim::make_stream(1, 0, "source", 0);
  ipcsim::RandomStream services = ipcsim::make_stream(1, 0, "server", 0);
  const auto interval = ipcsim::Distribution::exponential(10'000);
  const auto service = ipcsim::Distribution::exponential(9'000);
  std::uint32_t cursor = 0;
  ipcsim::RingBuffer<std::int64_t> waiting;  // times of arrival
  ipcsim::Histogram waits;
  ipcsim::Histogram latencies;
  __int128 depth_integral = 0;
  std::int64_t depth_since = 0;
  std::int64_t next_arrival = interval.draw(arrivals, cursor);
  std::int64_t server_free = 0;
  const auto count_depth = [&](std::int64_t now) {
    depth_integral += static_cast<__int128>(waiting.size()) * (now - depth_since);
    depth_since = now;
  };
  for (std::int64_t served = 0; served < kJobs;) {
    if (!waiting.empty() && server_free <= next_arrival) {
      count_depth(server_free);
      const std::int64_t arrived = waiting.pop_front();
      waits.add(Duration{server_free - arrived});
      latencies.add(Duration{server_free - arrived});
      server_free += service.draw(services, cursor);
      ++served;
    } else {
      count_depth(next_arrival);
      waiting.push_back(next_arrival);
      server_free = std::max(server_free, next_arrival);
      next_arrival += interval.draw(arrivals, cursor);
    }
  }
  return waits.mean_ns() + latencies.mean_ns() + static_cast<double>(depth_integral);
}

void ceiling(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(mean_wait_of_one_queue());
  state.SetItemsProcessed(state.iterations() * kJobs);
}

}  // namespace

BENCHMARK(simulator)->Unit(benchmark::kMillisecond)->Repetitions(5)->ReportAggregatesOnly();
BENCHMARK(ceiling)->Unit(benchmark::kMillisecond)->Repetitions(5)->ReportAggregatesOnly();

BENCHMARK_MAIN();
