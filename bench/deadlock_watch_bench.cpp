// What the search for partial deadlocks costs while a run goes on: scenarios of 10,000 live
// processes, with it and without. The ratio of the two is what is lost.
#include <stdexcept>
#include <string>

#include <benchmark/benchmark.h>

#include "sim/engine/simulate.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/model/read_scenario.hpp"
#include "sim/program/compile.hpp"

namespace {

/// 5,000 pairs of a producer and a consumer, each with a mailbox of its own.
const char* const kPairs = R"({"ipcsim": 1,
  "run": {"until": {"messages": 500000, "mailbox": "box"}},
  "mailboxes": {"box": {"count": 5000, "capacity": 4}},
  "processes": {
    "producer": {"count": 5000, "program": [{"loop": "forever", "do": [
      {"compute": {"exponential": "1ms"}}, {"send": "box[self]"}]}]},
    "consumer": {"count": 5000, "program": [{"loop": "forever", "do": [
      {"receive": "box[self]"}, {"compute": {"exponential": "1ms"}}]}]}}})";

/// A ring of 10,000 processes with 1,000 tokens: most of them wait.
const char* const kRing = R"({"ipcsim": 1,
  "run": {"until": {"messages": 500000, "mailbox": "box"}},
  "mailboxes": {"box": {"count": 10000, "capacity": 1}},
  "processes": {
    "starter": {"count": 1000, "program": [{"send": "box[any]"}]},
    "node": {"count": 10000, "program": [{"loop": "forever", "do": [
      {"receive": "box[self]"}, {"compute": {"exponential": "1ms"}}, {"send": "box[self+1]"}]}]}}})";

void run(benchmark::State& state, const char* scenario, bool seek_partial_deadlocks) {
  const ipcsim::ReadResult read = ipcsim::read_scenario("bench", scenario);
  if (!read.scenario) throw std::runtime_error(read.diagnostics.render());
  const ipcsim::Program program = ipcsim::compile(*read.scenario);
  ipcsim::RunOptions options = ipcsim::run_options(*read.scenario, program);
  options.seek_partial_deadlocks = seek_partial_deadlocks;
  for (auto _ : state) {
    benchmark::DoNotOptimize(ipcsim::simulate(program, options).events);
  }
}

void pairs(benchmark::State& state) { run(state, kPairs, true); }
void pairs_without_search(benchmark::State& state) { run(state, kPairs, false); }
void ring(benchmark::State& state) { run(state, kRing, true); }
void ring_without_search(benchmark::State& state) { run(state, kRing, false); }

}  // namespace

BENCHMARK(pairs)->Unit(benchmark::kMillisecond)->Repetitions(5)->ReportAggregatesOnly();
BENCHMARK(pairs_without_search)
    ->Unit(benchmark::kMillisecond)
    ->Repetitions(5)
    ->ReportAggregatesOnly();
BENCHMARK(ring)->Unit(benchmark::kMillisecond)->Repetitions(5)->ReportAggregatesOnly();
BENCHMARK(ring_without_search)
    ->Unit(benchmark::kMillisecond)
    ->Repetitions(5)
    ->ReportAggregatesOnly();

BENCHMARK_MAIN();
